import type { ModelRecord } from '../../src/understand/model/index.ts';
import { magnitude } from '../../src/understand/features/index.ts';

/** A line of a set as a model reads it: of a text the text, of a speaker the profile. */
export function recordOf(task: string, line: Readonly<Record<string, unknown>>): ModelRecord {
  if (task !== 'speaker') return { fields: [['', textOf(line['text'])]], names: [], marks: [] };
  const followers = countOf(line['followers']);
  const following = countOf(line['following']);
  const posts = countOf(line['tweets']);
  const marks: (readonly [string, number])[] = [
    ['followers', magnitude(followers)],
    ['following', magnitude(following)],
    ['posts', magnitude(posts)],
    // In steps of a doubling: how many follow for one who is followed.
    ['ratio', magnitude(followers) - magnitude(following)],
    ['verified', countOf(line['verified'])],
    ['url', textOf(line['url']) === '' ? 0 : 1],
    ['followers and following', 64 * magnitude(followers) + magnitude(following)],
    ['followers and posts', 64 * magnitude(followers) + magnitude(posts)],
    ['bio', magnitude(textOf(line['bio']).length)],
  ];
  const username = textOf(line['username']);
  const given = (fields: readonly string[]) => fields.map((field) => [field, textOf(line[field])] as const).filter(([, text]) => text !== '');
  return { fields: given(['bio']), names: [...given(['name', 'location']), ['username', `#${username}`]], marks };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Counts come as numbers or as texts such as 135.0; what is none counts 0. */
function countOf(value: unknown): number {
  const count = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : value === true ? 1 : 0;
  return Number.isFinite(count) && count > 0 ? Math.floor(count) : 0;
}
