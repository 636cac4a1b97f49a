/** Measures of how well labels fit. */
export type Measure = 'accuracy' | 'macroF1' | 'macroRecall';

export interface LabelFigures {
  readonly n: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Labels by index. Means go over the labels that occur. */
export function figuresOf(rows: readonly { readonly gold: number; readonly said: number }[], labels: number): Record<Measure, number> & { readonly perLabel: readonly LabelFigures[] } {
  const [golds, saids, rights] = [new Float64Array(labels), new Float64Array(labels), new Float64Array(labels)];
  for (const { gold, said } of rows) {
    golds[gold]! += 1;
    if (said >= 0) saids[said]! += 1;
    if (gold === said) rights[gold]! += 1;
  }
  const perLabel = Array.from({ length: labels }, (_, label) => {
    const [n, right] = [golds[label]!, rights[label]!];
    const precision = share(right, saids[label]!);
    const recall = share(right, n);
    return { n, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
  });
  const met = perLabel.filter(({ n }) => n > 0);
  return {
    accuracy: share(rights.reduce((sum, right) => sum + right, 0), rows.length),
    macroF1: mean(met.map(({ f1 }) => f1)),
    macroRecall: mean(met.map(({ recall }) => recall)),
    perLabel,
  };
}

const BINS = 15;

/** Expected calibration error over 15 bins of equal width (Guo et al. 2017): how far confidence is from being right, 0–1. Rows count by `weight`, 1 where absent. */
export function calibrationError(rows: readonly { readonly confidence: number; readonly right: boolean; readonly weight?: number }[]): number {
  const gaps = new Float64Array(BINS);
  let whole = 0;
  for (const { confidence, right, weight = 1 } of rows) {
    gaps[Math.min(BINS - 1, Math.floor(confidence * BINS))]! += weight * (confidence - Number(right));
    whole += weight;
  }
  return whole === 0 ? 0 : gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / whole;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const mean = (values: readonly number[]): number => share(values.reduce((sum, value) => sum + value, 0), values.length);
