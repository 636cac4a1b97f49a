import type { Brand } from '../spec/brand.ts';
import type { Author } from '../spec/post.ts';

const MAX_FACT = 1_000;
const MAX_NAME = 40;
const MAX_NAME_WORDS = 4;
/** Controls, bidi controls, zero-width characters, lone surrogates, unassigned and private code points. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}'’ -]*\.?$/u;
const HANDLE = /^@?[A-Za-z0-9][A-Za-z0-9_.-]{1,29}$/;

/** A fact as it may stand in a draft: one line, nothing invisible, no braces or brackets that would look like a blank. */
export function cleanFact(value: string): string {
  const plain = value
    .slice(0, MAX_FACT * 4)
    .replace(INVISIBLE, (character) => (/\s/u.test(character) ? ' ' : ''))
    .replace(/[{[<]/g, '(')
    .replace(/[}\]>]/g, ')')
    .replace(/\s+/gu, ' ')
    .trim();
  // Lone surrogates are out by now: the one that is left was cut from its other half.
  return plain.length <= MAX_FACT ? plain : `${plain.slice(0, MAX_FACT - 1).replace(/[\uD800-\uDBFF]/u, '')}…`;
}

/**
 * The name to greet somebody by: the display name where it reads like one, else the handle, else none. A name is hostile
 * input: nothing with markup, digits, line breaks, invisible characters or the brand's own name in it is ever repeated.
 */
export function publicName(author: Author | undefined, brand: Pick<Brand, 'name' | 'aliases'>): string | null {
  if (author === undefined) return null;
  const own = [brand.name, ...brand.aliases].map((name) => name.toLowerCase());
  const speaksOfBrand = (name: string): boolean => own.some((one) => name.toLowerCase().includes(one));
  const name = author.name?.trim();
  if (name !== undefined && name.length <= MAX_NAME && NAME.test(name) && name.split(/\s+/u).length <= MAX_NAME_WORDS && !speaksOfBrand(name)) return name.normalize('NFC');
  const handle = author.handle?.trim();
  if (handle !== undefined && HANDLE.test(handle) && !speaksOfBrand(handle)) return handle.startsWith('@') ? handle : `@${handle}`;
  return null;
}
