import type { Token } from '../lib/tokens.ts';
import type { TargetNames } from './names.ts';

const MAX_HANDLES = 50;

/** Whom a text speaks to, as far as its words say. */
export type Addressee = 'brand' | 'somebody' | 'unsaid';

/**
 * A handle other than the brand's is somebody. The brand is addressed where only its handle or its name stands.
 * An insult to whoever is addressed is abuse at the brand, bullying at somebody.
 */
export function addresseeOf(tokens: readonly Token[], names: TargetNames | null): Addressee {
  let brand = false;
  let handles = 0;
  for (const { norm } of tokens) {
    if (!norm.startsWith('@')) continue;
    if (names?.isHandle(norm) === true) brand = true;
    else return 'somebody';
    handles += 1;
    if (handles >= MAX_HANDLES) break;
  }
  if (brand) return 'brand';
  return names !== null && tokens.some(({ norm }, at) => !norm.startsWith('@') && names.namedAt(tokens, at) !== null) ? 'brand' : 'unsaid';
}
