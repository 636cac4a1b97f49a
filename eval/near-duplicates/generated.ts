import { chanceOf, type Chance } from './chance.ts';
import type { Pair } from './pairs.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** What happens to a post that is passed on, each with the share of it in what comes out. */
const changes: Readonly<Record<string, (words: string[], chance: Chance) => string>> = {
  typo: (words, chance) => times(1 + Math.floor(words.length / 12), words, (list) => misspell(list, chance)).join(' '),
  retold: (words, chance) => `RT @user${Math.floor(chance() * 900)}: ${words.join(' ')}`,
  cut: (words, chance) => {
    const text = words.join(' ');
    return `${text.slice(0, Math.floor(text.length * (0.55 + 0.4 * chance())))}…`;
  },
  'cross-post': (words, chance) => `${words.slice(0, Math.max(8, Math.floor(words.length * (0.45 + 0.4 * chance())))).join(' ')} https://t.co/${name(6, chance)}`,
  tags: (words, chance) => `${words.join(' ')} #${name(5, chance)} #${name(7, chance)}`,
  emoji: (words, chance) => words.map((word) => (chance() < 0.15 ? `${word} ${['😡', '🔥', '🙏', '💔'][Math.floor(chance() * 4)] ?? ''}` : word)).join(' '),
  remark: (words, chance) => `${['So true.', 'Unbelievable!', 'Please read this:', 'Same here, exactly the same:'][Math.floor(chance() * 4)] ?? ''} "${words.join(' ')}"`,
  'one-word': (words, chance) => words.with(Math.floor(chance() * words.length), name(6, chance)).join(' '),
  punctuation: (words, chance) => words.map((word) => (chance() < 0.3 ? word.replace(/[,.!?]?$/, chance() < 0.5 ? '!!' : ' –') : word)).join(' '),
};

/** Copies by changes drawn at random, and as many pairs of texts that have no more than a part, or a form, in common. */
export function generatedPairs(texts: readonly string[], count: number, seed: number): Pair[] {
  const chance = chanceOf(seed);
  const long = texts.filter((text) => text.split(/\s+/).length >= 14);
  const any = (): string => long[Math.floor(chance() * long.length)] ?? '';
  const pairs: Pair[] = [];
  const kinds = Object.keys(changes);
  while (pairs.length < count) {
    const a = any();
    const kind = kinds[Math.floor(chance() * kinds.length)] ?? 'typo';
    pairs.push({ a, b: changes[kind]?.(a.split(/\s+/), chance) ?? '', copy: true, kind });
    const other = any();
    if (other !== a) pairs.push({ a, b: other, copy: false, kind: 'unrelated' });
    if (other !== a) pairs.push({ a, b: shareBeginning(a, other), copy: false, kind: 'same-beginning' });
    pairs.push({ ...form(chance), copy: false, kind: 'form' });
  }
  return pairs;
}

/** A third of the one, then the other. */
function shareBeginning(a: string, other: string): string {
  const words = a.split(/\s+/);
  return [...words.slice(0, Math.floor(words.length / 3)), ...other.split(/\s+/)].join(' ');
}

/** What customers of one shop write, each about an order, a thing and a place of their own. */
function form(chance: Chance): { a: string; b: string } {
  const make = (): string =>
    `My order ${10_000 + Math.floor(chance() * 90_000)} for a ${['kettle', 'sofa', 'bicycle', 'lamp', 'phone', 'tent'][Math.floor(chance() * 6)] ?? ''} ` +
    `to ${['Haifa', 'Leeds', 'Boston', 'Dublin', 'Oslo', 'Eilat'][Math.floor(chance() * 6)] ?? ''} has not arrived and nobody at Acme answers the phone.`;
  const a = make();
  for (;;) {
    const b = make();
    if (b !== a) return { a, b };
  }
}

function misspell(words: string[], chance: Chance): string[] {
  const at = Math.floor(chance() * words.length);
  const word = words[at] ?? '';
  const place = Math.floor(chance() * word.length);
  const letter = letters[Math.floor(chance() * letters.length)] ?? 'e';
  const how = chance();
  const wrong = how < 0.34 ? word.slice(0, place) + word.slice(place + 1) : how < 0.67 ? word.slice(0, place) + letter + word.slice(place) : word.slice(0, place) + letter + word.slice(place + 1);
  return words.with(at, wrong);
}

function times<T>(count: number, start: T, change: (value: T) => T): T {
  let value = start;
  for (let turn = 0; turn < count; turn += 1) value = change(value);
  return value;
}

function name(length: number, chance: Chance): string {
  return Array.from({ length }, () => letters[Math.floor(chance() * letters.length)] ?? 'a').join('');
}
