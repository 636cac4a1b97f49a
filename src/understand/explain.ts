import { KashuvError } from '../spec/errors.ts';
import type { Classification } from '../spec/classification.ts';
import type { Evidence, Fact } from '../spec/fact.ts';
import { english, hebrew, type ExplainWords } from './explain-words.ts';

const WORDS: Readonly<Record<string, ExplainWords>> = { en: english, he: hebrew };
/** Quotations shown for one label, and the longest of them in UTF-16 units. */
const MOST = 4;
const LONGEST = 60;
/** Whatever others wrote stays in its own direction and cannot change that of the line. */
const ISOLATE = '\u2068';
const END = '\u2069';
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/**
 * A classification in words, a line for each thing judged: what, how sure (0–1), and the words of the post it rests on with the cue or the model that went by them.
 * `text` is the post's text as it was classified; offsets that do not fit into it are left out. What others wrote is quoted without control characters and isolated in its direction.
 * Hebrew is in logical order, for display from right to left. Throws INPUT_INVALID for another language.
 */
export function explainClassification(classification: Classification, text: string, language: 'en' | 'he' = 'en'): string {
  const words = Object.hasOwn(WORDS, language) ? WORDS[language] : undefined;
  if (words === undefined) throw new KashuvError('INPUT_INVALID', `explains in en and he, not in ${JSON.stringify(language)}.`, { field: 'language', fix: "Write 'en' or 'he'." });
  if (typeof text !== 'string') throw new KashuvError('INPUT_INVALID', 'expected the text of the post.', { field: 'text' });
  if (typeof classification !== 'object' || (classification as unknown) === null || !('status' in classification)) {
    throw new KashuvError('INPUT_INVALID', 'expected a classification.', { field: 'classification', fix: 'Take it from a mention.classified event.' });
  }
  const { status, why } = classification;
  if (status !== 'labelled') return `${status === 'failed' ? words.failed : words.abstained}: ${quoted(why ?? '')}`;
  const { tasks } = words;
  return [
    fact(tasks.sentiment, classification.sentiment, text, words),
    fact(tasks.targetSentiment, classification.targetSentiment, text, words),
    ...classification.kinds.map((finding) => line(tasks.kinds, finding, text, words)),
    ...(classification.kinds.length === 0 ? [fact(tasks.kinds, classification.kind, text, words)] : []),
    fact(tasks.topic, classification.topic, text, words),
    ...classification.themes.map((finding) => line(tasks.themes, finding, text, words)),
    fact(tasks.demand, classification.demand, text, words),
    fact(tasks.arousal, classification.arousal, text, words),
    fact(tasks.harm, classification.harm, text, words),
  ].join('\n');
}

interface Finding {
  readonly value: string | number;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

function fact(name: string, told: Fact<string | number>, text: string, words: ExplainWords): string {
  if (told.known) return line(name, told, text, words);
  const perhaps = told.candidates.map(({ value, confidence }) => `${shown(value, words)} (${confidence.toFixed(2)})`).join(', ');
  return `${name}: ${words.notKnown}${perhaps === '' ? '' : `; ${words.perhaps} ${perhaps}`}`;
}

function line(name: string, { value, confidence, evidence }: Finding, text: string, words: ExplainWords): string {
  // A word that several cues found is shown once.
  const places = new Map(evidence.map((one) => [one.span === undefined ? one.cue : `${one.span.start}:${one.span.end}`, one]));
  const said = [...places.values()].slice(0, MOST).map((one) => reason(one, text, words));
  return `${name}: ${shown(value, words)} (${confidence.toFixed(2)})${said.length === 0 ? '' : `, ${words.because} ${[...new Set(said)].join('; ')}`}`;
}

const shown = (value: string | number, { values }: ExplainWords): string => values[value] ?? String(value);

function reason({ source, cue, span }: Evidence, text: string, words: ExplainWords): string {
  const by = source === 'human' ? words.human : source === 'model' ? words.model : `${words.cues} ${quoted(cue)}`;
  if (span === undefined || !(span.start >= 0 && span.end <= text.length && span.start < span.end)) return by;
  return `“${quoted(text.slice(span.start, span.end))}” (${by})`;
}

function quoted(text: string): string {
  const plain = text.slice(0, LONGEST).replace(UNSEEN, ' ');
  return `${ISOLATE}${plain}${text.length > LONGEST ? '…' : ''}${END}`;
}
