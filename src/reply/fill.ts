import type { Slot } from '../spec/reply.ts';

/** A sentence with its slots filled as far as the facts go. */
export interface Filled {
  readonly text: string;
  /** Names of the blanks that are left. */
  readonly open: readonly string[];
  /** How many facts it carries; the brand's name is none. */
  readonly used: number;
}

const SLOT = /\{([a-z]+)\}/g;

/** Fills in one pass: what a fact contains is never read as a slot again. */
export function fill(template: string, facts: ReadonlyMap<string, string>): Filled {
  const open: string[] = [];
  let used = 0;
  const text = template.replace(SLOT, (whole, name: string) => {
    const value = facts.get(name);
    if (value === undefined) {
      open.push(name);
      return whole;
    }
    if (name !== 'brand') used += 1;
    return value;
  });
  return { text: finish(text), open, used };
}

export const isOpen = (filled: Filled): boolean => filled.open.length > 0;

/** Names of open slots, each once, in order of appearance. */
export const slotsOf = (filled: readonly Filled[]): string[] => [...new Set(filled.flatMap(({ open }) => open))];

/** Names of blanks in a text, each once, in order of appearance. */
export const slotsIn = (text: string): string[] => slotsOf([fill(text, new Map())]);

export function slotType(name: string): Slot['type'] {
  if (name === 'time') return 'time';
  if (name === 'url' || name === 'source') return 'url';
  return name === 'name' || name === 'signature' || name === 'brand' ? 'name' : 'text';
}

/** A sentence that ends in a fact ends with a full stop; addresses, greetings and signatures do not. */
function finish(text: string): string {
  if (/[.!?…,]["”'’)]?$|\p{Extended_Pictographic}\uFE0F?$/u.test(text) || text.startsWith('—') || /https?:\/\/\S*$/u.test(text)) return text.replace(/([.!?…])\.$/u, '$1');
  return `${text}.`;
}
