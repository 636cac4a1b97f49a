import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';

/** What the kits need of a test runner; vitest and jest fit as they are. */
export interface TestRunner {
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  readonly expect: (actual: unknown) => { toEqual(expected: unknown): unknown };
  /** Told what became of each fault that a kit injected, for a report. Default: nobody. */
  readonly note?: (seen: FaultSeen) => void;
}

/** What became of an injected fault: a code of `KashuvError`, or in words. */
export interface FaultSeen {
  readonly rule: string;
  readonly fault: string;
  readonly outcome: string;
}

export type Skips<Rule extends string> = Readonly<Partial<Record<Rule, string>>>;

/** A contract as a test hands it in, checked: a misspelt field or rule would leave a test out without a word. */
export function checkContract(kit: string, runner: unknown, contract: unknown, { fields, rules }: { fields: readonly string[]; rules: readonly string[] }): void {
  for (const part of ['test', 'expect'] as const) {
    if (typeof (runner as Record<string, unknown> | null | undefined)?.[part] !== 'function') throw invalid(`${kit}.${part}`, 'expected a function of your test runner.', 'Pass { test, expect } of vitest or jest.');
  }
  if (typeof contract !== 'object' || contract === null) throw invalid(kit, 'expected a contract.', `Pass an object with ${fields[0] ?? ''}.`);
  for (const field of Object.keys(contract)) if (!fields.includes(field)) throw invalid(`${kit}.${field}`, 'there is no such field.', `Fields are: ${fields.join(', ')}.`);
  const { skip = {} } = contract as { skip?: unknown };
  if (typeof skip !== 'object' || skip === null || Array.isArray(skip)) throw invalid('skip', 'expected an object.', 'Name each rule with the reason why it cannot hold.');
  for (const [rule, reason] of Object.entries<unknown>({ ...skip })) {
    if (!rules.includes(rule)) throw invalid(`skip.${rule}`, 'there is no such rule.', `Rules are: ${rules.join('; ')}.`);
    if (reason === undefined) continue;
    if (typeof reason !== 'string' || reason.trim() === '') throw invalid(`skip.${rule}`, 'a rule is skipped without a reason.', 'Say why it cannot hold.');
  }
}

/** A rule that needs a field of the contract is kept or skipped with a reason, never left out without a word. */
export function needed(contract: object, needs: Readonly<Record<string, string>>): void {
  const { skip = {} } = contract as { skip?: Record<string, string | undefined> };
  const [first, ...others] = Object.entries(needs).filter(([rule, field]) => (contract as Record<string, unknown>)[field] === undefined && skip[rule] === undefined);
  if (first === undefined) return;
  const [rule, field] = first;
  // All at once: whoever writes a first contract would be sent back for each of them.
  const also = others.length === 0 ? '' : ` So it is with ${others.map(([other, its]) => `${its} ('${other}')`).join(', ')}.`;
  throw invalid(field, `the rule '${rule}' needs it.`, `Give it, or write skip: { '${rule}': 'the reason why it cannot hold' }.${also}`);
}

/** What a factory of the contract made: a plugin, and another one than the last time. */
export function freshly<P extends object>(field: string, make: () => P | Promise<P>): () => Promise<P> {
  const made = new WeakSet();
  return async () => {
    const plugin: unknown = await make();
    if (typeof plugin !== 'object' || plugin === null) throw invalid(field, 'made none.', 'Return a plugin, the same in kind each time.');
    if (made.has(plugin)) throw invalid(field, 'gave the same one twice.', 'Make a new one each time it is called: a kit closes those it was given.');
    made.add(plugin);
    return plugin as P;
  };
}

/** Where a plugin does not describe itself as every plugin does, in words. */
export function misdescribed(plugin: { readonly contract: unknown; readonly name: unknown; readonly instance: unknown; readonly capabilities: unknown }, functions: readonly string[]): string[] {
  const problems: string[] = [];
  if (plugin.contract !== 1) problems.push('contract is not 1');
  for (const field of ['name', 'instance'] as const) if (typeof plugin[field] !== 'string' || plugin[field] === '') problems.push(`${field} is no text`);
  if (typeof plugin.capabilities !== 'object' || plugin.capabilities === null) problems.push('capabilities is no object');
  for (const name of functions) if (typeof (plugin as unknown as Record<string, unknown>)[name] !== 'function') problems.push(`${name} is no function`);
  return problems;
}

export function invalid(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('CONFIG_INVALID', message, { field, fix });
}

/** The machine's fetch, a clock that stands still, and waits that only an abort ends. */
export function stillContext(signal: AbortSignal): CallContext {
  return {
    signal,
    fetch: globalThis.fetch,
    now: () => 1_750_000_000_000,
    sleep: (_ms, own) => untilAborted(own === undefined ? signal : AbortSignal.any([signal, own])),
    log: () => undefined,
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
