/**
 * Writes docs/policy-facts.md from the catalogues of facts and elements, from what the monitor gathers and from the rules, so that the page
 * knows every fact a condition may read and every element a rule may ask for. `--check` writes nothing and fails when the page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { prRules } from '../src/policy/index.ts';
import { caseFacts, incidentFacts, type CaseView } from '../src/runtime/facts.ts';
import type { IncidentRecord } from '../src/runtime/records.ts';
import { brandSchema } from '../src/spec/brand.ts';
import { elementCatalogue, elementNames, type ElementDefinition, type ElementName } from '../src/spec/element.ts';
import { known } from '../src/spec/fact.ts';
import { factCatalogue, factNames, type FactDefinition, type FactName, type Facts } from '../src/spec/facts.ts';
import { root } from './entries.ts';

const page = 'docs/policy-facts.md';

/** The page as it should be. */
export function renderCatalogues(): string {
  return `${[intro, factsSection(), elementsIntro, ...elementSections()].join('\n\n')}\n`;
}

const intro = `# Facts and elements

<!-- Written by \`node scripts/catalogue-docs.ts\` from src/spec/facts.ts, src/spec/element.ts, src/runtime/facts.ts and the rules. -->

A rule is a condition over *facts* and effects on *elements*. This page lists both; anything else is refused when the policy is loaded.
How to write rules of your own: [customise the policy](customise-the-policy.md). The default rules: [policy](policy.md).

## What a condition may read

A fact is known, with a confidence from 0 to 1, or honestly not known: \`known(value, confidence)\` and \`unknown(why, candidates)\` of \`kashuv/spec\`. A fact that is
left out is not known. Confidence is shown and changes no condition.

| Type | Value | Conditions |
| --- | --- | --- |
| boolean | true or false | \`{ fact, is: true }\` |
| number | a number | \`{ fact, is: 2 }\`, \`{ fact, in: [1, 2] }\`, \`{ fact, atLeast: 2 }\`, \`{ fact, atMost: 2 }\` |
| one of | one of its values | \`{ fact, is: 'a' }\`, \`{ fact, in: ['a', 'b'] }\` |
| ordered | one of its values, which stand in order | those, and \`{ fact, atLeast: 'a' }\`, \`{ fact, atMost: 'a' }\` |
| set | a list of its values | \`{ fact, has: ['a', 'b'] }\`: one of them at least |
| text | a text | \`{ fact, is: 'he' }\`, \`{ fact, in: ['he', 'ar'] }\` |
| any | | \`{ fact, known: true }\`: whether it is known at all; never unknown itself |

They are put together with \`{ all: […] }\`, \`{ any: […] }\` and \`{ not: … }\`; \`{ always: true }\` always holds; \`{ predicate, revision }\` asks a function of your own.
Of a speaker who is not known, a role that is not even among \`who.plausible\` counts as false.

*For* says for which subject a monitor gathers the fact: a **case** (one person's conversation), an **incident** (a crisis), or both. *derived* ones follow from others where
nobody gave them, also in \`decide\` without a monitor. A case within an incident has the incident's facts besides.`;

