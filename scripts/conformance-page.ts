import type { Conformance } from '../test/support/conformance.ts';
import { publisherRules, pullSourceRules, pushSourceRules } from '../src/testkit/contracts/index.ts';

export const begin = '<!-- Conformance: written by `npm run conformance` from what the tests saw. -->';
export const end = '<!-- End of what the tests saw. -->';

type Kind = Conformance['kind'];
/** In the order of the page. */
const kinds: readonly { kind: Kind; title: string; rules: readonly string[] }[] = [
  { kind: 'source', title: 'Sources that ask', rules: pullSourceRules },
  { kind: 'push', title: 'Sources that are called', rules: pushSourceRules },
  { kind: 'publisher', title: 'Publishers', rules: publisherRules },
];
const letters: Readonly<Record<Conformance['against'], string>> = { 'real server': 'R', loopback: 'L', fixture: 'F', files: 'M' };

export interface Seen {
  /** What the tests left behind, all of them kept. */
  readonly records: readonly Conformance[];
  /** Day of the run, as 2024-05-01. */
  readonly day: string;
  /** Bytes after gzip by subpath, without `./`. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** The part of docs/sources.md between the marks. */
export function renderConformance({ records, day, sizes }: Seen): string {
  const parts = [`Run on ${day}.`];
  for (const { kind, title, rules } of kinds) {
    const of = records.filter((record) => record.kind === kind);
    const adapters = [...new Set(of.map(({ adapter }) => adapter))].sort();
    if (adapters.length === 0) continue;
    parts.push(`## ${title}`, adapterTable(adapters, of, sizes), ruleTable(adapters, of, rules), skipList(adapters, of), faultTable(adapters, of));
  }
  return parts.filter((part) => part !== '').join('\n\n');
}

function adapterTable(adapters: readonly string[], records: readonly Conformance[], sizes: Seen['sizes']): string {
  const rows = adapters.map((adapter) => {
    const against = [...new Set(records.filter((one) => one.adapter === adapter).map((one) => one.against))].sort();
    const size = sizes[subpathOf(adapter)];
    return `| ${short(adapter)} | \`kashuv/${subpathOf(adapter)}\` | ${size === undefined ? '' : `${(size / 1000).toFixed(1)} kB`} | ${against.join(', ')} |`;
  });
  return ['| Adapter | Subpath | Size | Held against |', '| --- | --- | --: | --- |', ...rows].join('\n');
}

/** `sources/bluesky` of `sources/bluesky blueskySearch`. */
const subpathOf = (adapter: string): string => adapter.split(' ', 1)[0] ?? adapter;
/** `blueskySearch` of it; `feed` of `sources/feed`. */
function short(adapter: string): string {
  const [path = adapter, ...rest] = adapter.split(' ');
  const name = path.split('/').at(-1) ?? path;
  if (rest.length === 0) return name;
  return rest[0]?.startsWith(name) === true ? rest.join(' ') : `${name} ${rest.join(' ')}`;
}

function ruleTable(adapters: readonly string[], records: readonly Conformance[], rules: readonly string[]): string {
  const cell = (adapter: string, rule: string): string => {
    const kept = records.filter((one) => one.adapter === adapter && one.rule === rule);
    if (kept.length > 0) return [...new Set(kept.map(({ against }) => letters[against]))].sort().join(' ');
    return '–';
  };
  return grid('Rule', adapters, rules.map((rule) => [rule, adapters.map((adapter) => cell(adapter, rule))]));
}

function skipList(adapters: readonly string[], records: readonly Conformance[]): string {
  const lines: string[] = [];
  for (const adapter of adapters) {
    const kept = new Set(records.filter((one) => one.adapter === adapter).map(({ rule }) => rule));
    const byReason = new Map<string, string[]>();
    const skips = records.filter((one) => one.adapter === adapter).flatMap(({ skips = {} }) => Object.entries(skips));
    for (const [rule, reason] of skips) if (!kept.has(rule)) byReason.set(reason, [...new Set([...(byReason.get(reason) ?? []), rule])]);
    for (const [reason, rules] of byReason) lines.push(`- ${short(adapter)}: ${rules.map((rule) => `*${rule}*`).join(', ')} – ${reason}.`);
  }
  return lines.length === 0 ? '' : ['Left out (–), and why:', '', ...lines].join('\n');
}

function faultTable(adapters: readonly string[], records: readonly Conformance[]): string {
  const seen = records.flatMap(({ adapter, faults }) => faults.map((fault) => ({ adapter, ...fault })));
  const all = [...new Set(seen.map(({ fault }) => fault))];
  // What is met again later stands beside what is met at first.
  const names = all.filter((name) => !all.includes(name.replace(/,.*$/, '')) || !name.includes(',')).flatMap((name) => [name, ...all.filter((other) => other !== name && other.startsWith(`${name},`))]);
  if (names.length === 0) return '';
  const met = adapters.filter((adapter) => seen.some((one) => one.adapter === adapter));
  const cell = (adapter: string, fault: string): string => [...new Set(seen.filter((one) => one.adapter === adapter && one.fault === fault).map(({ outcome }) => outcome))].map((outcome) => (/^[A-Z_]+$/.test(outcome) ? `\`${outcome}\`` : outcome)).join(', ');
  return grid('Fault', met, names.map((name) => [name, met.map((adapter) => cell(adapter, name))]));
}

function grid(corner: string, adapters: readonly string[], rows: readonly (readonly [string, readonly string[]])[]): string {
  return [`| ${corner} | ${adapters.map(short).join(' | ')} |`, `| --- |${' --- |'.repeat(adapters.length)}`, ...rows.map(([name, cells]) => `| ${name} | ${cells.join(' | ')} |`)].join('\n');
}
