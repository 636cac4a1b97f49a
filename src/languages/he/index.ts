import type { LanguagePack } from '../../spec/language.ts';
import { comparisons } from './comparison-cues.ts';
import { functionWords } from './function-words.ts';
import { labels } from './label-cues.ts';
import { negations } from './negations.ts';
import { reviewCues } from './review-cues.ts';
import { speakers } from './speaker-cues.ts';
import { stopWords } from './stop-words.ts';
import { wording } from './wording.ts';

/** Hebrew, with its model, loaded when first used. Prefix letters are optional at each word. */
export function hebrew(): LanguagePack {
  return {
    code: 'he',
    name: 'עברית',
    direction: 'rtl',
    script: 'Hebrew',
    prefixes: 'והבלמשכ',
    negations,
    contrasts: ['אבל', 'אך', 'אולם', 'למרות', 'לעומת', 'בניגוד', 'במקום', 'רק', 'חוץ', 'ואילו'],
    stopWords,
    endings: [['ים', ''], ['ים', 'ה'], ['ות', ''], ['ות', 'ה'], ['יות', 'ית'], ['ת', 'ה']],
    functionWords,
    labels,
    comparisons,
    speakers,
    review: reviewCues,
    wording,
    models: {
      model: async () => (await import('./model-bytes.ts')).model(),
      blend: async () => (await import('./blend-bytes.ts')).blend(),
    },
  };
}
