/**
 * Writes docs/policy.md from the rules themselves, so that the page cannot say what the policy does not do.
 * `--check` writes nothing and fails when the page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineRule } from '../src/policy/baseline.ts';
import { hostRule, revisionRule } from '../src/policy/engine-rules.ts';
import { bindings, defaultDeadlines, prRules } from '../src/policy/index.ts';
import type { Condition } from '../src/spec/condition.ts';
import type { Effect, RuleInput } from '../src/spec/rule.ts';
import { inCrisis, isAnswered, isOpenIncident, isPlainCriticism, isUnanswered, takesTheUsualForm } from '../src/policy/rules/conditions.ts';
import { root } from './entries.ts';
import { decisionSection, plansSection, span } from './policy-tables.ts';

const page = 'docs/policy.md';

/** The page as it should be. */
export function renderPolicy(): string {
  return `${[intro, decisionSection(when), plansSection(), rulesSection(), bindingsSection(), deadlinesSection(), conflicts, hostSection].join('\n\n')}\n`;
}

const intro = `# The policy

<!-- Written by \`node scripts/policy-docs.ts\` from src/policy; change the rules, not this page. -->

\`decide(policy, facts, situation)\` turns what is known about a case or an incident into a plan. It is pure: the same facts under the same policy
version give the same plan, to the byte. A fact is known, with a confidence and evidence, or honestly not known; conditions are evaluated in
three values. Where a condition cannot be settled a rule's requirements are skipped and its prohibitions apply, unless the rule says otherwise.

Effects compete only over the same element. The lower block wins: P0 life and safety, P1 law and privacy, P2 prohibitions of the founding texts,
P3 crisis, P4 who speaks, P5 what kind of thing is said, P6 tone and form, P7 learning. Within one block forbidding beats requiring; of two
deadlines the earlier wins; of two other values that of the stronger level (must, should, may), then that of the lower id. Losers stay in the trace with why.

Three ids are the engine's own. **${baselineRule.id}**: where no rule says anything, somebody on call watches and looks again within a day; every rule beats it.
**${revisionRule}**: a revision never loosens a deadline or restarts a clock without a recorded reason. **${hostRule}**: whom a host's settings
name for a stage owns in place of whom the rules name, and approves beside them. I-01 (one incident, one statement) is a rule like the others below.

Severity is harm (0–4) twice, velocity (0–3), arousal (0–2), spread (0–2: distinct voices, replies, reposts; never followers), themes (0–2), and one point each
for earlier failures or a bad reputation, for having come back after an answer, and for complaints about silence. Low 0–3, medium 4–6, high 7–9, critical from 10.
Danger to life is always critical. A grave theme (discrimination, safety, children, health, death) that spreads fast makes an incident at least high, while only
tens have spoken. Very high goodwill takes one point off the score, which forecasts the damage, and never changes the level, from which duties follow.

A speaker who is not known gets the courtesy of a customer, and is spared what is forbidden towards anyone they plausibly are.`;

