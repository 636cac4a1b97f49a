import { tokenise, type Token } from '../lib/tokens.ts';
import type { Span } from '../spec/fact.ts';

interface Placed extends Span {
  readonly first: number;
  readonly last: number;
  readonly sentence: number;
}

/** How far before a word the verb that names it may stand: "calling it a glitch". */
const NAMING_REACH = 6;
/** Passages longer than this are no quotation of a phrase. */
const MAX_QUOTED = 600;
const MAX_QUOTATIONS = 100;
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“”', '«': '»', '‘': '’', '״': '״', '”': '”' };

/** True where the word is named only to take it back: "calling it a glitch was wrong". */
export function disowned(hit: Placed, namings: readonly Placed[], wrongness: readonly Placed[]): boolean {
  const named = namings.some((naming) => naming.sentence === hit.sentence && naming.first <= hit.first && hit.first - naming.last < NAMING_REACH);
  return named && wrongness.some((wrong) => wrong.sentence === hit.sentence && (wrong.end <= hit.start || wrong.start >= hit.end));
}

/** Passages in quotation marks whose words also stand in the post that is answered: the complainer's words, not the brand's. */
export function echoed(text: string, tokens: readonly Token[], mention: string | undefined): Span[] {
  if (mention === undefined) return [];
  const spans = quotations(text);
  if (spans.length === 0) return [];
  const said = ` ${tokenise(mention).map((token) => token.norm).join(' ')} `;
  return spans.filter((span) => {
    const words = tokens.filter((token) => token.start >= span.start && token.end <= span.end).map((token) => token.norm);
    return words.length > 0 && said.includes(` ${words.join(' ')} `);
  });
}

/** Linear: where the next partner of a mark stands is looked up once, however often the mark is opened before it. */
function quotations(text: string): Span[] {
  const spans: Span[] = [];
  const next = new Map<string, number>();
  const partner = (marks: string, from: number): number => {
    let nearest = Infinity;
    for (const mark of marks) {
      let at = next.get(mark) ?? -1;
      if (at < from) {
        at = text.indexOf(mark, from);
        next.set(mark, at === -1 ? (at = Infinity) : at);
      }
      nearest = Math.min(nearest, at);
    }
    return nearest;
  };
  for (let at = 0; at < text.length && spans.length < MAX_QUOTATIONS; at += 1) {
    const closing = CLOSING[text.charAt(at)];
    if (closing === undefined) continue;
    const end = partner(closing, at + 1);
    if (end === at + 1 || end - at > MAX_QUOTED) continue;
    spans.push({ start: at + 1, end });
    at = end;
  }
  return spans;
}
