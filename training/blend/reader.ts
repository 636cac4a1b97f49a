import { compileCues } from '../../src/lib/cues.ts';
import { tokenise } from '../../src/lib/tokens.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import { weigh } from '../../src/understand/labels.ts';
import type { Model } from '../../src/understand/model/index.ts';
import { CueInputs } from '../../src/understand/trained.ts';
import { seenIn } from '../../src/understand/understanding.ts';
import { copyKey } from '../read.ts';
import type { TaskResult } from '../train-task.ts';

/** Reads texts as the inputs of a blend: what the model says as planes say it that did not see the text, and what cues and signs say. */
export class InputReader {
  readonly names: readonly string[];
  readonly #inputs: CueInputs;
  readonly #finder;
  readonly #heads: readonly { readonly from: number; readonly planes: number; readonly rowOf: ReadonlyMap<string, number>; readonly heldOut: Float64Array }[];
  readonly #model: Model;

  constructor(model: Model, results: readonly TaskResult[], pack: LanguagePack) {
    this.#model = model;
    this.#inputs = new CueInputs(pack.labels, model.logitNames.map((name) => `model:${name}`));
    this.names = this.#inputs.names;
    this.#finder = compileCues(pack.labels, pack);
    let from = 0;
    this.#heads = results.map(({ description, examples, heldOut }) => {
      const planes = description.planes.length;
      from += planes;
      return { from: from - planes, planes, heldOut, rowOf: new Map(examples.rows.map(({ fields }, row) => [copyKey(fields[0]?.[1] ?? ''), row])) };
    });
  }

  /** Writes the inputs of a text; false where there is nothing to read in it. */
  read(text: string, target: string | undefined, into: Float64Array): boolean {
    const logits = this.#model.logits(text);
    if (logits === null) return false;
    const tokens = tokenise(text);
    const seen = seenIn(text, tokens, this.#finder.findIn(tokens), target, null);
    this.#inputs.readCues(seen);
    this.#inputs.readRules(seen, weigh(seen).kinds);
    into.set(this.#inputs.values);
    into.set(logits);
    const key = copyKey(text);
    for (const { from, planes, rowOf, heldOut } of this.#heads) {
      const row = rowOf.get(key);
      if (row !== undefined) into.set(heldOut.subarray(row * planes, (row + 1) * planes), from);
    }
    return true;
  }
}