/** Who knows it, and when it is not known. */
const whence: Readonly<Record<FactName, string>> = {
  'subject.type': 'the engine, from what is decided about',
  'what.sentiment': 'the classifiers; towards the brand, where they can tell. Of an incident: negative',
  'what.negative': 'the engine: a critical kind, or a negative or mixed sentiment. Flat words of no kind leave it open',
  'what.kind': 'the classifiers: the surest kind',
  'what.kinds': 'the classifiers; `what.kind` is always among them',
  'what.topic': 'the classifiers',
  'what.themes': 'the classifiers; of an incident also what a human told of it',
  'what.arousal': 'the classifiers',
  'what.demand': 'the classifiers',
  'what.harm': 'the classifiers; of an incident the graver of what is heard and `tell({ about: \'harm\' })`',
  'what.understood': 'the monitor: false where classifiers failed. Without a monitor false where neither sentiment nor kind is known',
  'claim.status': "`tell({ about: 'claim' })`, for the incident or the post; else `unverified` for an incident half of whose people pass on a rumour, and not known for others",
  'who.role': 'the judges of speakers, or `correct({ role })`',
  'who.plausible': 'the candidates of an unknown `who.role`; where there are none: customer, employee, competitor, journalist',
  'who.defends': "the monitor, where a fan or an employee takes the brand's part; else not known",
  'post.venueClass': 'the class the brand gives the venue, else the source; of an incident the hub',
  'post.private': 'the source',
  'post.timed': 'the source: whether it tells the time of publication',
  'case.turns': 'the ledger: answers of the brand in this case',
  'case.reopened': 'the ledger',
  'case.inIncident': 'the ledger',
  'case.ownDuty': 'the monitor: began the incident, was hurt by it, writes for the press …',
  'incident.state': 'the monitor and `tell({ about: \'state\' })`',
  'incident.open': 'the monitor; derived from the state',
  'incident.cause': "`tell({ about: 'cause' })`; `unknown` before",
  'incident.fault': "`tell({ about: 'fault' })`; else not known",
  'incident.type': "`tell({ about: 'crisis-type' })`; else not known",
  'incident.public': "`tell({ about: 'disclosure' })`; true where three or more people speak of it; else not known",
  'incident.ownPost': "`tell({ about: 'own-post' })`; else not known",
  'incident.uniformRemedy': "`tell({ about: 'remedy' })`; else not known",
  'incident.contradicted': "`tell({ about: 'contradiction' })`, and the brand's own words at the hub; else not known",
  'incident.victimsAnswered': "`tell({ about: 'victims' })`; else not known",
  'incident.perHour': 'the surge tracker',
  'incident.hub': 'the surge tracker; in `decide` also the situation\'s `venues.hub`',
  'incident.mentions': 'the surge tracker',
  'incident.velocity': 'the surge tracker: 0 none, 1 raised, 2 high, 3 extreme',
  'incident.silenceComplaints': 'the surge tracker',
  'incident.statements': 'the ledger: statements to the crowd; a word to the press alone is none',
  'incident.statementAtHub': 'the ledger',
  'incident.explained': "replies and `tell({ about: 'statement' })`",
  'incident.prevention': "replies and `tell({ about: 'statement' })`",
  'incident.remedy': "replies and `tell({ about: 'statement' })`",
  'incident.coordinated': 'the surge tracker (docs/incidents.md); not known with fewer than ten voices within six hours, or where copies are not looked for and no account is told of',
  'incident.spread': 'the surge tracker: distinct voices, replies, reposts; never followers',
  'brand.crisisHistory': 'the brand; left out there: not known',
  'brand.sector': 'the brand',
  'brand.tragedy': "`tell({ about: 'tragedy' })`, until its time; else not known",
  'history.badTurns': 'the ledger',
  'brand.goodwill': 'the brand; left out there: not known',
  'brand.launch': "the brand's `launches`",
  'brand.language': 'the language of the post where the brand answers in it, else the brand\'s first',
  'owner.missing': "the engine, from the brand's `owners`",
  'severity.level': 'the engine, from harm, velocity, arousal, spread, themes and history; what is given is not used',
};

function factsSection(): string {
  const gathered = { case: caseFacts(everything.case), incident: incidentFacts(everything.case.room, everything.incident, 0) };
  const rows = factNames.map((name) => {
    const { title } = factCatalogue[name];
    return [`\`${name}\``, title.en, typeOf(factCatalogue[name]), forWhom(name, gathered), whence[name]];
  });
  return table(['Fact', 'What', 'Type and values', 'For', 'From'], rows);
}

function typeOf({ type, values, ordered = false }: FactDefinition): string {
  const list = (values ?? []).map((value) => `\`${value}\``).join(', ');
  if (type === 'enum') return `${ordered ? 'ordered' : 'one of'}: ${list}`;
  if (type === 'set') return `set of: ${list}`;
  return type === 'string' ? 'text' : type;
}

function forWhom(name: FactName, gathered: Readonly<Record<'case' | 'incident', Facts>>): string {
  const subjects = (['case', 'incident'] as const).filter((subject) => gathered[subject][name]?.known === true);
  const derived = (factCatalogue[name] as FactDefinition).from === 'derived';
  if (subjects.length === 0) return derived || name === 'owner.missing' ? 'both, derived' : '–';
  // What only an incident has, a case within one has too.
  return subjects.length === 2 ? (name.startsWith('incident.') ? 'incident' : 'both') : (subjects[0] ?? '');
}

/** A case and an incident of which everything is known, so that what is gathered shows what can be. */
const everything = everythingKnown();

