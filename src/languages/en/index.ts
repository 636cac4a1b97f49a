import type { LanguagePack } from '../../spec/language.ts';
import { commonWords } from './common-words.ts';
import { articles, comparisons } from './comparison-cues.ts';
import { functionWords } from './function-words.ts';
import { labels } from './label-cues.ts';
import { negations } from './negations.ts';
import { offenceCues } from './offence-cues.ts';
import { reviewCues } from './review-cues.ts';
import { speakers } from './speaker-cues.ts';
import { stopWords } from './stop-words.ts';
import { winkTools } from './tools.ts';
import { wording } from './wording.ts';

/** English, with its model. Its tools carry wink-nlp. Both are loaded when first used. */
export function english(): LanguagePack {
  return {
    code: 'en',
    name: 'English',
    direction: 'ltr',
    prefixes: '',
    negations,
    contrasts: ['but', 'however', 'although', 'though', 'unlike', 'whereas', 'while', 'except', 'yet', 'instead'],
    commonWords,
    stopWords,
    endings: [['ies', 'y'], ['es', ''], ['s', ''], ['ed', ''], ['d', ''], ['ing', ''], ['ing', 'e']],
    functionWords,
    labels,
    comparisons,
    articles,
    offences: offenceCues,
    speakers,
    review: reviewCues,
    wording,
    tools: winkTools,
    models: {
      model: async () => (await import('./model-bytes.ts')).model(),
      network: async () => (await import('./network-bytes.ts')).network(),
      blend: async () => (await import('./blend-bytes.ts')).blend(),
    },
  };
}
