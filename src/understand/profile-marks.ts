import { hostOf } from '../lib/hosts.ts';
import { magnitude } from './features/index.ts';

type Mark = readonly [name: string, value: number];

const OF_ONE = /(?<!\p{L})(?:i|i['’]m|my|me|mine|myself)(?!\p{L})/gu;
const OF_SEVERAL = /(?<!\p{L})(?:we|our|us|ours|we['’]re)(?!\p{L})/gu;
const PICTURE = /\p{Extended_Pictographic}/gu;
/** Where everybody may have a page: to link there says nothing of a site of one's own. */
const SHARED = /^(?:twitter|x|instagram|facebook|youtube|youtu|linkedin|tumblr|blogspot|wordpress|pinterest|tiktok|twitch|linktr|soundcloud|spotify|patreon|etsy|amazon|medium|flickr|bandcamp|apple)$/u;

/** How name, handle and bio are written: a handle that is the name, a bio of `we`, digits, pictures. No word of them. */
export function wordMarks({ name, username, bio }: { readonly name: string; readonly username: string; readonly bio: string }): Mark[] {
  const words = Math.min(4, name.split(/\s+/u).filter((word) => word !== '').length);
  const digits = most(3, username, /\d/gu);
  const likeness = likenessOf(name, username);
  const told = name === '' ? '' : plain(name);
  const inBio = Number(told.length > 3 && plain(bio).includes(told));
  const lower = bio.toLowerCase();
  const person = most(2, lower, OF_ONE);
  const group = most(2, lower, OF_SEVERAL);
  return [
    ['bio', magnitude(bio.length)],
    ['words of the name', words],
    ['digits', digits],
    ['likeness', likeness],
    ['one or several', 3 * person + group],
    ['name in bio', inBio],
    ['pictures', most(2, name + bio, PICTURE)],
    ['capitals of the name', 2 * Number(name === name.toLowerCase()) + Number(name === name.toUpperCase())],
    ['capitals of the handle', 8 * most(4, username, /[A-Z]/gu) + words],
    ['likeness and words', 8 * likeness + words],
    ['digits and words', 8 * digits + words],
    ['name in bio and several', 3 * inBio + group],
    ['name in bio and likeness', 8 * inBio + likeness],
  ];
}

/** 0 no link, 1 to a site for everybody, 2 to another one, 3 to one that is called like the account. */
export function hostMark(url: string, { name, username }: { readonly name: string; readonly username: string }): number {
  const host = hostOf(url);
  if (host === null) return 0;
  const parts = host.split('.').slice(0, -1);
  if (parts.some((part) => SHARED.test(part))) return 1;
  const stem = plain(parts.join(''));
  return stem.length > 2 && [name, username].map(plain).some((called) => called !== '' && (called.includes(stem) || stem.includes(called))) ? 3 : 2;
}

/** How a handle goes with a name: 0 the same, 1 within it, 2 around it, 3 begins with its first word, 4 with its initials, 6 holds a word of it, 7 none; 5 where there is none of them. */
function likenessOf(name: string, username: string): number {
  const [one, other] = [plain(name), plain(username)];
  if (one === '' || other === '') return 5;
  if (one === other) return 0;
  if (one.includes(other)) return 1;
  if (other.includes(one)) return 2;
  const words = name.split(/\s+/u).map(plain).filter((word) => word !== '');
  if (words.length > 1 && other.startsWith(words[0] ?? '')) return 3;
  if (words.length > 1 && other.startsWith(words.map((word) => word.slice(0, 1)).join(''))) return 4;
  return words.some((word) => word.length > 2 && other.includes(word)) ? 6 : 7;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function most(limit: number, text: string, pattern: RegExp): number {
  let found = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index >= 0) found += 1;
    if (found === limit) break;
  }
  return found;
}
