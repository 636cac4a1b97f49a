import { KashuvError } from '../spec/errors.ts';
import type { LabelCue, LanguagePack } from '../spec/language.ts';
import { cueInputs, openBlend, readRules, readScores, readSigns, type Blend } from './blend/index.ts';
import type { KindLabel, Seen } from './labels.ts';
import { openModel, type Judgement, type Model } from './model/index.ts';
import { openNetwork, type Network } from './network/index.ts';

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

/** When the network is asked: never, where the first stage is unsure of something that counts, or always. */
export const ASK_NETWORK = ['unsure', 'always', 'never'] as const;
export type AskNetwork = (typeof ASK_NETWORK)[number];

/** Tasks of which the first stage must be this sure for the network not to be asked. */
const UNSURE: Readonly<Record<string, number>> = { sentiment: 0.8, complaint: 0.8, offensive: 0.8 };

export interface TrainedParts {
  readonly model: Uint8Array;
  readonly network?: Uint8Array | undefined;
  readonly blend: Uint8Array;
}

/** What a language's trained parts say of a text, by task. */
export class Trained {
  readonly tasks: Blend['tasks'];
  readonly inputs: CueInputs;
  readonly #model: Model;
  readonly #network: Network | null;
  readonly #blend: Blend;
  readonly #ask: AskNetwork;
  /** Whether the network was asked about the text judged last. */
  askedNetwork = false;

  /** Throws as `openModel`, `openNetwork` and `openBlend` do, and INPUT_INVALID where the model is of another language than the pack. */
  constructor({ model, network, blend }: TrainedParts, { code, labels: cues }: Pick<LanguagePack, 'code' | 'labels'>, ask: AskNetwork = 'unsure') {
    this.#model = openModel(model);
    if (this.#model.language !== code) throw new KashuvError('INPUT_INVALID', `reads ${this.#model.language}, not ${code}.`, { field: 'model', fix: 'Take the models of the pack’s own language.' });
    this.#network = network === undefined ? null : openNetwork(network);
    this.#ask = this.#network === null ? 'never' : ask;
    this.inputs = new CueInputs(cues, inputNames(this.#model, this.#network));
    this.#blend = openBlend(blend, [this.#model.digest, ...(this.#network === null ? [] : [this.#network.digest])], this.inputs.names);
    this.tasks = this.#blend.tasks;
  }

  /** Once `inputs` has read cues and rules of the same text. Null where there is nothing to read. */
  judge(text: string): ReadonlyMap<string, Judgement> | null {
    const { values } = this.inputs;
    const logits = this.#model.logits(text);
    if (logits === null) return null;
    values.set(logits);
    const first = this.#ask === 'always' ? [] : this.#blend.judge(values);
    const wanted = this.#ask === 'always' || (this.#ask === 'unsure' && first.some(({ task, confidence }) => confidence < (UNSURE[task] ?? 0)));
    const more = wanted ? (this.#network?.logits(text) ?? null) : null;
    if (more !== null) values.set(more, logits.length);
    this.askedNetwork = more !== null;
    const said = more !== null ? this.#blend.judge(values, true) : first.length > 0 ? first : this.#blend.judge(values);
    return new Map(said.map((judgement) => [judgement.task, judgement]));
  }

  /** Words that spoke for a label in the model's own task; empty where the model has no such task. */
  explain(text: string, task: string, label: string, limit: number): ReturnType<Model['explain']> {
    const known = this.#model.tasks.find((each) => each.task === task);
    return known?.labels.includes(label) === true ? this.#model.explain(text, task, label, limit) : [];
  }
}

/** The inputs that models give, in the order in which they stand. */
export const inputNames = (model: Model, network: Network | null): string[] => [...model.logitNames.map((name) => `model:${name}`), ...(network?.logitNames ?? []).map((name) => `network:${name}`)];
