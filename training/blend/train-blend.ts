import { calibrationError, figuresOf, type LabelFigures, type Measure } from '../../eval/classify/figures.ts';
import { CONFIDENT } from '../../eval/classify/lines.ts';
import { leaning } from '../../src/understand/model/index.ts';
import { KNOWN_LIFE } from '../../src/understand/classification.ts';
import type { BlendTask } from '../../src/understand/blend/index.ts';
import { leanFor } from '../calibrate.ts';
import { Chance } from '../chance.ts';
import type { TaskResult } from '../train-task.ts';
import { FOLDS, SEED } from '../tasks.ts';
import { fit, sharesOf, type FitOptions, type Rows } from './fit.ts';
import type { InputReader } from './reader.ts';
import type { OwnPost } from './own.ts';
import type { BlendedTask } from './tasks.ts';

/** More examples of one set do not help weights as few as these. */
const MOST_ROWS = 20_000;
const PENALTY = 0.05;
const OWN_HEADS = /^(?:model|network):(?:complaint|kind:|topic|demand)/u;

export interface BlendFigures extends Record<Measure, number> {
  readonly task: string;
  readonly n: number;
  /** Of these, posts written for this project. */
  readonly own: number;
  readonly ece: number;
  readonly confidentShare: number;
  readonly confidentAccuracy: number;
  readonly perLabel: readonly LabelFigures[];
  /** Of what hurts: how it does where whatever has this probability or more is taken for it. */
  readonly heeded?: { readonly from: number; readonly precision: number; readonly recall: number };
  /** By rows of the head's set alone. */
  readonly onSet?: Record<Measure, number> & { readonly ece: number };
  /** By own posts alone. */
  readonly onOwn?: Record<Measure, number>;
}

export interface BlendResult {
  readonly figures: BlendFigures;
  readonly description: BlendTask;
}

interface Gathered extends Rows {
  readonly fold: Uint8Array;
  readonly isOwn: Uint8Array;
}

/** Cross-validates the blend of one task, then fits it to all there is. `asked`: with what the network says. */
export function trainBlend(task: BlendedTask, reader: InputReader, heads: ReadonlyMap<string, TaskResult>, own: readonly OwnPost[], asked = false): BlendResult {
  const rows = gathered(task, reader, heads, own);
  const all = Array.from(rows.gold.keys());
  const labels = task.labels.length;
  const options = optionsOf(task, reader.names, asked);
  const shares: Float64Array[] = [];
  const said = new Uint8Array(all.length);
  for (let out = 0; out < FOLDS; out += 1) {
    const inside = all.filter((row) => rows.fold[row] !== out);
    const fitted = fit(rows, inside, options);
    const inner = all.map((row) => sharesOf(fitted, rows, row, labels));
    const lean = leanFor(rows.gold, inner, inside, labels, task.measure);
    for (const row of all) {
      if (rows.fold[row] !== out) continue;
      shares[row] = inner[row]!;
      said[row] = leaning(inner[row]!, lean);
    }
  }
  const judged = all.map((row) => ({ gold: rows.gold[row]!, said: said[row]!, confidence: shares[row]![said[row]!]!, right: said[row] === rows.gold[row], weight: rows.weight[row]! }));
  const confident = judged.filter(({ confidence }) => confidence >= CONFIDENT);
  const ofSet = judged.filter((_, row) => rows.isOwn[row] === 0);
  const { weights, bias } = fit(rows, all, options);
  return {
    figures: {
      ...figuresOf(judged, labels),
      task: task.task,
      n: all.length,
      own: rows.isOwn.reduce((sum, is) => sum + is, 0),
      ece: calibrationError(judged),
      confidentShare: confident.length / judged.length,
      confidentAccuracy: confident.length === 0 ? 0 : confident.filter(({ right }) => right).length / confident.length,
      ...(task.danger === true && { heeded: heededOf(shares, rows.gold) }),
      ...(ofSet.length > 0 && ofSet.length < judged.length && { onSet: { ...figuresOf(ofSet, labels), ece: calibrationError(ofSet) }, onOwn: figuresOf(judged.filter((_, row) => rows.isOwn[row] === 1), labels) }),
    },
    description: {
      task: task.task,
      labels: [...task.labels],
      weights: weights.map((of) => Object.fromEntries([...of].flatMap((weight, at) => (rounded(weight) === 0 ? [] : [[reader.names[at] ?? '', rounded(weight)]])))),
      bias: bias.map(rounded),
      lean: leanFor(rows.gold, shares, all, labels, task.measure),
    },
  };
}

