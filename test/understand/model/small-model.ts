import { FeatureExtractor, type FeatureSettings } from '../../../src/understand/features/index.ts';
import { writeModel, type ModelHeader } from '../../../src/understand/model/index.ts';

const features: FeatureSettings = { bits: 12, words: 2, characters: [3, 4], negations: ['not'], prefixes: '' };
const sizes = [1, 2, 4, 8, 16, 32, 64];

/** What words say in the small model: the code of their weight by plane. Planes: mood negative, neutral, positive; then heat. */
const SAID: Readonly<Record<string, readonly [number, number, number, number]>> = {
  lovely: [14, 0, 7, 0],
  awful: [7, 0, 14, 5],
  table: [0, 5, 0, 0],
  idiot: [6, 0, 0, 7],
};

const plane = { scale: 0.05, bias: 0, sizes, slope: 1.5, shift: 0 };

export const header: ModelHeader = {
  language: 'en',
  features: { ...features, negations: [...features.negations], characters: [3, 4] },
  tasks: [
    { task: 'mood', labels: ['negative', 'neutral', 'positive'], planes: [plane, plane, plane], lean: [1, 1, 1] },
    { task: 'heat', labels: ['cold', 'hot'], planes: [{ ...plane, bias: -1 }], lean: [1, 1] },
  ],
};

/** A model whose weights were put there by hand: no data are needed to try how models are kept and read. */
export function smallModel(change: Partial<ModelHeader> = {}): Uint8Array {
  const extractor = new FeatureExtractor(features);
  const codes = Array.from({ length: 4 }, () => new Uint8Array(2 ** features.bits));
  for (const [word, said] of Object.entries(SAID)) {
    extractor.read(word);
    const bucket = extractor.words.buckets[0] ?? 0;
    for (const [index, code] of said.entries()) codes[index]![bucket] = code;
  }
  return writeModel({ header: { ...header, ...change }, codes });
}
