import { known, unknown, type Fact } from '../spec/fact.ts';
import { KashuvError } from '../spec/errors.ts';
import { baseLanguage } from '../lib/language-tag.ts';
import type { Post } from '../spec/post.ts';
import type { SpeakerParty, SpeakerRole, SpeakerVantage } from '../spec/speaker.ts';
import { openModel } from './model/index.ts';
import { isRepeated } from './repeated.ts';

const TASK = 'source';
const VANTAGES: Readonly<Record<string, SpeakerVantage>> = { Business: 'business', Eyewitness: 'eyewitness', Government: 'government', Media: 'media', NGOs: 'ngo', Outsiders: 'outsider' };
/** Below this nobody is sure enough. */
const SURE = 0.6;
const MAX_SPANS = 3;

/** From where somebody speaks, by the words of the post. Confidence is a calibrated probability. */
export type VantageReader = (post: Pick<Post, 'text' | 'language' | 'thread'>) => Fact<SpeakerVantage>;

/** Reads vantages with the bytes of a model that has the task `source`, such as `models/en.bin`. Throws INPUT_INVALID or UNSUPPORTED, about `textModel`, where they are none. */
export function createVantageReader(bytes: Uint8Array): VantageReader {
  const model = openModel(bytes, TASK);
  const index = model.tasks.findIndex(({ task }) => task === TASK);
  const labels = model.tasks[index]?.labels ?? [];
  if (labels.length === 0 || labels.some((label) => VANTAGES[label] === undefined)) {
    throw new KashuvError('INPUT_INVALID', `does not know the task ${TASK}.`, { field: 'textModel', fix: 'Pass models/en.bin.' });
  }
  const cue = `${TASK}.${model.digest.slice(0, 8)}`;

  return ({ text, language, thread }) => {
    if (isRepeated(thread.repost, text)) return unknown('words passed on do not tell from where somebody speaks');
    const code = baseLanguage(language.code);
    if (code !== model.language) return unknown(`no model reads ${code}`);
    const judged = model.judge(text)?.[index];
    if (judged === undefined) return unknown('there is nothing to read');
    const shares = labels.map((label, at) => ({ label, value: VANTAGES[label] as SpeakerVantage, confidence: Math.round((judged.probabilities[at] ?? 0) * 100) / 100 })).sort((a, b) => b.confidence - a.confidence);
    const [likely] = shares;
    if (likely === undefined || likely.confidence < SURE) {
      return unknown('the signs are too weak', shares.filter(({ confidence }) => confidence >= 0.1).map(({ value, confidence }) => ({ value, confidence })));
    }
    const spans = model.explain(text, TASK, likely.label, MAX_SPANS).map(({ start, end }) => ({ source: 'text' as const, cue: likely.value, span: { start, end } }));
    return known(likely.value, likely.confidence, [{ source: 'model', cue }, ...spans]);
  };
}

/** What a role says of the vantage of a person, and of an organisation. */
const BY_ROLE: Readonly<Partial<Record<SpeakerRole, SpeakerVantage>>> = { journalist: 'media', authority: 'government' };
const OF_ORGANISATION: Readonly<Partial<Record<SpeakerRole, SpeakerVantage>>> = { ...BY_ROLE, activist: 'ngo', partner: 'business', competitor: 'business', brand: 'business' };

/** The surer of what the role says and what the words say; null where neither says anything. */
export function vantageOf(role: Fact<SpeakerRole>, party: Fact<SpeakerParty> | null, read: Fact<SpeakerVantage> | null): Fact<SpeakerVantage> | null {
  if (!role.known) return read;
  const isOrganisation = party?.known === true && party.value === 'organisation';
  const value = (isOrganisation ? OF_ORGANISATION : BY_ROLE)[role.value];
  if (value === undefined || (read?.known === true && read.confidence >= role.confidence)) return read;
  const confidence = value === BY_ROLE[role.value] || party?.known !== true ? role.confidence : Math.round(role.confidence * party.confidence * 100) / 100;
  return read?.known === true && read.confidence >= confidence ? read : known(value, confidence, role.evidence);
}
