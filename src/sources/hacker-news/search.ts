import type { Api } from '../../lib/http/api.ts';
import { isRecord } from '../../lib/http/json.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { itemId } from './item.ts';
import type { CheckedOptions } from './options.ts';

/** Hits of one question; the search gives no more, and no second page beyond them. */
const MOST_HITS = 1_000;

/**
 * What all questions find since `since`, epoch ms, oldest first, each item once. Where there is more than one answer holds, the next one
 * ends where it began. Notes say what was not read.
 */
export async function searchAll(options: CheckedOptions, search: Api, since: number | null, context: CallContext): Promise<{ hits: unknown[]; notes: string[] }> {
  const found = new Map<string, { at: number; hit: unknown }>();
  const notes: string[] = [];
  for (const query of options.search) {
    const read = await windows(query, options, search, since, context, (hit) => {
      const key = idOf(hit) ?? JSON.stringify(hit);
      if (!found.has(key)) found.set(key, { at: timeOf(hit) ?? Number.MAX_SAFE_INTEGER, hit });
    });
    if (!read) notes.push(`search: more than ${options.maxWindows * MOST_HITS} hits in one sweep, or more than ${MOST_HITS} of one second; older ones were not read.`);
  }
  return { hits: [...found.values()].sort((a, b) => a.at - b.at).map(({ hit }) => hit), notes };
}

/** Goes back from the newest, window by window. False where it ended before all was read. */
async function windows(query: string, options: CheckedOptions, search: Api, since: number | null, context: CallContext, see: (hit: unknown) => void): Promise<boolean> {
  let until: number | null = null;
  for (let window = 0; window < options.maxWindows; window += 1) {
    const filters = [...(since === null ? [] : [`created_at_i>=${Math.floor(since / 1000)}`]), ...(until === null ? [] : [`created_at_i<=${until}`])];
    const body = await search.json({
      path: '/api/v1/search_by_date',
      params: { query, tags: '(story,comment)', hitsPerPage: MOST_HITS, advancedSyntax: true, typoTolerance: false, ...(filters.length > 0 && { numericFilters: filters.join(',') }) },
    }, context);
    if (!isRecord(body) || !Array.isArray(body.hits)) throw new KashuvError('INPUT_INVALID', 'the search gave no hits.', { field: 'hackerNews.searchService', fix: 'Check the address.' });
    const hits = body.hits as unknown[];
    for (const hit of hits) see(hit);
    const all = typeof body.nbHits === 'number' ? body.nbHits : hits.length;
    const oldest = hits.reduce<number>((least, hit) => Math.min(least, timeOf(hit) ?? Infinity), Infinity);
    if (hits.length === 0 || all <= hits.length || oldest === Infinity) return true;
    // The second in which a window ends may hold more: it is asked for again.
    if (until !== null && oldest >= until) return false;
    until = oldest;
  }
  return false;
}

const idOf = (hit: unknown): string | null => (isRecord(hit) ? itemId(hit.objectID) : null);
const timeOf = (hit: unknown): number | null => (isRecord(hit) && typeof hit.created_at_i === 'number' && hit.created_at_i > 0 ? Math.floor(hit.created_at_i) : null);
