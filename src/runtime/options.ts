import type { CopiesSettings } from '../intake/index.ts';
import type { Policy } from '../policy/index.ts';
import type { TrackerSettingsInput } from '../surge/index.ts';
import { show } from '../lib/values.ts';
import { brandSchema, type Brand, type BrandInput } from '../spec/brand.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LanguageIdentifier, LanguagePack } from '../spec/language.ts';
import type { Classifier, Drafter, LogLevel, Publisher, PullSource, Source, SpeakerJudge, StoreDriver } from '../spec/plugin.ts';
import type { Clock } from './clock.ts';

/** What a monitor is made of. In `kashuv` all but `brands` has a default; in `kashuv/core` nothing comes by itself. */
export interface CoreOptions {
  brands: readonly BrandInput[];
  sources?: readonly Source[];
  store: StoreDriver;
  policy: Policy;
  languages: readonly LanguagePack[];
  /** Asked in this order; how their results are put together: docs/architecture.md. */
  classifiers: readonly Classifier[];
  judges: readonly SpeakerJudge[];
  drafter?: Drafter;
  publishers?: readonly Publisher[];
  /** Tells languages that share a script; loaded when first needed. Without it the source's word, the script and the brand's languages decide. */
  identify?: () => Promise<LanguageIdentifier>;
  surge?: TrackerSettingsInput;
  /**
   * How long, and how many, posts are remembered per brand so that copies of them are recognised. `false`: none, and none is stored.
   * Like those of `surge`, settings that cannot work are refused with CONFIG_INVALID when the monitor opens: by its first `run` or `ingest`.
   */
  copies?: Partial<CopiesSettings> | false;
  /** Default: the machine's time. */
  clock?: Clock;
  /** Default: the global one. */
  fetch?: typeof globalThis.fetch;
  /** 0 ≤ x < 1, for jitter and the store's secret. Default: Math.random and the system's secure source. */
  random?: () => number;
  /** Default: silent. */
  log?: (level: LogLevel, message: string, data?: Record<string, unknown>) => void;
  /** Epoch ms: sources are asked for nothing older. */
  since?: number;
  limits?: Partial<Limits>;
}

export interface Limits {
  /** Items asked of a source at a time. Default 256. */
  batch: number;
  /** Posts waiting to be understood before sources are made to wait. Default 5,000. */
  backlog: number;
  /** Calls of classifiers, judges and publishers under way at once. Default 8. */
  concurrency: number;
  /** Ms a classifier or judge may take before it counts as failed. Default 30,000. */
  callTimeoutMs: number;
  /** Ms before a failed source is asked again, doubling up to `retryMaxMs`, with jitter. Default 1,000. */
  retryBaseMs: number;
  /** Default 300,000. */
  retryMaxMs: number;
}

const MAX_NAME = 64;
const defaultLimits: Limits = { batch: 256, backlog: 5_000, concurrency: 8, callTimeoutMs: 30_000, retryBaseMs: 1_000, retryMaxMs: 300_000 };

/** How what a monitor cannot do without is made. */
const MAKERS = { store: "Write store: sqliteStore('acme.db'), or memoryStore();", policy: 'Write policy: prPolicy(), or prPolicy({ … }) with your changes;' } as const;

const optionNames = new Set([
  'brands', 'sources', 'store', 'policy', 'languages', 'classifiers', 'judges', 'drafter', 'publishers', 'identify', 'surge', 'copies', 'clock', 'fetch', 'random', 'log', 'since', 'limits',
]);

/** Options, checked: unknown keys, missing parts and plugins that share an instance are refused with the name of the field. */
export function checkOptions(options: CoreOptions): { brands: Brand[]; limits: Limits } {
  if (typeof options !== 'object' || options === null) throw invalid('options', 'expected an object.', 'Pass { brands: [...] }.');
  for (const name of Object.keys(options)) {
    if (!optionNames.has(name)) throw invalid(name, 'no such option.', `Options are: ${[...optionNames].join(', ')}.`);
  }
  if (!Array.isArray(options.brands)) throw invalid('brands', 'expected a list of brands.', "Pass brands: [{ id: 'acme', name: 'Acme', query: 'acme' }].");
  const brands = options.brands.map((brand: BrandInput, index) => checkBrand(brand, `brands[${index}]`));
  const ids = new Set<string>();
  for (const [index, { id }] of brands.entries()) {
    if (ids.has(id)) throw invalid(`brands[${index}].id`, `'${id}' is there twice.`, 'Give each brand an id of its own.');
    ids.add(id);
  }
  const parts = { store: ['get', 'scan', 'commit', 'lease', 'release', 'erase'], policy: [] } as const;
  for (const [field, functions] of Object.entries(parts) as [keyof typeof parts, readonly string[]][]) {
    const part: unknown = options[field];
    const sound = isRecord(part) && functions.every((name) => typeof part[name] === 'function') && (field !== 'policy' || typeof part['version'] === 'string');
    if (!sound) throw invalid(field, `expected a ${field}, got ${show(part)}.`, `${MAKERS[field]} createMonitor from 'kashuv' has one by default.`);
  }
  for (const [field, type] of [['fetch', 'function'], ['random', 'function'], ['log', 'function'], ['identify', 'function'], ['since', 'number'], ['clock', 'object']] as const) {
    if (options[field] !== undefined && typeof options[field] !== type) throw invalid(field, `expected ${type === 'object' ? 'an' : 'a'} ${type}, got ${show(options[field])}.`, 'Leave it out for the default.');
  }
  for (const field of ['sources', 'languages', 'classifiers', 'judges', 'publishers'] as const) {
    const value = options[field];
    if (value === undefined ? field === 'languages' || field === 'classifiers' || field === 'judges' : !Array.isArray(value)) {
      throw invalid(field, `expected a list, got ${show(value)}.`, `Write ${field}: [ … ]; an empty one will do.`);
    }
  }
  for (const [index, source] of (options.sources ?? []).entries()) {
    const push = isRecord(source) && isRecord(source.capabilities) && source.capabilities.mode === 'push';
    checkPlugins('sources', [source], push ? ['receive'] : ['read', 'signals'], index);
  }
  checkUnique('sources', options.sources ?? []);
  checkPaths(options.sources ?? []);
  for (const [field, functions] of [['classifiers', ['classify']], ['judges', ['judge']], ['publishers', ['reaches', 'check', 'publish']]] as const) {
    checkPlugins(field, options[field] ?? [], functions);
    checkUnique(field, options[field] ?? []);
  }
  if (options.drafter !== undefined) checkPlugin('drafter', options.drafter, ['draft']);
  for (const [index, { capabilities }] of options.classifiers.entries()) {
    if (!Number.isInteger(capabilities.maxBatch) || capabilities.maxBatch < 1) throw invalid(`classifiers[${index}].capabilities.maxBatch`, 'expected a whole number above 0.', 'Say how many texts it takes at once.');
  }
  for (const [index, brand] of brands.entries()) checkSpoken(brand, options.languages, `brands[${index}]`);
  return { brands, limits: checkLimits(options.limits ?? {}) };
}

