import { leaning, softmax, type Judgement } from '../model/index.ts';
import { broken, readBlend } from './format.ts';

/** Puts together what the stages said of a text: for each task probabilities out of a weighed sum of the inputs. */
export interface Blend {
  readonly tasks: readonly { readonly task: string; readonly labels: readonly string[] }[];
  /** In the order of `tasks`. `inputs` in the order of the names it was opened with. */
  judge(inputs: Float64Array): readonly Judgement[];
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
  const { tasks, over } = readBlend(bytes);
  if (over.join() !== digests.join()) throw broken('was made over other models than these.');
  const compiled = tasks.map(({ task, labels, lean, weights, bias }) => ({
    task, labels, lean,
    planes: weights.map((of, index): Plane => ({ bias: bias[index] ?? 0, weights: Float64Array.from(names, (name) => of[name] ?? 0) })),
  }));
  return { tasks, judge: (inputs) => compiled.map(({ task, labels, lean, planes }) => judgement(task, labels, lean, logitsOf(labels.length, planes, inputs))) };
}

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

function judgement(task: string, labels: readonly string[], lean: readonly number[], logits: Float64Array): Judgement {
  const shares = new Float64Array(labels.length);
  softmax(logits, shares);
  const best = leaning(shares, lean);
  return { task, label: labels[best] ?? '', confidence: shares[best] ?? 0, probabilities: [...shares] };
}
