import type { CueFinder } from '../lib/cues.ts';
import type { Token } from '../lib/tokens.ts';
import type { Evidence } from '../spec/fact.ts';
import type { ComparisonCue } from '../spec/language.ts';
import type { TargetNames } from './names.ts';
import { textEvidence, withoutIdioms } from './scores.ts';

/** Stands for any name of the target in the phrases of a comparison. */
const PLACEHOLDER = 'brandname';

/** The rest of a sentence that asks. */
const ASKED = /^[^.!\n]*\?/u;

/** How a language compares. */
export interface Comparisons {
  readonly finder: CueFinder<ComparisonCue>;
  readonly articles: ReadonlySet<string>;
}

/** What a comparison says of the target. */
export interface Compared {
  readonly mood: 'positive' | 'negative';
  /** 0–1. */
  readonly confidence: number;
  readonly evidence: Evidence[];
}

/**
 * What a text says of its target by comparing it: "Bolt is better than Acme" speaks well of one and ill of the other. Null where nothing is compared, where it is asked, or
 * the target comes off well here and badly there.
 */
export function comparedOf(text: string, tokens: readonly Token[], names: TargetNames, { finder, articles }: Comparisons): Compared | null {
  const named = withPlaceholder(tokens, names, articles);
  if (named === null) return null;
  const hits = withoutIdioms(finder.findIn(named), ({ favours }) => favours);
  const [first] = hits;
  if (first === undefined || hits.some(({ cue }) => cue.favours !== first.cue.favours) || hits.some(({ end }) => ASKED.test(text.slice(end)))) return null;
  return {
    mood: first.cue.favours === 'target' ? 'positive' : 'negative',
    confidence: Math.max(...hits.map(({ cue }) => cue.weight)),
    evidence: hits.map((hit) => textEvidence(hit.cue.id, hit)),
  };
}

/** Null where the target is not named. An article before its name is part of it. */
function withPlaceholder(tokens: readonly Token[], names: TargetNames, articles: ReadonlySet<string>): Token[] | null {
  const named: Token[] = [];
  let found = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const name = names.namedAt(tokens, at);
    if (name === null) {
      named.push(token);
      continue;
    }
    found = true;
    const article = named.at(-1);
    const isArticle = article !== undefined && articles.has(article.norm) && token.before === 'none';
    if (isArticle) named.pop();
    at += name.length - 1;
    named.push({ start: isArticle ? article.start : token.start, end: tokens[at]?.end ?? token.end, norm: `${name.prefix}${PLACEHOLDER}`, before: isArticle ? article.before : token.before });
  }
  return found ? named : null;
}
