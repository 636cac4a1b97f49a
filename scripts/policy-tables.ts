/** Decision tables and the diagram of docs/policy.md, worked out from the rules and by deciding with them. */
import { decide, prPolicy, prRules } from '../src/policy/index.ts';
import { brandSchema, ownerRoleSchema } from '../src/spec/brand.ts';
import { mentionKindSchema } from '../src/spec/classification.ts';
import { decisions, elementCatalogue, type ElementName } from '../src/spec/element.ts';
import { known, unknown } from '../src/spec/fact.ts';
import type { Facts, FactValue } from '../src/spec/facts.ts';
import { crisisTypeSchema } from '../src/spec/incident.ts';
import type { Plan } from '../src/spec/plan.ts';
import { blockSchema, levelSchema, type RuleInput } from '../src/spec/rule.ts';
import { speakerRoleSchema } from '../src/spec/speaker.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

interface Deciding {
  readonly rule: RuleInput;
  readonly decision: string;
}

/** Rules that set the decision, strongest first: of those whose condition holds, the first one decides. */
const deciding: readonly Deciding[] = prRules
  .flatMap((rule): Deciding[] => {
    const effect = rule.then.find(({ op, element }) => op === 'set' && element === 'decision');
    return effect?.op === 'set' && typeof effect.value === 'string' ? [{ rule, decision: effect.value }] : [];
  })
  .sort(({ rule: a }, { rule: b }) => block(a) - block(b) || force(a) - force(b) || (a.id < b.id ? -1 : 1));

function block(rule: RuleInput): number {
  return blockSchema.options.indexOf(rule.block);
}

function force(rule: RuleInput): number {
  return levelSchema.options.indexOf(rule.level);
}

export function decisionSection(when: (rule: RuleInput) => string): string {
  return [
    '## Which rule decides',
    '',
    'From top to bottom: the first rule that applies decides what is done. The others may still add what to say, whom to ask and what never to do.',
    '',
    table(['Block', 'Rule', 'When', 'Decision'], deciding.map(({ rule, decision }) => [rule.block, `${rule.id} ${rule.title.en}`, when(rule), `\`${decision}\``])),
    '',
    diagram(),
  ].join('\n');
}

/** The same as a picture: blocks in their order, rules in their block, and the decision each leads to. */
function diagram(): string {
  const lines = ['```mermaid', 'flowchart LR', '  facts([facts]) --> P0'];
  const blocks = blockSchema.options.filter((name) => deciding.some(({ rule }) => rule.block === name));
  for (const name of blocks) {
    lines.push(`  subgraph ${name}`);
    for (const { rule } of deciding) if (rule.block === name) lines.push(`    ${node(rule.id)}["${rule.id} ${rule.title.en.replaceAll('"', "'")}"]`);
    lines.push('  end');
  }
  blocks.slice(1).forEach((name, index) => lines.push(`  ${blocks[index] ?? ''} -- none applies --> ${name}`));
  lines.push(`  ${blocks.at(-1) ?? ''} -- none applies --> I00["I-00 watch, and look again"]`);
  for (const decision of decisions) {
    const rules = deciding.filter((one) => one.decision === decision).map(({ rule }) => node(rule.id));
    if (decision === 'monitor') rules.push('I00');
    if (rules.length > 0) lines.push(`  ${rules.join(' & ')} --> ${node(decision)}{{${decision}}}`);
  }
  return [...lines, '```'].join('\n');
}

const node = (id: string): string => id.replaceAll(/[^A-Za-z0-9]/gu, '');

const policy = prPolicy();
const START = 0;
/** Somebody in each role, so that the page shows whom the rules name. */
const brand = brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme', owners: ownerRoleSchema.options.map((role) => ({ role, name: role })) });

type Values = Readonly<Record<string, FactValue | null>>;

function plan(values: Values): Plan {
  const facts: Record<string, Facts[keyof Facts]> = {};
  for (const [name, value] of Object.entries(values)) facts[name] = value === null ? unknown('nobody knows') : known(value);
  return decide(policy, facts, { at: START, brand });
}

const base: Values = {
  'what.sentiment': 'negative', 'what.kind': 'complaint', 'what.kinds': ['complaint'], 'what.topic': 'service', 'what.themes': [], 'what.arousal': 'medium', 'what.demand': 'fix', 'what.harm': 1,
  'what.understood': true, 'post.venueClass': 'microblog', 'post.private': false, 'post.timed': true, 'case.turns': 0, 'case.reopened': 0, 'case.inIncident': false, 'case.ownDuty': false,
};

const hurtful = new Set(['complaint', 'abuse', 'bullying', 'threat', 'rumour', 'values-criticism', 'silence-complaint', 'self-harm']);

