import { join } from 'node:path';

import { Vocabulary, WordReader } from '../../src/understand/network/index.ts';
import { Chance } from '../chance.ts';
import { examplesOf, type Examples } from '../examples.ts';
import { copyKey, readSet } from '../read.ts';
import { SEED, type TrainedNetwork, type TrainedTask } from '../tasks.ts';
import { principal } from './components.ts';
import type { Texts } from './fit.ts';
import type { WordVectors } from './vectors.ts';

/** The texts of a task. Row i is text `first + i`. */
export interface TaskTexts {
  readonly task: TrainedTask;
  readonly examples: Examples;
  readonly first: number;
}

/** Texts of a set that is learned from but makes no task of the network, and their labels. */
export interface OtherTexts {
  readonly first: number;
  readonly labels: readonly string[];
  readonly gold: Uint8Array;
}

/** All a network is trained on. */
export interface Corpus {
  readonly texts: Texts;
  /** What makes texts copies of each other, text by text. */
  readonly keys: readonly string[];
  readonly tasks: readonly TaskTexts[];
  /** Learned from together with the tasks. */
  readonly asides: readonly OtherTexts[];
  /** Learned from before them. None of these is a text of a task or an aside. */
  readonly distant: OtherTexts;
  readonly words: readonly string[];
  /** Row after row, words first. */
  readonly vectors: Float64Array;
}

/** Reads the sets of a network, chooses its words and lays its texts out as rows of the table of vectors. */
export function corpusOf(network: TrainedNetwork, tasks: readonly TrainedTask[], data: string, vectors: WordVectors): Corpus {
  const strings: string[] = [];
  const read = tasks.map((task): TaskTexts => {
    const examples = examplesOf(task, data);
    const first = strings.length;
    for (const { fields } of examples.rows) strings.push(fields.map(([, text]) => text).join(' '));
    return { task, examples, first };
  });
  const asides = network.asides.map(({ set }) => othersOf(join(data, 'text', `${set}.jsonl`), strings, new Set()));
  const taken = new Set(strings.map(copyKey));
  const labelled = strings.length;
  const distant = network.distant === undefined ? { first: labelled, labels: [], gold: new Uint8Array(0) } : othersOf(join(data, 'text', `${network.distant.set}.jsonl`), strings, taken);
  const words = wordsOf(strings, labelled, network, vectors);
  const vocabulary = new Vocabulary(words, network.bits);
  return { texts: textsOf(strings, vocabulary), keys: strings.map(copyKey), tasks: read, asides, distant, words, vectors: startOf(words, vocabulary.rows, network.dimensions, vectors) };
}

/** Puts the texts of a set behind the others, each once and none whose key is taken. */
function othersOf(file: string, strings: string[], taken: Set<string>): OtherTexts {
  const lines = readSet(file).filter(({ text }) => isNew(taken, copyKey(text)));
  const first = strings.length;
  for (const { text } of lines) strings.push(text);
  const labels = [...new Set(lines.map((line) => String(line['label'])))].sort();
  return { first, labels, gold: Uint8Array.from(lines, (line) => labels.indexOf(String(line['label']))) };
}

function isNew(taken: Set<string>, key: string): boolean {
  if (key === '' || taken.has(key)) return false;
  taken.add(key);
  return true;
}

/** What a text without a label of its own counts where words are chosen. */
const UNLABELLED = 0.25;

/** The words met most, and those alone that have a vector or are met often enough to learn one. */
function wordsOf(strings: readonly string[], labelled: number, { words, least }: TrainedNetwork, vectors: WordVectors): string[] {
  const reader = new WordReader();
  const counts = new Map<string, number>();
  for (const [index, text] of strings.entries()) {
    reader.read(text);
    const by = index < labelled ? 1 : UNLABELLED;
    for (const form of reader.forms.slice(0, reader.count)) counts.set(form, (counts.get(form) ?? 0) + by);
  }
  return [...counts]
    .filter(([word, count]) => word.length <= 32 && count >= (vectorOf(word, vectors) === undefined ? least.learned : least.known))
    .sort(([word, count], [other, than]) => than - count || (word < other ? -1 : 1))
    .slice(0, words)
    .map(([word]) => word)
    .sort();
}

/** The vector of a word, or of the word without its apostrophe: `don't` stands among the vectors as `dont`. */
function vectorOf(word: string, vectors: WordVectors): readonly number[] | undefined {
  return vectors.of(word) ?? (word.includes("'") && word.length > 2 ? (vectors.of(word.replaceAll("'", '')) ?? vectors.of(word.slice(0, word.indexOf("'")))) : undefined);
}

/** How far the numbers of vectors stray at the start: what the first weights of the filters are made for. */
const SPREAD = 0.5;

function startOf(words: readonly string[], rows: number, dimensions: number, vectors: WordVectors): Float64Array {
  const known = words.map((word) => vectorOf(word, vectors));
  const given = known.filter((vector) => vector !== undefined);
  const reduced = principal(given, dimensions);
  const square = reduced.reduce((sum, vector) => sum + vector.reduce((part, value) => part + value * value, 0), 0);
  const scale = reduced.length === 0 ? 1 : SPREAD / Math.sqrt(square / (reduced.length * dimensions));
  const chance = new Chance(SEED);
  const start = Float64Array.from({ length: rows * dimensions }, () => ((chance.below(2_001) - 1_000) / 1_000) * SPREAD * 0.2);
  let next = 0;
  for (const [row, vector] of known.entries()) {
    if (vector === undefined) continue;
    start.set(reduced[next]!.map((value) => value * scale), row * dimensions);
    next += 1;
  }
  return start;
}

function textsOf(strings: readonly string[], vocabulary: Vocabulary): Texts {
  const reader = new WordReader();
  const bounds = new Uint32Array(strings.length + 1);
  const ids: number[] = [];
  for (const [index, text] of strings.entries()) {
    reader.read(text);
    for (let at = 0; at < reader.count; at += 1) ids.push(vocabulary.rowOf(reader.forms[at]!, reader.squeezed[at]!));
    bounds[index + 1] = ids.length;
  }
  return { ids: Uint16Array.from(ids), bounds };
}
