import type { ModelRecord } from '../../src/understand/model/index.ts';
import { profileRecord } from '../../src/understand/profile-record.ts';

type Line = Readonly<Record<string, unknown>>;

/** A line of a set as a model reads it: of a text the text, of a speaker the profile. */
export function recordOf(task: string, line: Line): ModelRecord {
  if (task !== 'speaker') return { fields: [['', textOf(line['text'])]], names: [], marks: [] };
  return profileRecord(
    { ...nameAndBio(line), location: textOf(line['location']) },
    {
      followers: countOf(line['followers']),
      following: countOf(line['following']),
      posts: countOf(line['tweets']),
      verified: countOf(line['verified']) > 0,
      url: textOf(line['url']),
    },
  );
}

/** A line about a speaker as far as most sources tell it: name, handle and bio. */
export const bareRecordOf = (line: Line): ModelRecord => profileRecord(nameAndBio(line));

const nameAndBio = (line: Line) => ({ name: textOf(line['name']), username: textOf(line['username']), bio: textOf(line['bio']) });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Counts come as numbers or as texts such as 135.0; what is none counts 0. */
function countOf(value: unknown): number {
  const count = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : value === true ? 1 : 0;
  return Number.isFinite(count) && count > 0 ? Math.floor(count) : 0;
}
