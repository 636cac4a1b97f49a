import type { WinkMethods } from 'wink-nlp';

import type { Span } from '../../spec/fact.ts';
import { saidAt, type PlainWords } from './plain-words.ts';

/** What wink found, and where in the text as it was said. */
export interface Finding {
  readonly kind: 'entity' | 'pattern';
  readonly name: string;
  readonly span: Span;
  readonly negated: boolean;
}

export interface Reading {
  /** −1 … 1; 0 where it cannot be told. */
  readonly polarity: number;
  readonly found: readonly Finding[];
}

/** The part of wink's interface that both kinds of entities have. */
interface Items {
  each(take: (item: { out(as: unknown): unknown }) => void): void;
}

export function read(nlp: WinkMethods, plain: PlainWords): Reading {
  const { its } = nlp;
  const document = nlp.readDoc(plain.text);
  // wink takes a member of `its` for a name and looks up what to do.
  /* eslint-disable @typescript-eslint/unbound-method */
  const polarity: unknown = document.out(its.sentiment);
  const negated = document.tokens().out(its.negationFlag) as unknown as boolean[];
  const places = placesOf(document.tokens().out(), document.tokens().out(its.precedingSpaces));
  const found: Finding[] = [];
  const take = (kind: Finding['kind'], items: Items): void =>
    items.each((item) => {
      const { type: name } = item.out(its.detail) as { type: string };
      const [first, last] = item.out(its.span) as [number, number];
      const [from, to] = [places[first], places[last]];
      const span = from === undefined || to === undefined ? null : saidAt(plain, { start: from.start, end: to.end });
      if (span !== null) found.push({ kind, name, span, negated: negated.slice(first, last + 1).some(Boolean) });
    });
  /* eslint-enable @typescript-eslint/unbound-method */
  take('entity', document.entities());
  take('pattern', document.customEntities());
  return { polarity: typeof polarity === 'number' && Number.isFinite(polarity) ? Math.max(-1, Math.min(1, polarity)) : 0, found };
}

/** Where each of wink's tokens stands in the text it was given: it gives them back letter for letter, and the blanks before each. */
function placesOf(tokens: readonly string[], blanks: readonly string[]): Span[] {
  let at = 0;
  return tokens.map((token, index) => {
    const start = at + (blanks[index] ?? '').length;
    at = start + token.length;
    return { start, end: at };
  });
}