function optionsOf({ task, labels, head, allInputs = false, penalty = PENALTY }: BlendedTask, names: readonly string[], asked: boolean): FitOptions {
  const planes = labels.length === 2 ? labels.slice(1) : labels;
  return {
    labels: labels.length,
    penalty,
    toward: planes.map((label) => (asked ? ['model', 'network'] : ['model']).map((stage) => names.indexOf(`${stage}:${task}:${label}`)).filter((at) => at >= 0)),
    // What own posts taught says nothing about the posts of other sets; among few examples it is noise.
    allowed: names.map((name) => (asked || !name.startsWith('network:')) && (head === undefined || allInputs || !OWN_HEADS.test(name))),
  };
}

function heededOf(shares: readonly Float64Array[], gold: Uint8Array): NonNullable<BlendFigures['heeded']> {
  let [told, right, there] = [0, 0, 0];
  for (const [row, of] of shares.entries()) {
    const is = of[1]! >= KNOWN_LIFE;
    told += Number(is);
    right += Number(is && gold[row] === 1);
    there += gold[row]!;
  }
  return { from: KNOWN_LIFE, precision: told === 0 ? 0 : right / told, recall: there === 0 ? 0 : right / there };
}

const rounded = (weight: number): number => Number(weight.toFixed(4));

function gathered(task: BlendedTask, reader: InputReader, heads: ReadonlyMap<string, TaskResult>, own: readonly OwnPost[]): Gathered {
  const texts: { text: string; target?: string; label: number; own: boolean; fold: number }[] = [];
  const head = task.head === undefined ? undefined : heads.get(task.head);
  if (head !== undefined) {
    const { examples } = head;
    const order = Uint32Array.from(examples.rows.keys());
    new Chance(SEED).shuffle(order);
    for (const row of order.subarray(0, MOST_ROWS)) texts.push({ text: examples.rows[row]!.fields[0]?.[1] ?? '', label: examples.gold[row]!, own: false, fold: examples.fold[row]! % FOLDS });
  }
  if (task.own !== undefined) {
    const order = Uint32Array.from(own.keys());
    new Chance(SEED).shuffle(order);
    for (const [index, at] of order.entries()) {
      const post = own[at]!;
      const label = task.own(post);
      if (label === null) continue;
      const row = { text: post.text, label: task.labels.indexOf(label), own: true, fold: index % FOLDS };
      texts.push(row);
      // Whoever asks may know what the post is about or not.
      if (post.target !== undefined) texts.push({ ...row, target: post.target });
    }
  }
  const width = reader.names.length;
  const inputs = new Float64Array(texts.length * width);
  const read = texts.map(({ text, target }, row) => reader.read(text, target, inputs.subarray(row * width, (row + 1) * width)));
  const kept = read.flatMap((is, row) => (is && texts[row]!.label >= 0 ? [row] : []));
  const gold = Uint8Array.from(kept, (row) => texts[row]!.label);
  const ofSet = kept.filter((row) => !texts[row]!.own);
  const worth = task.labels.map((_, label) => {
    const share = ofSet.filter((row) => texts[row]!.label === label).length / Math.max(1, ofSet.length);
    return task.prior === undefined || share === 0 ? 1 : task.prior[label]! / share;
  });
  const packed = new Float64Array(kept.length * width);
  for (const [index, row] of kept.entries()) packed.set(inputs.subarray(row * width, (row + 1) * width), index * width);
  return {
    width, gold,
    inputs: packed,
    weight: Float64Array.from(kept, (row) => (texts[row]!.own ? (head === undefined ? 1 : (task.ownWeight ?? 1)) : worth[texts[row]!.label]!)),
    fold: Uint8Array.from(kept, (row) => texts[row]!.fold),
    isOwn: Uint8Array.from(kept, (row) => Number(texts[row]!.own)),
  };
}
