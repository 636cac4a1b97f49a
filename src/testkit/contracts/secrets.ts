import type { CallContext } from '../../spec/plugin.ts';
import { invalid } from './contract.ts';

/** Shorter ones stand in other words by chance. */
const SHORTEST_SECRET = 6;

/** Throws CONFIG_INVALID for what cannot be looked for. */
export function checkSecrets(secrets: unknown): void {
  const good = Array.isArray(secrets) && secrets.length > 0 && secrets.every((one) => typeof one === 'string' && one.length >= SHORTEST_SECRET);
  if (!good) throw invalid('secrets', `expected texts of ${SHORTEST_SECRET} characters or more.`, 'Give the tokens and passwords that the plugin was made with.');
}

/** Which of the secrets stand in any of this: texts, errors with their causes, records; plainly, for an address, or in base64. */
export function leaked(values: readonly unknown[], secrets: readonly string[]): string[] {
  const texts = values.flatMap((value) => textsIn(value, new Set()));
  return secrets.flatMap((secret, index) => {
    const shapes = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
    // By number: a report is no place for a secret either.
    return texts.some((text) => shapes.some((shape) => text.includes(shape))) ? [`secrets[${index}]`] : [];
  });
}

function textsIn(value: unknown, seen: Set<unknown>): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const more: unknown[] = value instanceof Error ? [value.message, value.stack, value.cause] : value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : [];
  return [...more, ...Object.keys(value), ...(Object.values(value) as unknown[])].flatMap((inner) => textsIn(inner, seen));
}

/** The context, and what was logged through it. */
export function listening(base: CallContext): { context: CallContext; logs: unknown[] } {
  const logs: unknown[] = [];
  return {
    logs,
    context: { ...base, log: (...line) => { logs.push(line); base.log(...line); } },
  };
}

/** An answer of a server that tells all that it was told: its headers, its path and its body. */
export const echoes = (status: number) => async ({ url, init }: { url: URL; init: RequestInit }): Promise<Response> => {
  const told = { path: url.href, headers: Object.fromEntries(new Headers(init.headers)), body: typeof init.body === 'string' ? init.body : '' };
  return new Response(`refused: ${JSON.stringify(told)}`, { status, headers: { 'content-type': 'text/plain', 'x-told': encodeURIComponent(JSON.stringify(told.headers)) } });
};
