import type { Monitor } from '../../core.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import { digest } from '../../lib/digest.ts';
import type { LedgerEvent } from '../../spec/event.ts';
import { aFunction, wrongly } from './given.ts';

/** The whole ledger, in order. */
export async function readLedger(monitor: Monitor, filter: { brand?: string; afterSeq?: number } = {}): Promise<LedgerEvent[]> {
  aFunction('monitor', (monitor as Partial<Monitor> | null | undefined)?.events, 'Pass what createMonitor returns.');
  if (filter === null || typeof filter !== 'object') throw wrongly('filter', 'expected an object.', "Write { brand: 'acme' }, or leave it out.");
  const events: LedgerEvent[] = [];
  for await (const event of monitor.events(filter)) events.push(event);
  return events;
}

/** Hex digest of the whole ledger: equal ledgers, equal digest. */
export async function ledgerDigest(monitor: Monitor, filter: { brand?: string } = {}): Promise<{ digest: string; events: number }> {
  const lines = (await readLedger(monitor, filter)).map(canonicalJson);
  return { digest: digest(lines.join('\n')), events: lines.length };
}
