import { spanMs } from './moments.ts';
import type { Crowd } from './scenario-schema.ts';

/** One voice of a crowd. `after`: ms after the step. */
export interface Voice {
  id: string;
  author: string;
  text: string;
  after: number;
}

const CHOICE = /\{([^{}]*\|[^{}]*)\}/g;

/** How many different texts a crowd's sentences make. */
export function varietyOf(texts: readonly string[]): number {
  const counted = texts.reduce((sum, text) => sum + choicesOf(text).reduce((product, words) => product * words.length, 1), 0);
  return Math.min(counted, Number.MAX_SAFE_INTEGER);
}

/** The crowd's posts: sentences in turn, each filled in differently every time; the same in every run. */
export function voicesOf({ id, texts, posts, authors = posts, over }: Crowd): Voice[] {
  const span = spanMs(over) ?? 0;
  const used = texts.map(() => 0);
  const limits = texts.map((text) => varietyOf([text]));
  const voices: Voice[] = [];
  for (let turn = 0; voices.length < posts; turn += 1) {
    const which = turn % texts.length;
    const round = used[which] ?? 0;
    if (round >= (limits[which] ?? 0)) continue;
    used[which] = round + 1;
    const index = voices.length;
    voices.push({ id: `${id}-${index + 1}`, author: `${id}-${(index % authors) + 1}`, text: fill(texts[which] ?? '', round), after: Math.floor((span * index) / posts) });
  }
  return voices;
}

function choicesOf(text: string): string[][] {
  return [...text.matchAll(CHOICE)].map(([, words = '']) => [...new Set(words.split('|'))]);
}

/** The `round`-th way to fill in a sentence: every choice moves on, later ones also with each full turn of those before. */
function fill(text: string, round: number): string {
  const choices = choicesOf(text);
  let rest = round;
  const picked = choices.map((words, place) => {
    const digit = rest % words.length;
    rest = Math.floor(rest / words.length);
    // A shift by the other digits keeps neighbours apart in more than one word; it maps rounds to fillings one to one.
    return words[(digit + rest + place) % words.length] ?? '';
  });
  let place = 0;
  return text.replace(CHOICE, () => picked[place++] ?? '');
}