function everythingKnown(): { case: CaseView; incident: IncidentRecord } {
  const venue = { id: 'hashtag:#acme', kind: 'hashtag', class: 'microblog', name: '#acme' } as const;
  const incident: IncidentRecord['incident'] = {
    id: 'incident', brand: 'acme', state: 'investigating', cause: 'claimed', fault: 'own', openedAt: 0, startedAt: 0,
    detectedBy: { at: 0, series: 'told', windowMs: 1, observed: 0, expected: 0, score: 0, why: '' },
    severity: { level: 'low', score: 0, parts: [] }, hub: { venue, share: 1, why: '' }, originators: [], spreaders: [], firstAmplifiers: [], coordination: { found: true, share: 1, signals: [] }, risk: null, marks: [], mentions: 1, authors: 1, silenceComplaints: 1,
    velocity: 1, lastMentionAt: 0, statements: [], published: { explanation: true, prevention: true, remedy: true, apology: true },
    told: { type: 'misdeed', claim: 'true', public: true, ownPost: 'error', uniformRemedy: true, contradicted: true, victimsAnswered: true, harm: 1, themes: [] }, plan: null,
  };
  const room = {
    brand: brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme', goodwill: 'good', crisisHistory: true }),
    tragedyUntil: Infinity,
    tracker: { perHour: () => 1 } as unknown as CaseView['room']['tracker'],
  };
  const classification = {
    status: 'labelled', sentiment: known('negative'), targetSentiment: known('negative'), kind: known('complaint'), kinds: [], topic: known('product'), themes: [],
    arousal: known('high'), demand: known('refund'), harm: known(1),
  } as unknown as CaseView['classification'];
  return {
    case: { room, at: 0, classification, role: known('customer'), venue, language: 'en', private: false, timed: true, turns: 0, reopened: 0, ownDuty: false, incident, claim: 'true', defends: true },
    incident: { incident, tracked: { harm: 1, negativeShare: 1, arousal: 'high', themes: [], spread: 1 } } as unknown as IncidentRecord,
  };
}

const elementsIntro = `## What a rule may ask for

| Effect | On | What it does |
| --- | --- | --- |
| \`{ op: 'require', element }\` | members, but never.… | at the rule's level: must, should or may |
| \`{ op: 'forbid', element }\` | members | the plan rules it out; what another rule requires of it loses, in the same or a weaker block |
| \`{ op: 'set', element, value }\` | slots | one value for the plan: the lower block wins, then the stronger level, of two deadlines the earlier |

*Rules* are those of the default policy: + requires, − forbids, = sets.`;

interface Group {
  readonly title: string;
  readonly note: string;
  readonly has: (name: ElementName) => boolean;
}

const groups: readonly Group[] = [
  { title: 'Slots', note: 'One value each. Minutes can also be the name of a deadline: `{ table: \'ack.high\' }`, which the settings then change.', has: (name) => definitionOf(name).type === 'slot' },
  { title: 'say: what the answer says', note: 'Required ones stand in `plan.require`: drafts word them, the review asks for them. Forbidden ones stand in `plan.forbid`.', has: (name) => name.startsWith('say.') },
  { title: 'never: what must not be done', note: 'Can only be forbidden; in `plan.forbid`. The review blocks what of it can be seen in words.', has: (name) => name.startsWith('never.') },
  { title: 'strategy: the way to answer a crisis', note: '`plan.posture.use` and `plan.posture.avoid`.', has: (name) => name.startsWith('strategy.') },
  { title: 'venue: where to speak', note: '`plan.venues`, as far as the situation knows the place. A forbidden one is left out.', has: (name) => name.startsWith('venue.') },
  { title: 'act: what to do beside the answer', note: '`plan.actions`.', has: (name) => name.startsWith('act.') },
  { title: 'approve: who has to agree', note: '`plan.approvers`; nothing is sent before they said yes.', has: (name) => name.startsWith('approve.') },
  { title: 'flag: how it is handled', note: '`plan.flags`.', has: (name) => name.startsWith('flag.') },
];

function elementSections(): string[] {
  const lost = elementNames.filter((name) => groups.filter(({ has }) => has(name)).length !== 1);
  if (lost.length > 0) throw new Error(`of no one group: ${lost.join(', ')}`);
  return groups.flatMap(({ title, note, has }) => {
    const slots = title === 'Slots';
    const rows = elementNames.filter(has).map((name) => [`\`${name}\``, definitionOf(name).title.en, ...(slots ? [valuesOf(definitionOf(name))] : []), rulesFor(name)]);
    return [`### ${title}`, note, table(['Element', 'What', ...(slots ? ['Value'] : []), 'Rules'], rows)];
  });
}

function definitionOf(name: ElementName): ElementDefinition {
  return elementCatalogue[name];
}

function valuesOf({ values, unit }: ElementDefinition): string {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ');
  return unit === 'minutes' ? 'minutes, or `{ table: … }`' : unit === 'share' ? 'a number from 0 to 1' : 'a number from 0';
}

const signs = { require: '+', forbid: '−', set: '=' } as const;

function rulesFor(name: ElementName): string {
  const found = (['require', 'forbid', 'set'] as const).flatMap((op) => {
    const ids = prRules.filter(({ then }) => then.some((effect) => effect.op === op && effect.element === name)).map(({ id }) => id);
    return ids.length === 0 ? [] : [`${signs[op]} ${ids.join(', ')}`];
  });
  return found.join(' ') || '–';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`).join('\n');
}

if (import.meta.main) {
  const path = join(root, page);
  const text = renderCatalogues();
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${page} is out of date: run node scripts/catalogue-docs.ts`);
    process.exitCode = 1;
  }
}