function rulesSection(): string {
  const rows = prRules.map((rule) => `| ${[rule.id, rule.title.en, when(rule), rule.then.map(effect).join('; '), rule.block, rule.level, basis(rule)].map(cell).join(' | ')} |`);
  return ['## Rules', '', 'An id with a suffix is a part of its rule. `D-…` and `I-…` are kashuv’s own. “?” marks what happens where the condition is not known. What is excepted with “not” has to be known to count.', '', ...[...terms].map(([condition, term]) => `- *${term}*: ${spell(condition)}`), '', '| Rule | What | When | Effects | Block | Level | Basis |', '| --- | --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function when({ when: condition, onUnknown = 'forbid-only', then }: RuleInput): string {
  const forbids = then.some(({ op }) => op === 'forbid');
  const unknown = 'always' in condition ? '' : onUnknown === 'apply' ? ' · ? applies' : onUnknown === 'forbid-only' && forbids ? ' · ? forbids' : ' · ? skips';
  return `${say(condition)}${unknown}`;
}

/** Conditions that many rules share, told once. */
const terms = new Map<Condition, string>([
  [isOpenIncident, 'open incident'],
  [inCrisis, 'in a crisis'],
  [isUnanswered, 'unanswered'],
  [isAnswered, 'answered'],
  [isPlainCriticism, 'plain criticism'],
  [takesTheUsualForm, 'the usual form'],
]);

function say(condition: Condition, inner = false): string {
  const term = terms.get(condition);
  return term === undefined ? spell(condition, inner) : `*${term}*`;
}

function spell(condition: Condition, inner = false): string {
  if ('always' in condition) return 'always';
  if ('all' in condition) return bracket(condition.all.map((item) => say(item, true)).join(' and '), inner);
  if ('any' in condition) return bracket(condition.any.map((item) => say(item, true)).join(' or '), inner);
  if ('not' in condition) {
    // An exception that has to be known to count reads as a plain "is not".
    const [first, second, ...more] = 'all' in condition.not ? condition.not.all : [];
    const excepted = first !== undefined && second !== undefined && more.length === 0 && 'fact' in first && 'known' in first && 'fact' in second && first.fact === second.fact;
    return `not ${say(excepted ? second : condition.not, true)}`;
  }
  if ('predicate' in condition) return `predicate ${condition.predicate}`;
  const { fact } = condition;
  if ('is' in condition) return `\`${fact}\` is ${String(condition.is)}`;
  if ('in' in condition) return `\`${fact}\` is ${condition.in.join(' / ')}`;
  if ('has' in condition) return `\`${fact}\` has ${condition.has.join(' / ')}`;
  if ('atLeast' in condition) return `\`${fact}\` ≥ ${condition.atLeast}`;
  if ('atMost' in condition) return `\`${fact}\` ≤ ${condition.atMost}`;
  return `\`${fact}\` is ${condition.known ? 'known' : 'not known'}`;
}

const bracket = (text: string, inner: boolean): string => (inner ? `(${text})` : text);

function effect({ op, element, ...rest }: Effect): string {
  if (op !== 'set') return `${op === 'require' ? '+' : '−'} \`${element}\``;
  const { value } = rest as { value: Extract<Effect, { op: 'set' }>['value'] };
  return `\`${element}\` = ${typeof value === 'object' ? `table \`${value.table}\`` : String(value)}`;
}

function basis({ basis: { seed = [], literature = [], design } }: RuleInput): string {
  return [...seed, ...literature, ...(design === undefined ? [] : [`design: ${design}`])].join(', ');
}

function bindingsSection(): string {
  const rows = bindings.map(({ id, title, basis: from, enforcedIn }) => `| ${[id, title.en, from.join(', '), enforcedIn.length === 0 ? 'not yet' : enforcedIn.join(', ')].map(cell).join(' | ')} |`);
  return ['## Rules that bind other parts', '', 'No plan can carry these out; they hold in the part named.', '', '| Rule | What | Basis | Enforced in |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function deadlinesSection(): string {
  const rows = Object.entries(defaultDeadlines).map(([name, { minutes, basis: from }]) => `| \`${name}\` | ${span(minutes)} | ${cell(from)} |`);
  return [
    '## Deadlines', '',
    'Change any of them with `prPolicy({ settings: { deadlines: { \'ack.critical\': 10 } } })`, in minutes. A name with facts in braces, such as', '`complaint.{post.venueClass}.limit`, is looked up by what is known; where a fact is not known, the strictest possible entry holds. No calendar moves a deadline:', 'nights and holidays choose who acts, never when. `legal.review` is the most that a legal review may take before a holding statement goes out without it.', '',
    '| Name | Time | Basis |', '| --- | --- | --- |', ...rows,
  ].join('\n');
}

