import { KashuvError } from '../spec/errors.ts';

/** 32-bit words that an id takes. */
export const ID_WORDS = 3;
const ID = /^post_([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{4})$/;

/** The number behind the id of a post; throws INPUT_INVALID for what is none. */
export function packId(id: string): Uint32Array {
  const parts = ID.exec(id);
  if (parts === null) throw new KashuvError('INPUT_INVALID', `'${id}' is no id of a post.`, { field: 'id', fix: 'Take the id of a post as kashuv keeps it.' });
  return Uint32Array.from(parts.slice(1), (digits) => Number.parseInt(digits, 16));
}

/** All of an id counts, whoever makes ids. */
export function hashId(words: Uint32Array, at: number): number {
  let hash = 0;
  for (let word = 0; word < ID_WORDS; word += 1) {
    hash = Math.imul(hash ^ (words[at + word] as number), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return hash;
}

export function unpackId(words: Uint32Array, at: number): string {
  return `post_${hex(words[at], 8)}${hex(words[at + 1], 8)}${hex(words[at + 2], 4)}`;
}

function hex(word: number | undefined, digits: number): string {
  return (word ?? 0).toString(16).padStart(digits, '0');
}