/** Plans for people and for crises, decided here and now, so that the page shows what the engine does. */
export function plansSection(): string {
  const roles: [string, string | null][] = [...speakerRoleSchema.options.filter((role) => role !== 'brand').map((role): [string, string] => [role, role]), ['not known', null]];
  const kinds = mentionKindSchema.options.map((kind): [string, Values] => {
    const sentiment = kind === 'praise' ? 'positive' : hurtful.has(kind) ? 'negative' : 'neutral';
    return [kind, { ...base, 'who.role': 'customer', 'what.kind': kind, 'what.kinds': [kind], 'what.sentiment': sentiment, 'what.harm': kind === 'threat' || kind === 'self-harm' ? 4 : sentiment === 'negative' ? 1 : 0 }];
  });
  return [
    '## What comes of it',
    '',
    'Decided by this policy, for a brand with somebody in each role. The same complaint, harm 1 of 4, on a microblog, by whoever says it:',
    '',
    plansTable('Who', roles.map(([name, role]) => [name, { ...base, 'who.role': role }])),
    '',
    'What a customer says there, by its kind:',
    '',
    plansTable('Kind', kinds),
    '',
    'A crisis with a hub, harm 2 of 4, in its course:',
    '',
    plansTable('Incident', course()),
    '',
    'The posture in a crisis, by its type after Coombs, while nothing else is known of the brand:',
    '',
    table(['Type', 'Cluster', 'Apology', 'Use', 'Ruled out'], [...crisisTypeSchema.options, null].map((type) => [type ?? 'not known', ...posture(plan({ ...incident, 'incident.type': type }))])),
  ].join('\n');
}

const incident: Values = {
  'subject.type': 'incident', 'incident.state': 'investigating', 'incident.cause': 'unknown', 'incident.hub': true, 'incident.mentions': 40, 'incident.velocity': 1, 'incident.spread': 1,
  'incident.silenceComplaints': 0, 'incident.statements': 0, 'incident.statementAtHub': false, 'incident.explained': false, 'incident.prevention': false, 'incident.remedy': false,
  'incident.coordinated': false, 'incident.perHour': 20, 'what.sentiment': 'negative', 'what.themes': [], 'what.arousal': 'medium', 'what.harm': 2, 'what.understood': true,
};

function course(): [string, Values][] {
  const spoken: Values = { 'incident.statements': 1, 'incident.statementAtHub': true };
  return [
    ['just opened', incident],
    ['grave: harm 4, fast', { ...incident, 'what.harm': 4, 'incident.velocity': 3, 'incident.spread': 2 }],
    ['spoken once, cause unknown', { ...incident, ...spoken }],
    ['own fault, confirmed', { ...incident, ...spoken, 'incident.state': 'identified', 'incident.cause': 'confirmed', 'incident.fault': 'own' }],
    ['not public yet, safety', { ...incident, 'incident.public': false, 'what.themes': ['safety'], 'what.harm': 3 }],
    ['wrong post of our own', { ...incident, 'incident.ownPost': 'error' }],
    ['account taken over', { ...incident, 'incident.ownPost': 'takeover' }],
    ['a claim that is false', { ...incident, 'claim.status': 'false', 'incident.type': 'rumour' }],
    ['statements contradict', { ...incident, ...spoken, 'incident.contradicted': true }],
    ['resolved', { ...incident, ...spoken, 'incident.state': 'resolved', 'incident.cause': 'confirmed', 'incident.fault': 'own', 'incident.perHour': 0 }],
  ];
}

function plansTable(head: string, rows: readonly (readonly [string, Values])[]): string {
  return table(
    [head, 'Decision', 'Severity', 'Owner', 'First word', 'Where', 'Must say', 'Asks for the yes of'],
    rows.map(([name, values]) => {
      const made = plan(values);
      const first = made.deadlines.ackBy ?? made.deadlines.holdingBy ?? made.deadlines.humanBy;
      const must = made.require.filter(({ element, level }) => level === 'must' && element.startsWith('say.'));
      return [
        name, `${made.decision.action} (${made.decision.rule})`, made.severity.level, made.owner.role, first === undefined ? '–' : span(first.minutes), made.venues[0]?.target ?? '–',
        made.stage === 'none' ? '–' : titles(must.map(({ element }) => element)), made.approvers.map(({ role }) => role).join(', ') || '–',
      ];
    }),
  );
}

function posture({ posture: { cluster, apology, use, avoid } }: Plan): string[] {
  return [cluster, apology, titles(use.map(({ element }) => element)), titles(avoid.map(({ element }) => element))];
}

function titles(elements: readonly ElementName[]): string {
  return elements.map((element) => elementCatalogue[element].title.en).join('; ') || '–';
}

export function span(minutes: number): string {
  if (minutes > 0 && minutes % 1_440 === 0) return `${minutes / 1_440} d`;
  return minutes > 0 && minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