const conflicts = `## Where the sources disagree

Where the founding texts and the literature disagree, the founding texts win, and the other side is told.

- **C1, trolls.** The US Air Force assessment advises to watch trolls and ragers and not to answer; the founding texts forbid ignoring bullying. One calm official
  statement and one follow-up (R-30), then watching with a time to look again (R-30.after, D-05).
- **C2, silence.** Qu and others (2023) found over 335 firestorms on Twitter that silence lowered immediate negative sentiment more than explanation or sympathy did. The founding texts
  say never to ignore. What the finding does speak against is volume: so few statements, in the crowd's own place, and no reply to each of thousands (I-01); the cadence is a setting.
- **C3, compensation.** Redress helps recovery, but offered early and in public it feeds a firestorm (Herhausen 2019): not in the first public word, nor while a crisis is open
  (R-49, R-49.incident). Where all who were hit get the same, as JetBlue and Strauss offered, it may be said at once (R-49.uniform).
- **C4, going private.** Moving to a private channel lowers virality and does not appease: a public answer first, then private, then the end in public (R-48).
- **C5, anger.** Explanation calmed the angry in one study (2019, virality), listening in another (2023, gratitude): one sentence that listens comes first, then explanation and action (R-18.anger).
- **C6, speed.** Speed matters on networks (2017) and was not decisive for reviews of hotels (2015): deadlines go by class of venue.
- **C7, humour.** It helped in some rumours and hurt in confirmed crises (2018, 2022): off (R-54), save for a slip of our own or a rumour that hurts nobody, and with a human's yes (R-54.exception).
- **C8, defence.** Hotels that defended themselves against ordinary bad reviews sold more (Kapeš 2022; Li, Cui and Peng 2018), and denial lowers trust: facts may be made clearer, what somebody went through
  is not denied (R-29.experience), and only what is verified as false is denied at all (R-44, D-12).
- **C9, love.** "If they love your brand they will forgive you" against a halo that was found to be small (Coombs and Holladay 2006): goodwill softens the forecast and no duty (R-36).
- **C10, place.** Gather talk at your own place, or go to the crowd: answer where it was said (R-19) and link to one canonical page (R-28.page).
- **C11, what to count.** A brand is judged by how it answers, say the founding texts; that answering alone lifts ratings is in part selection (Proserpio). Both are reported: what an answer did
  (R-38), and beside it, not instead, what criticism teaches about the product (R-34).
- **C12, openness.** Say when you will speak next (R-53), not when it will be repaired (R-15).`;

const hostSection = `## Your own rules

\`\`\`ts
import { decide, defineRule, explainPlan, prPolicy } from 'kashuv/policy';
import { known } from 'kashuv/spec';

const refunds = defineRule({
  id: 'ACME-1',
  revision: 1,
  title: { en: 'refunds within the hour', he: 'החזרים בתוך שעה' },
  reason: { en: 'Money is asked back, so somebody answers within the hour.', he: 'מבקשים כסף בחזרה, ולכן מישהו עונה בתוך שעה.' },
  basis: { design: 'our own' },
  level: 'must',
  block: 'P5',
  when: { fact: 'what.demand', is: 'refund' },
  then: [{ op: 'set', element: 'deadline.ackBy', value: 60 }],
});
const policy = prPolicy({ add: [refunds], switchOff: ['R-47'] });

const plan = decide(policy, { 'what.kind': known('complaint'), 'what.demand': known('refund'), 'who.role': known('customer') });
console.log(explainPlan(plan, 'en', { policy }));
\`\`\`

A rule is data: it can be stored, shown and edited as JSON. What makes no sense is refused when the policy is loaded, with the place and the fix: a fact, element,
value or table name that does not exist, a rule that contradicts itself or can never apply. A rule of the default policy that is switched off is named in every plan.`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

if (import.meta.main) {
  const path = join(root, page);
  const text = renderPolicy();
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${page} is out of date: run node scripts/policy-docs.ts`);
    process.exitCode = 1;
  }
}
