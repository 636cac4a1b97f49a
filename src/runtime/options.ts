import type { Policy } from '../policy/index.ts';
import type { TrackerSettingsInput } from '../surge/index.ts';
import { brandSchema, type Brand, type BrandInput } from '../spec/brand.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LanguageIdentifier, LanguagePack } from '../spec/language.ts';
import type { Classifier, Drafter, LogLevel, Publisher, Source, SpeakerJudge, StoreDriver } from '../spec/plugin.ts';
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

const defaultLimits: Limits = { batch: 256, backlog: 5_000, concurrency: 8, callTimeoutMs: 30_000, retryBaseMs: 1_000, retryMaxMs: 300_000 };

const optionNames = new Set([
  'brands', 'sources', 'store', 'policy', 'languages', 'classifiers', 'judges', 'drafter', 'publishers', 'identify', 'surge', 'clock', 'fetch', 'random', 'log', 'since', 'limits',
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
  for (const field of ['store', 'policy'] as const) {
    if (typeof options[field] !== 'object') throw invalid(field, 'is missing.', `Pass a ${field}, or use createMonitor from 'kashuv', which has defaults.`);
  }
  for (const field of ['sources', 'languages', 'classifiers', 'judges', 'publishers'] as const) {
    const value = options[field];
    if (value === undefined ? field === 'languages' || field === 'classifiers' || field === 'judges' : !Array.isArray(value)) {
      throw invalid(field, 'expected a list.', 'An empty one will do.');
    }
  }
  checkPlugins('sources', options.sources ?? []);
  checkPlugins('classifiers', options.classifiers);
  checkPlugins('judges', options.judges);
  checkPlugins('publishers', options.publishers ?? []);
  for (const [index, brand] of brands.entries()) {
    const spoken = options.languages.map((pack) => pack.code);
    const foreign = brand.languages.findIndex((code) => !spoken.includes(code));
    if (foreign >= 0) {
      throw invalid(`brands[${index}].languages[${foreign}]`, `no language pack for '${brand.languages[foreign]}'.`, `There are: ${spoken.join(', ') || 'none'}. Pass a pack through languages.`);
    }
  }
  return { brands, limits: checkLimits(options.limits ?? {}) };
}

/** One brand, checked; `field` says where it stands. */
export function checkBrand(brand: unknown, field = 'brand'): Brand {
  const result = brandSchema.safeParse(brand);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue === undefined ? field : `${field}${issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`;
  throw invalid(path, `${issue?.message ?? 'not a brand'}.`, 'A brand needs id, name and query; see docs/quickstart.md.');
}

function checkPlugins(field: string, plugins: readonly { contract: number; instance: string }[]): void {
  const seen = new Set<string>();
  for (const [index, plugin] of plugins.entries()) {
    const at = `${field}[${index}]`;
    if (typeof plugin !== 'object' || plugin === null) throw invalid(at, 'expected a plugin.', 'Call its factory: feed(url), not feed.');
    if (plugin.contract !== 1) throw invalid(`${at}.contract`, `version ${String(plugin.contract)} is not known.`, 'This kashuv speaks contract 1.');
    if (typeof plugin.instance !== 'string' || plugin.instance === '') throw invalid(`${at}.instance`, 'expected a name.', 'Name it, the same in every run.');
    if (seen.has(plugin.instance)) throw invalid(`${at}.instance`, `'${plugin.instance}' is there twice.`, 'Give each an instance name of its own.');
    seen.add(plugin.instance);
  }
}

function checkLimits(given: Partial<Limits>): Limits {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaultLimits, name)) throw invalid(`limits.${name}`, 'no such limit.', `Limits are: ${Object.keys(defaultLimits).join(', ')}.`);
    if (value !== undefined && (!Number.isFinite(value) || value <= 0)) throw invalid(`limits.${name}`, `expected a number above 0, got ${String(value)}.`, 'Leave it out for the default.');
  }
  return { ...defaultLimits, ...given };
}

function invalid(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('CONFIG_INVALID', message, { field, fix });
}
