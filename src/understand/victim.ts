import type { Token } from '../lib/tokens.ts';

const NOT_LETTERS = /[^\p{L}\p{N}]/gu;
const MAX_HANDLES = 50;

/** Whom a text speaks to, as far as its words say. */
export type Addressee = 'brand' | 'somebody' | 'unsaid';

/**
 * A handle other than the brand's is somebody. The brand is addressed where only its handle or its name stands.
 * An insult to whoever is addressed is abuse at the brand, bullying at somebody.
 */
export function addresseeOf(tokens: readonly Token[], target: string | undefined): Addressee {
  const name = target === undefined ? '' : fold(target);
  let brand = false;
  let handles = 0;
  for (const { norm } of tokens) {
    if (!norm.startsWith('@')) continue;
    const handle = fold(norm);
    if (isBrand(handle, name)) brand = true;
    else return 'somebody';
    handles += 1;
    if (handles >= MAX_HANDLES) break;
  }
  if (brand) return 'brand';
  if (name === '') return 'unsaid';
  const [first = ''] = (target ?? '').toLowerCase().split(/\s+/u);
  return tokens.some(({ norm }) => norm === first || fold(norm) === name) ? 'brand' : 'unsaid';
}

/** Tells whether a word is the target's name, the first word of it, or a handle or tag made of it. */
export function namerOf(target: string): (token: Token) => boolean {
  const name = fold(target);
  const [first = ''] = target.toLowerCase().split(/\s+/u);
  return ({ norm }) => (norm.startsWith('@') || norm.startsWith('#') ? isBrand(fold(norm), name) : norm === first || (norm.length >= name.length && fold(norm) === name));
}

/** `@acmecare` and `@acme_il` speak for Acme; short names must fit exactly. */
function isBrand(handle: string, name: string): boolean {
  if (name === '' || handle === '') return false;
  return handle === name || (name.length >= 4 && handle.includes(name)) || (handle.length >= 5 && name.includes(handle));
}

const fold = (text: string): string => text.toLowerCase().replace(NOT_LETTERS, '');
