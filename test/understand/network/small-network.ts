import { writeNetwork, type NetworkHeader } from '../../../src/understand/network/index.ts';

const DIMENSIONS = 4;
const FILTERS = 2;
const WORDS = ['awful', 'lovely', 'not', '!'];
/** Code 7 stands for the greatest size: with this scale a number of 1. */
const ONE = 7;

export const header: NetworkHeader = {
  language: 'en',
  words: WORDS,
  bits: 1,
  dimensions: DIMENSIONS,
  filters: FILTERS,
  scale: 1 / 127,
  sizes: [1, 2, 4, 8, 16, 32, 127],
  tasks: [
    {
      task: 'mood',
      labels: ['negative', 'neutral', 'positive'],
      slope: [1, 1, 1],
      shift: [0, 0, 0],
      lean: [1, 1, 1],
    },
    {
      task: 'heat',
      labels: ['cold', 'hot'],
      slope: [1],
      shift: [0],
      lean: [1, 1],
    },
  ],
};

/** A network whose weights were put there by hand: it knows awful, lovely, not, `!`, and that `not lovely` is not lovely. */
export function smallNetwork(change: Partial<NetworkHeader> = {}): Uint8Array {
  const codes = new Uint8Array((WORDS.length + 2) * DIMENSIONS);
  for (let word = 0; word < WORDS.length; word += 1) codes[word * DIMENSIONS + word] = ONE;
  const filters = new Float32Array(6 * FILTERS * DIMENSIONS);
  const weigh = (tap: number, filter: number, word: string, weight: number): void => {
    filters[(tap * FILTERS + filter) * DIMENSIONS + WORDS.indexOf(word)] = weight;
  };
  weigh(0, 0, 'lovely', 1);
  weigh(0, 1, 'awful', 1);
  weigh(1, 0, 'not', 1);
  weigh(2, 0, 'lovely', 1);
  weigh(3, 0, 'awful', 1);
  weigh(4, 0, '!', 1);
  weigh(5, 0, '!', 1);
  // A pair counts only where both words stand there; a run of three needs two.
  const biases = Float32Array.of(0, 0, -1, 0, -1, 0);
  // lovely, awful; not lovely, –; awful !, –; added.
  const heads = Float32Array.of(0, 4, 8, 0, 1, 0, 0, /**/ 0, 0, 0, 0, 0, 0, 1, /**/ 4, 0, -6, 0, 0, 0, 0, /**/ 0, 3, 0, 0, 2, 0, -1);
  return writeNetwork({ header: { ...header, ...change }, codes, filters, biases, heads });
}
