import type { LanguagePack } from '../../src/spec/language.ts';
import { weigh } from '../../src/understand/labels.ts';
import type { Model } from '../../src/understand/model/index.ts';
import type { Network } from '../../src/understand/network/index.ts';
import { TextReader } from '../../src/understand/text-reader.ts';
import { CueInputs, inputNames } from '../../src/understand/trained.ts';
import { copyKey } from '../read.ts';
import type { TaskResult } from '../train-task.ts';

/** A network beside the model, and what it says of its examples when it saw none of them, by key: the logits of all heads. */
export interface Beside {
  readonly network: Network;
  readonly heldOut: ReadonlyMap<string, Float64Array>;
}

/** Reads texts as the inputs of a blend: what the model says as planes say it that did not see the text, and what cues and signs say. */
export class InputReader {
  readonly names: readonly string[];
  readonly #inputs: CueInputs;
  readonly #reader: TextReader;
  readonly #heads: readonly { readonly from: number; readonly planes: number; readonly rowOf: ReadonlyMap<string, number>; readonly heldOut: Float64Array }[];
  readonly #model: Model;
  readonly #network: Network | null;
  readonly #besides: Beside['heldOut'];

  constructor(model: Model, results: readonly TaskResult[], pack: LanguagePack, beside: Beside | null = null) {
    this.#model = model;
    this.#network = beside?.network ?? null;
    this.#inputs = new CueInputs(pack.labels, inputNames(model, this.#network));
    this.names = this.#inputs.names;
    this.#reader = new TextReader(pack);
    this.#besides = beside?.heldOut ?? new Map<string, Float64Array>();
    let from = 0;
    this.#heads = results.map(({ description: { planes }, examples, heldOut }) => {
      from += planes.length;
      return { from: from - planes.length, planes: planes.length, heldOut, rowOf: new Map(examples.rows.map(({ fields }, row) => [copyKey(fields[0]?.[1] ?? ''), row])) };
    });
  }

  /** Writes the inputs of a text; false where there is nothing to read in it. */
  read(text: string, target: string | undefined, into: Float64Array): boolean {
    const logits = this.#model.logits(text);
    if (logits === null) return false;
    const seen = this.#reader.see(text, { target });
    this.#inputs.readCues(seen);
    this.#inputs.readRules(seen, weigh(seen).kinds);
    into.set(this.#inputs.values);
    into.set(logits);
    const key = copyKey(text);
    if (this.#network !== null) into.set(this.#besides.get(key) ?? this.#network.logits(text) ?? new Float64Array(this.#network.logitNames.length), logits.length);
    for (const { from, planes, rowOf, heldOut } of this.#heads) {
      const row = rowOf.get(key);
      if (row !== undefined) into.set(heldOut.subarray(row * planes, (row + 1) * planes), from);
    }
    return true;
  }
}
