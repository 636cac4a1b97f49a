/**
 * Writes the tables of fields in docs/scenarios.md from the schema of a scenario, so that the page knows every field.
 * `--check` writes nothing and fails when the page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ownerRoleSchema, type BrandInput } from '../src/spec/brand.ts';
import { crisisTypeSchema } from '../src/spec/incident.ts';
import { dutyKindSchema } from '../src/spec/plan.ts';
import type { Venue } from '../src/spec/post.ts';
import type { Told } from '../src/spec/tell.ts';
import { scenarioJsonSchema } from '../src/testkit/scenarios/index.ts';
import { root } from './entries.ts';

const page = 'docs/scenarios.md';
const begin = '<!-- Fields: written by `node scripts/scenario-docs.ts` from the schema. -->';
const end = '<!-- End of the fields. -->';

interface Json {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly items?: Json;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly additionalProperties?: Json | boolean;
  readonly propertyNames?: Json;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
}

/** The page with its tables as they should be. */
export function renderScenarios(text: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${page}: the marks around the fields are gone`);
  return `${text.slice(0, from)}${begin}\n\n${fields()}\n\n${text.slice(to)}`;
}

/** What the brand's schema says in comments. */
const brandFields: Readonly<Record<keyof BrandInput, string>> = {
  id: 'Stable and short: letters, digits, `-`, `_`.',
  name: 'As people call it.',
  query: 'Which posts concern it: [query language](query.md).',
  aliases: 'Other names.',
  products: 'Names of products.',
  sector: 'health, finance and legal have rules of their own about what may be said.',
  timeZone: 'IANA name; chooses who is on call, moves no deadline.',
  goodwill: 'How it stood before. Left out: nobody has said.',
  crisisHistory: 'Whether it had a similar crisis before. Left out: nobody has said.',
  languages: 'It answers in these; the first is its own.',
  accounts: 'Its own accounts: what they say is the brand speaking.',
  competitors: 'Of competitors.',
  staff: 'Of people who work there.',
  press: 'Of journalists.',
  venues: 'What it knows of venues: `id` (or a prefix that ends in `*`), `class`, `heard`, `answerable`, `keyHolder`.',
  owners: 'Who owns what is owed: `role` and `name`; `days` (0 is Sunday) and `hours` (`from`, `to`: HH:MM) where they are not always on call.',
  launches: 'Launches: `name`, `from`, `to` (epoch ms).',
  canonicalUrl: 'Its one page with its statements.',
};

const venueFields: Readonly<Record<keyof Venue, string>> = {
  id: 'Unique: `site:forum`, `hashtag:#acme`, `account:micro/@acme`.',
  kind: 'What it is.',
  class: 'Decides its deadlines.',
  name: 'As it is shown.',
  url: 'Its address.',
};

const toldWhat: Readonly<Record<Told['about'], string>> = {
  cause: 'what is known of the cause',
  fault: 'whose fault it was',
  state: 'the state of the work on it; closed is refused until explanation, prevention and remedy are published (R-26)',
  confirm: 'what was suspected is one',
  reject: 'a false alarm: resolved, and not taken up again by itself before then (30 days at most; default 7)',
  merge: 'it is part of another one, which goes on with its mentions, cases and duties',
  split: 'part of it is another matter: these posts, or all that carry a mark; exactly one of the two',
  mute: 'no alarm and no cadence until then (30 days at most); refused for a critical one',
  unmute: 'it is muted no longer',
  statement: 'something was published: where (a venue id; null: not to the crowd) and what it contained',
  claim: 'what is known of the claim of the incident, or of one post: exactly one of the two',
  'crisis-type': 'what kind of crisis it is',
  'own-post': "a wrong post on the brand's own account",
  harm: 'how much harm it can do after all',
  disclosure: 'whether the public knows of it',
  remedy: 'whether all who were hit get the same remedy',
  contradiction: 'whether official texts contradict each other',
  victims: 'whether those who were hurt were answered in person',
  tragedy: "a tragedy on everybody's mind, until then",
  incident: 'a crisis that no crowd speaks of yet',
  launch: 'a launch of the brand',
  answered: 'a duty was met where kashuv cannot hear it',
};

function fields(): string {
  const schema = scenarioJsonSchema() as Json;
  const step = property(property(schema, 'steps'), '[]');
  const part = (name: string): Json => property(step, name);
  const rows = (of: Json): string[][] => fieldRows(of);
  return [
    '## The fields',
    'A field in **bold** has to be there. A *moment* is `+1h30m` after the start, `-2d` before it, or an ISO time that names its zone; a *span* is `90m`, `1h30m` or `2d`. Elements and facts: [catalogues](policy-facts.md). Any other field is refused, with those that there are.',
    [...lists].map(([name, values]) => `- *${name}*: ${values.map((value) => `\`${value}\``).join(', ')}`).join('\n'),
    ...section('The scenario', rows(schema)),
    ...section('`brand`', fieldRows(property(schema, 'brand'), brandFields, false), '`accounts`, `competitors`, `staff` and `press` are lists of `handles`, `names` and `domains`.'),
    ...section('`venues.NAME`', fieldRows(property(property(schema, 'venues'), '*'), venueFields)),
    ...section('`people.NAME`', rows(property(property(schema, 'people'), '*')), 'Nobody has to be listed: `@handle` speaks as a stranger.'),
    ...section('`steps[]`', rows(step), 'A moment, and exactly one thing that happens then. Steps stand in order of time.'),
    ...section('`mentions[]`', rows(property(part('mentions'), '[]'))),
    ...section('`crowd`', rows(part('crowd'))),
    ...section('`check`', rows(part('check')), 'At least one thing is expected; what is left out is not looked at. `rules` are not compared with a policy: a misspelt id in `notFired` never fires.'),
    ...section('`draft`', rows(part('draft'))),
    ...section('`publish`', rows(part('publish'))),
    ...(part('action').oneOf ?? []).flatMap((action) => section(`\`action\` of type \`${String(property(action, 'type').const)}\``, rows(action).slice(1), property(action, 'type').description)),
    ...section('`silence`', rows(part('silence'))),
    ...tell(part('tell')),
  ].join('\n\n');
}

