import type { Evidence, Fact } from '../spec/fact.ts';
import { known, unknown } from '../spec/fact.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Author } from '../spec/post.ts';
import type { SpeakerParty } from '../spec/speaker.ts';
import { openModel, type ModelRecord } from './model/index.ts';
import { profileRecord, USERNAME } from './profile-record.ts';

const TASK = 'speaker';
const PARTIES: Readonly<Record<string, SpeakerParty>> = { individual: 'person', organization: 'organisation' };
/** Below this nobody is sure enough. */
const SURE = 0.6;
const MAX_SPANS = 4;

/** Organisation or person, by name, handle and bio. Followers, a tick and links count for nothing. Confidence is a calibrated probability. */
export type PartyReader = (author: Author) => Fact<SpeakerParty>;

/** Reads parties with the bytes of `models/speaker.bin`. Throws INPUT_INVALID or UNSUPPORTED, about `model`, where they are no such model. */
export function createPartyReader(bytes: Uint8Array): PartyReader {
  const model = openModel(bytes);
  const index = model.tasks.findIndex(({ task }) => task === TASK);
  const labels = model.tasks[index]?.labels ?? [];
  if (labels.length === 0 || labels.some((label) => PARTIES[label] === undefined)) {
    throw new KashuvError('INPUT_INVALID', 'does not tell organisations from persons.', { field: 'model', fix: 'Pass models/speaker.bin.' });
  }
  const cue = `${TASK}.${model.digest.slice(0, 8)}`;

  return (author) => {
    const record = recordOf(author);
    const judged = isEmpty(record) ? undefined : model.judge(record)?.[index];
    if (judged === undefined) return unknown('the profile says nothing');
    const shares = labels.map((label, at) => ({ label, value: PARTIES[label] as SpeakerParty, confidence: rounded(judged.probabilities[at] ?? 0) })).sort((a, b) => b.confidence - a.confidence);
    const [likely] = shares;
    if (likely === undefined || likely.confidence < SURE) {
      return unknown('a person or an organisation', shares.map(({ value, confidence }) => ({ value, confidence })));
    }
    const spans = model.explain(record, TASK, likely.label, MAX_SPANS).flatMap(({ field, start, end }) => placeOf(author, likely.value, field, start, end));
    return known(likely.value, likely.confidence, [{ source: 'model', cue }, ...spans]);
  };
}

const handleOf = ({ handle = '' }: Author): string => handle.replace(/^@/u, '');

const recordOf = (author: Author): ModelRecord => profileRecord({ name: author.name, username: handleOf(author), bio: author.bio });

const isEmpty = ({ fields, names }: ModelRecord): boolean => fields.length === 0 && names.length === 0;

function placeOf(author: Author, cue: SpeakerParty, field: string | undefined, start: number, end: number): Evidence[] {
  if (field === 'name' || field === 'bio') return [{ source: 'profile', cue, place: { field, start, end } }];
  if (field !== USERNAME) return [];
  // A sign stands before the handle where the model reads it, and perhaps another where the source gives it.
  const shift = (author.handle ?? '').length - handleOf(author).length - 1;
  const place = { field: 'handle' as const, start: Math.max(0, start + shift), end: end + shift };
  return place.end > place.start ? [{ source: 'profile', cue, place }] : [];
}

/** Never 1: a model is never certain. */
const rounded = (share: number): number => Math.min(0.99, Math.round(share * 100) / 100);
