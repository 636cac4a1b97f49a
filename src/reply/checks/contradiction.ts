import { claimsOf, type Claim } from '../claims.ts';
import { NOTHING, type Check } from '../finding.ts';

const MAX_STATEMENTS = 20;
const MAX_STATEMENT = 8_000;
/** Two sentences speak of the same where so many subjects are shared, and so great a share of the shorter one's. */
const SHARED = 2;
const SHARE = 0.6;

/** what was said officially before, and what is said now, cannot both be true. Not where the text says openly that it corrects. */
export const contradiction: Check = (scene) => {
  const { canonicalStatement, earlierStatements } = scene.context;
  const statements = [...(canonicalStatement === undefined ? [] : [canonicalStatement]), ...earlierStatements.slice(-MAX_STATEMENTS)];
  if (statements.length === 0 || scene.has('E.correcting')) return NOTHING;
  const own = claimsOf(scene);
  const causes = own.flatMap((claim) => claim.causes);
  const before = statements.flatMap((statement) => claimsOf(scene.read(statement.slice(0, MAX_STATEMENT))));
  const settled = new Set(before.flatMap((claim) => claim.causes));
  // Another cause than the one that was given; naming the old one as well is telling the story, not changing it.
  return own
    .filter((claim) => before.some((other) => disagree(claim, other)) || (claim.causes.length > 0 && settled.size > 0 && !causes.some((cause) => settled.has(cause))))
    .map(({ start, end }) => ({ cue: 'contradiction', level: 'block' as const, span: { start, end } }));
};

function disagree(claim: Claim, other: Claim): boolean {
  if (!claim.current && countsDiffer(claim, other) && alike(claim, other, 1)) return true;
  if (!alike(claim, other, SHARED)) return false;
  if (claim.denied !== other.denied) return true;
  if (claim.scope !== null && other.scope !== null && claim.scope !== other.scope) return true;
  const appointment = claim.announces || other.announces || claim.current;
  return !appointment && claim.clocks.length === 1 && other.clocks.length === 1 && claim.clocks[0] !== other.clocks[0];
}

/** The same things, and nowhere the same number of them. */
function countsDiffer(claim: Claim, other: Claim): boolean {
  return claim.counts.some(({ amount, thing }) => {
    const same = other.counts.filter((count) => count.thing.some((stem) => thing.includes(stem)));
    return same.length > 0 && same.every((count) => count.amount !== amount);
  });
}

function alike(claim: Claim, other: Claim, least: number): boolean {
  const shared = claim.words.filter((forms) => forms.some((form) => other.stems.has(form))).length;
  return shared >= least && shared >= SHARE * Math.min(claim.words.length, other.words.length);
}
