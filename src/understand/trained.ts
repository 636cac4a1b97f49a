import type { LabelCue } from '../spec/language.ts';
import { cueInputs, openBlend, readRules, readScores, readSigns, type Blend } from './blend/index.ts';
import type { KindLabel, Seen } from './labels.ts';
import { openModel, type Judgement, type Model } from './model/index.ts';

/** What cues and signs say of a text, as inputs of a blend. */
export class CueInputs {
  readonly names: readonly string[];
  readonly values: Float64Array;
  readonly #cues: readonly string[];
  readonly #from: number;
  #next = 0;

  /** `before`: names of inputs that others write, ahead of these. */
  constructor(cues: readonly LabelCue[], before: readonly string[] = []) {
    const inputs = cueInputs(cues);
    this.#cues = inputs.cues;
    this.names = [...before, ...inputs.names];
    this.values = new Float64Array(this.names.length);
    this.#from = before.length;
  }

  /** Before the rules weigh the scores. */
  readCues({ scores }: Seen): void {
    this.#next = readScores(scores, this.#cues, this.values, this.#from);
  }

  /** After `readCues`, with what the rules made of the cues. */
  readRules(seen: Seen, kinds: readonly KindLabel[]): void {
    readSigns(seen, this.values, readRules(kinds, this.values, this.#next));
  }
}

/** What a language's trained parts say of a text, by task. */
export class Trained {
  readonly tasks: Blend['tasks'];
  /** Hex digest of the model. */
  readonly digest: string;
  readonly inputs: CueInputs;
  readonly #model: Model;
  readonly #blend: Blend;

  /** Throws as `openModel` and `openBlend` do. */
  constructor({ model, blend }: { readonly model: Uint8Array; readonly blend: Uint8Array }, cues: readonly LabelCue[]) {
    this.#model = openModel(model);
    this.digest = this.#model.digest;
    this.inputs = new CueInputs(cues, this.#model.logitNames.map((name) => `model:${name}`));
    this.#blend = openBlend(blend, [this.digest], this.inputs.names);
    this.tasks = this.#blend.tasks;
  }

  /** Once `inputs` has read cues and rules of the same text. Null where there is nothing to read. */
  judge(text: string): ReadonlyMap<string, Judgement> | null {
    const logits = this.#model.logits(text);
    if (logits === null) return null;
    this.inputs.values.set(logits);
    return new Map(this.#blend.judge(this.inputs.values).map((judgement) => [judgement.task, judgement]));
  }

  /** Words that spoke for a label in the model's own task; empty where the model has no such task. */
  explain(text: string, task: string, label: string, limit: number): ReturnType<Model['explain']> {
    const known = this.#model.tasks.find((each) => each.task === task);
    return known?.labels.includes(label) === true ? this.#model.explain(text, task, label, limit) : [];
  }
}