function section(title: string, rows: readonly (readonly string[])[], note = ''): string[] {
  return [`### ${title}`, ...(note === '' ? [] : [note]), table(['Field', 'Holds', 'Default', 'What'], rows)];
}

/** A row for each field; fields of a field's own object follow it, as `contains.must`. */
function fieldRows(schema: Json, what: Readonly<Record<string, string>> = {}, deep = true, within = ''): string[][] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]): string[][] => {
    const name = `${within}${key}`;
    const text = TEXTS[name] ?? 'text';
    const own: string[] = [required.has(key) ? `**\`${name}\`**` : `\`${name}\``, holds(field, text), field.default === undefined ? '' : `\`${JSON.stringify(field.default)}\``, what[name] ?? field.description ?? ''];
    const inner = deep && !LINKED.has(name) && field.properties !== undefined ? fieldRows(field, what, deep, `${name}.`) : [];
    return [own, ...inner];
  });
}

/** Fields that have a table of their own. */
const LINKED: ReadonlySet<string> = new Set(['brand', 'crowd', 'tell', 'draft', 'publish', 'action', 'silence', 'check']);
/** What a text has to be that the schema can only check. */
const TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    moment: ['at', 'until'],
    span: ['after', 'over'],
    element: ['contains.must', 'contains.should', 'contains.may', 'lacks', 'forbids', 'permits', 'missing', 'present', 'element'],
    'cue of the review': ['blockedBy', 'cues', 'without', 'warm'],
    subject: ['subject'],
  }).flatMap(([kind, names]) => names.map((name) => [name, kind])),
);
/** Long lists, told once. */
const lists = new Map<string, readonly string[]>([
  ['kind of duty', dutyKindSchema.options],
  ['role', ownerRoleSchema.options],
  ['type of crisis', crisisTypeSchema.options],
]);

function tell({ description = '', oneOf = [] }: Json): string[] {
  const rows = oneOf.map((shape) => {
    const about = String(property(shape, 'about').const) as Told['about'];
    const required = new Set(shape.required);
    const more = Object.entries(shape.properties ?? {}).filter(([name]) => !['about', 'by', 'incident', 'brand'].includes(name) || (about === 'claim' && name === 'incident'));
    return [`\`${about}\``, more.map(([name, field]) => `${required.has(name) ? `**\`${name}\`**` : `\`${name}\``} (${told(field)})`).join('; '), toldWhat[about]];
  });
  return ['### `tell`', `${description} **\`about\`** and **\`by\`** (who says so) always have to be there.`, table(['`about`', 'Beside it', 'What'], rows)];
}

/** Times stand in the schema as numbers or texts. */
const told = (field: Json): string => (Array.isArray(field.type) && field.type.includes('number') ? 'moment' : holds(field));

function holds(field: Json, text = 'text'): string {
  const { type, items, anyOf, additionalProperties, propertyNames } = field;
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  const list = field.enum === undefined ? undefined : [...lists].find(([, values]) => values.join() === field.enum?.join())?.[0];
  if (list !== undefined) return list;
  if (field.enum !== undefined) return field.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (anyOf !== undefined) return anyOf.map((one) => holds(one, text)).join(' or ');
  if (field.oneOf !== undefined) return 'object';
  if (type === 'array') return `list of ${items === undefined ? 'anything' : holds(items, text)}`;
  if (type === 'object') {
    if (propertyNames?.enum !== undefined) return `object: ${propertyNames.enum.map((name) => `\`${String(name)}\``).join(', ')} → moment`;
    return typeof additionalProperties === 'object' && field.properties === undefined ? `object: name → ${holds(additionalProperties)}` : 'object';
  }
  if (type === 'integer' || type === 'number') return `${type === 'integer' ? 'whole number' : 'number'}${range(field)}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'null') return 'null';
  return type === 'string' ? `${text}${field.maxLength === undefined || field.maxLength > 8_192 ? '' : ` (${field.maxLength})`}` : 'anything';
}

function range({ minimum, maximum }: Json): string {
  const known = (bound: number | undefined): bound is number => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (known(minimum) && known(maximum)) return ` (${minimum}–${maximum})`;
  return known(minimum) ? ` (from ${minimum})` : '';
}

/** What stands at a name: `[]` an item, `*` any name. Fails where the schema has changed its shape. */
function property(schema: Json, name: string): Json {
  const found = name === '[]' ? schema.items : name === '*' ? schema.additionalProperties : schema.properties?.[name];
  if (typeof found !== 'object') throw new Error(`the schema of a scenario has no ${name} there`);
  return found;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`).join('\n');
}

if (import.meta.main) {
  const path = join(root, page);
  const before = readFileSync(path, 'utf8');
  const text = renderScenarios(before);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (before !== text) {
    console.error(`${page} is out of date: run node scripts/scenario-docs.ts`);
    process.exitCode = 1;
  }
}
