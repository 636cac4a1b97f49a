import { magnitude } from './features/index.ts';
import type { ModelRecord } from './model/index.ts';
import { hostMark, wordMarks } from './profile-marks.ts';

/** What a source may tell of an account in words. What is absent or empty is not read. */
export interface ProfileTexts {
  readonly name?: string | undefined;
  /** The handle, without `@`. */
  readonly username?: string | undefined;
  readonly bio?: string | undefined;
  readonly location?: string | undefined;
}

/** What else it may tell; counts are 0 or more. */
export interface ProfileCounts {
  readonly followers: number;
  readonly following: number;
  readonly posts: number;
  readonly verified: boolean;
  /** The address it links to; '' for none. */
  readonly url: string;
}

/** The field in which a handle stands after one more sign, which has it cut into words. */
export const USERNAME = 'username';
/** More of a field, in UTF-16 units, is not looked at. */
const MAX_FIELD = 4_000;

/**
 * A profile as `models/speaker.bin` reads it; part of the model's format, for a model understands only what is cut as it was trained.
 * Without counts it is judged by its words alone, as it was trained, too.
 */
export function profileRecord(texts: ProfileTexts, counts?: ProfileCounts): ModelRecord {
  const [name, username, bio, location] = [texts.name, texts.username, texts.bio, texts.location].map((text = '') => text.slice(0, MAX_FIELD)) as [string, string, string, string];
  const given = (fields: readonly (readonly [string, string])[]) => fields.filter(([, text]) => text !== '');
  return {
    fields: given([['bio', bio]]),
    names: [...given([['name', name], ['location', location]]), ...(username === '' ? [] : [[USERNAME, `#${username}`] as const])],
    marks: [...wordMarks({ name, username, bio }), ...(counts === undefined ? [] : [...countMarks(counts), ...hostMarks(counts, { name, username })])],
  };
}

function countMarks({ followers, following, posts, verified }: ProfileCounts): (readonly [string, number])[] {
  return [
    ['followers', magnitude(followers)],
    ['following', magnitude(following)],
    ['posts', magnitude(posts)],
    // In steps of a doubling: how many follow for one who is followed.
    ['ratio', magnitude(followers) - magnitude(following)],
    ['verified', Number(verified)],
    ['followers and following', 64 * magnitude(followers) + magnitude(following)],
    ['followers and posts', 64 * magnitude(followers) + magnitude(posts)],
  ];
}

function hostMarks({ url, followers, following }: ProfileCounts, names: { readonly name: string; readonly username: string }): (readonly [string, number])[] {
  const host = hostMark(url, names);
  return [
    ['url', Number(url !== '')],
    ['host', host],
    ['host and followers', 64 * host + magnitude(followers)],
    ['host and following', 64 * host + magnitude(following)],
  ];
}
