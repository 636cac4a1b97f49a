import type { Token } from '../lib/tokens.ts';
import type { Span } from '../spec/fact.ts';

/** What the end of a hashtag says of whatever it begins with. Such tags travel through all languages. */
export interface TellingTag {
  readonly says: 'grievance' | 'mockery';
  readonly cue: string;
  readonly span: Span;
}

const GRIEVANCE = ['fail', 'fails', 'failed', 'failure', 'sucks', 'scam', 'shame', 'boycott', 'outage', 'ripoff'] as const;
const MOCKERY = ['myass', 'myarse', 'myfoot', 'newslogan', 'newslogans', 'jokes'] as const;
/** A tag must name something before its ending: `#fail` is a word of its own. Endings of other words (`#supplies`, `#navigate`) are no judgement. */
const LEAST_NAME = 3;
const MAX_TAGS = 50;

/** `#acmefail`, `#glitchmyfoot`: tags made of a name and what is thought of it, at most one finding of each sort. */
export function tellingTags(tokens: readonly Token[]): TellingTag[] {
  const found: TellingTag[] = [];
  let tags = 0;
  for (const { norm, start, end } of tokens) {
    if (norm.charCodeAt(0) !== 0x23) continue;
    tags += 1;
    if (tags > MAX_TAGS) break;
    const says = endsIn(norm, GRIEVANCE) ? 'grievance' : endsIn(norm, MOCKERY) ? 'mockery' : null;
    if (says !== null && !found.some((tag) => tag.says === says)) found.push({ says, cue: `tag.${says}`, span: { start, end } });
  }
  return found;
}

const endsIn = (norm: string, endings: readonly string[]): boolean => endings.some((ending) => norm.length > ending.length + LEAST_NAME && norm.endsWith(ending));
