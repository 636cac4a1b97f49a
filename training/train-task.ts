import { calibrationError, figuresOf, type LabelFigures, type Measure } from '../eval/classify/figures.ts';
import { FeatureExtractor } from '../src/understand/features/index.ts';
import { CONFIDENT } from '../eval/classify/lines.ts';
import { leaning, type ModelTask } from '../src/understand/model/index.ts';
import { calibrate, leanOf, sharesOf, type Calibration, type HeldOut } from './calibrate.ts';
import { Chance } from './chance.ts';
import { examplesOf, type Examples } from './examples.ts';
import { KINDS, matrixOf, type Matrix } from './matrix.ts';
import { quantise, restored } from './quantise.ts';
import { marginOf, solve } from './solver.ts';
import { SEED, SOLVER, type TrainedModel, type TrainedTask } from './tasks.ts';

/** What cross-validation found; each text judged by a model, calibrated and quantised, that saw neither it nor a copy of it. */
export interface TaskFigures extends Record<Measure, number> {
  readonly task: string;
  readonly n: number;
  readonly folds: number;
  readonly copies: number;
  readonly disputed: number;
  readonly ece: number;
  readonly confidentShare: number;
  readonly confidentAccuracy: number;
  readonly perLabel: readonly LabelFigures[];
  /** Of the rows without counts, where there are any. */
  readonly bare?: { readonly accuracy: number; readonly macroF1: number; readonly ece: number; readonly confidentShare: number; readonly confidentAccuracy: number };
}

export interface TaskResult {
  readonly figures: TaskFigures;
  readonly description: ModelTask;
  readonly codes: readonly Uint8Array[];
  readonly examples: Examples;
  /** Of each example, what planes say that saw neither it nor a copy of it: row after row, as logits. */
  readonly heldOut: Float64Array;
}

/** Cross-validates a task, then trains it on all there is. */
export function trainTask(task: TrainedTask, model: TrainedModel, data: string): TaskResult {
  const examples = examplesOf(task, data);
  const { held, matrix } = heldOutOf(task, examples, model);
  const { calibration, lean } = calibratedOn(held, task);
  const planes = planesOf(task, examples, matrix, Uint32Array.from({ length: matrix.rows }, (_, row) => row), task.thrift ?? model.thrift);
  return {
    figures: taskFigures(task, examples, held),
    description: {
      task: task.task,
      labels: [...task.labels],
      planes: planes.map(({ scale, sizes, bias }, index) => ({ scale, bias, sizes: [...sizes], slope: calibration.slopes[0]![index]!, shift: calibration.shift[index]! })),
      lean,
    },
    codes: planes.map(({ codes }) => codes),
    examples,
    heldOut: logitsOf(held, calibration),
  };
}

/** Margins of one stage as logits. */
function logitsOf({ planes, margins: [margins] }: HeldOut, { slopes: [slope], shift }: Calibration): Float64Array {
  return margins!.map((margin, at) => slope![at % planes]! * margin + shift[at % planes]!);
}

/** Calibration and lean from all rows that were held out, once each. */
export function calibratedOn(held: HeldOut, { measure }: TrainedTask): { readonly calibration: Calibration; readonly lean: number[] } {
  const all = Array.from({ length: held.gold.length }, (_, row) => row);
  const calibration = calibrate(held, all);
  return { calibration, lean: leanOf(held, all.map((row) => sharesOf(held, calibration, row)), all, measure) };
}

function planesOf(task: TrainedTask, { gold }: Examples, matrix: Matrix, rows: Uint32Array, thrift: number) {
  const counts = new Float64Array(matrix.columns);
  for (const row of rows) for (let index = matrix.bounds[KINDS * row]!; index < matrix.bounds[KINDS * (row + 1)]!; index += 1) counts[matrix.buckets[index]!]! += 1;
  const labels = task.labels.length === 2 ? [1] : task.labels.map((_, label) => label);
  return labels.map((label) => {
    const { weights, bias } = solve(matrix, rows, Uint8Array.from(gold, (of) => Number(of === label)), { ...SOLVER, ...task.solver }, new Chance(SEED));
    return { ...quantise(weights, counts, thrift), bias };
  });
}

/** The margins of each row by a linear model that was trained on the other folds. */
export function heldOutOf(task: TrainedTask, examples: Examples, { features, thrift }: TrainedModel): { readonly held: HeldOut; readonly matrix: Matrix } {
  const matrix = matrixOf(examples.rows, new FeatureExtractor(features), 2 ** features.bits);
  const labels = task.labels.length;
  const planes = labels === 2 ? 1 : labels;
  const margins = new Float64Array(matrix.rows * planes);
  for (let fold = 0; fold < examples.folds; fold += 1) {
    const [inside, outside] = parted(examples.fold, fold);
    const trained = planesOf(task, examples, matrix, inside, task.thrift ?? thrift).map((plane) => ({ weights: restored(plane), bias: plane.bias }));
    for (const row of outside) for (const [plane, weights] of trained.entries()) margins[row * planes + plane] = marginOf(weights, matrix, row);
  }
  const shares = task.labels.map((_, label) => examples.gold.reduce((sum, of) => sum + Number(of === label), 0) / matrix.rows);
  return { held: { labels, planes, margins: [margins], gold: examples.gold, weights: shares.map((share, label) => (task.prior?.[label] ?? share) / share) }, matrix };
}

function parted(fold: Uint8Array, out: number): [Uint32Array, Uint32Array] {
  const rows = Array.from(fold.keys());
  return [Uint32Array.from(rows.filter((row) => fold[row] !== out)), Uint32Array.from(rows.filter((row) => fold[row] === out))];
}

/** How good what was held out is; calibration and lean, too, are taken from the other folds. */
export function taskFigures({ task, measure }: TrainedTask, { count, fold, folds, gold, copies, disputed }: Examples, held: HeldOut): TaskFigures {
  const rows: Held[] = [];
  const bare: Held[] = [];
  for (let out = 0; out < folds; out += 1) {
    const [inside, outside] = parted(fold, out);
    const calibration = calibrate(held, inside);
    const shares: Float64Array[] = [];
    for (const row of gold.keys()) shares.push(sharesOf(held, calibration, row));
    const lean = leanOf(held, shares, [...inside], measure);
    for (const row of outside) {
      const said = leaning(shares[row]!, lean);
      (row < count ? rows : bare).push({ gold: gold[row]!, said, confidence: shares[row]![said]!, right: said === gold[row], weight: held.weights[gold[row]!]! });
    }
  }
  const figures = { ...summed(rows, held.labels), task, n: count, folds, copies, disputed };
  if (bare.length === 0) return figures;
  const { accuracy, macroF1, ece, confidentShare, confidentAccuracy } = summed(bare, held.labels);
  return { ...figures, bare: { accuracy, macroF1, ece, confidentShare, confidentAccuracy } };
}

interface Held {
  readonly gold: number;
  readonly said: number;
  readonly confidence: number;
  readonly right: boolean;
  readonly weight: number;
}

function summed(rows: readonly Held[], labels: number) {
  const confident = rows.filter(({ confidence }) => confidence >= CONFIDENT);
  return {
    ...figuresOf(rows, labels),
    ece: calibrationError(rows),
    confidentShare: confident.length / rows.length,
    confidentAccuracy: confident.length === 0 ? 0 : confident.filter(({ right }) => right).length / confident.length,
  };
}
