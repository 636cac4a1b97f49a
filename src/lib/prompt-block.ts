import { digest } from './digest.ts';

/** The name of a block is a digest of its content: nobody can write a content that holds its own. Line ends in it are escaped besides. */
export function block(kind: string, content: string, title: string): string {
  const name = digest(kind, content).slice(0, 24);
  return `${title}\nBEGIN ${kind} ${name}\n${content}\nEND ${kind} ${name}`;
}

/** JSON of visible characters alone: what is invisible or turns the direction of writing stands there escaped. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()].map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  );
}
