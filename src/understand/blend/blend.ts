import { judgementOf, type Judgement } from '../model/index.ts';
import { broken, readBlend, type BlendFile } from './format.ts';

/** Puts together what the stages said of a text: for each task probabilities out of a weighed sum of the inputs. */
export interface Blend {
  readonly tasks: readonly { readonly task: string; readonly labels: readonly string[] }[];
  /** In the order of `tasks`. `inputs` in the order of the names it was opened with; `asked`: the network's are among them. */
  judge(inputs: Float64Array, asked?: boolean): readonly Judgement[];
}

interface Plane {
  readonly bias: number;
  readonly weights: Float64Array;
}

/**
 * Opens a blend for inputs with these names; one that it does not know counts nothing, one that is not there counts 0.
 * Throws as `readBlend` does, and INPUT_INVALID where it was made over other models than those with these digests.
 */
export function openBlend(bytes: Uint8Array, digests: readonly string[], names: readonly string[]): Blend {
  const { tasks, over, asked: ofBoth = [] } = readBlend(bytes);
  if (over.join() !== digests.join()) throw broken('was made over other models than these.');
  const before = compiled(tasks, names);
  const after = compiled(ofBoth, names);
  return { tasks, judge: (inputs, asked = false) => (asked ? after : before).map(({ task, labels, lean, planes }) => judgementOf({ task, labels }, lean, logitsOf(labels.length, planes, inputs))) };
}

const compiled = (tasks: BlendFile['tasks'], names: readonly string[]) =>
  tasks.map(({ task, labels, lean, weights, bias }) => ({ task, labels, lean, planes: weights.map((of, index): Plane => ({ bias: bias[index] ?? 0, weights: Float64Array.from(names, (name) => of[name] ?? 0) })) }));

/** Of two labels one plane tells: the first label is at 0. */
function logitsOf(labels: number, planes: readonly Plane[], inputs: Float64Array): Float64Array {
  const logits = new Float64Array(labels);
  for (const [index, { bias, weights }] of planes.entries()) {
    let sum = bias;
    for (let at = 0; at < weights.length; at += 1) sum += (weights[at] ?? 0) * (inputs[at] ?? 0);
    logits[labels - planes.length + index] = sum;
  }
  return logits;
}