/** One brand, checked; `field` says where it stands. */
export function checkBrand(brand: unknown, field = 'brand'): Brand {
  const result = brandSchema.safeParse(brand);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue === undefined ? field : `${field}${issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`;
  if (issue?.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? ` Known are ${Object.keys(brandSchema.shape).join(', ')}.` : '';
    throw invalid(`${path}.${(issue.keys[0] ?? '').slice(0, MAX_NAME)}`, 'there is no such field.', `Remove it or correct its name.${known}`);
  }
  throw invalid(path, `${issue?.message ?? 'not a brand'}.`, 'A brand needs id, name and query; see docs/monitor.md.');
}

/** Whoever is listened to in a language has to be understood and answered in it. */
export function checkSpoken(brand: Brand, packs: readonly LanguagePack[], field = 'brand'): void {
  const spoken = packs.map(({ code }) => code);
  const foreign = brand.languages.findIndex((code) => !spoken.includes(code));
  if (foreign >= 0) throw invalid(`${field}.languages[${foreign}]`, `no language pack for '${brand.languages[foreign]}'.`, `There are: ${spoken.join(', ') || 'none'}. Pass a pack through languages.`);
}

/** Asked by the monitor; the others are called from outside. */
export function isPull(source: Source): source is PullSource {
  return source.capabilities.mode !== 'push';
}

function checkPlugins(field: string, plugins: readonly unknown[], functions: readonly string[], from = 0): void {
  for (const [index, plugin] of plugins.entries()) checkPlugin(`${field}[${from + index}]`, plugin, functions);
}

function checkPlugin(at: string, plugin: unknown, functions: readonly string[]): void {
  if (!isRecord(plugin)) throw invalid(at, 'expected a plugin.', 'Call its factory: feed(url), not feed.');
  if (plugin['contract'] !== 1) throw invalid(`${at}.contract`, `version ${String(plugin['contract'])} is not known.`, 'This kashuv speaks contract 1.');
  if (typeof plugin['instance'] !== 'string' || plugin['instance'] === '') throw invalid(`${at}.instance`, 'expected a name.', 'Name it, the same in every run.');
  if (!isRecord(plugin['capabilities'])) throw invalid(`${at}.capabilities`, 'expected an object.', 'See the plugin contracts in kashuv/spec.');
  for (const name of functions) if (typeof plugin[name] !== 'function') throw invalid(`${at}.${name}`, 'expected a function.', 'See the plugin contracts in kashuv/spec.');
}

function checkUnique(field: string, plugins: readonly { instance: string }[]): void {
  const seen = new Set<string>();
  for (const [index, { instance }] of plugins.entries()) {
    if (seen.has(instance)) throw invalid(`${field}[${index}].instance`, `'${instance}' is there twice.`, 'Give each an instance name of its own.');
    seen.add(instance);
  }
}

/** Of two sources that are called under one path the second would never hear a request. */
function checkPaths(sources: readonly Source[]): void {
  const taken = new Set<string>();
  for (const [index, { capabilities }] of sources.entries()) {
    if (capabilities.mode !== 'push' || capabilities.paths !== undefined) continue;
    const path = capabilities.path ?? '';
    const fix = 'Give each source that is called a path of its own; one without takes what no other does.';
    if (taken.has(path)) throw invalid(`sources[${index}].path`, path === '' ? 'two sources have no path.' : `'${path}' is there twice.`, fix);
    taken.add(path);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function checkLimits(given: Partial<Limits>): Limits {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaultLimits, name)) throw invalid(`limits.${name}`, 'no such limit.', `Limits are: ${Object.keys(defaultLimits).join(', ')}.`);
    if (value !== undefined && (!Number.isFinite(value) || value < 1)) throw invalid(`limits.${name}`, `expected a number of at least 1, got ${show(value)}.`, 'Leave it out for the default.');
  }
  return { ...defaultLimits, ...given };
}

function invalid(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('CONFIG_INVALID', message, { field, fix });
}
