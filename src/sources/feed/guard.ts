import { KashuvError } from '../../spec/errors.ts';

/** Elements that name people. The parser's time grows with the square of their length; 200 million is about half a second. */
const PEOPLE = new Set(['author', 'managingeditor', 'webmaster', 'name']);
const MOST_COST = 200_000_000;

/**
 * Refuses what no feed needs and what would keep the parser busy: entities of the document's own, and names of people of absurd length.
 * One pass, whatever the document holds. Throws INPUT_INVALID.
 */
export function refuseHostileXml(xml: string, from: string): void {
  const open = new Map<string, { depth: number; since: number }>();
  let cost = 0;
  const spend = (length: number): void => {
    cost += length * length;
    if (cost > MOST_COST) throw new KashuvError('INPUT_INVALID', `${from} holds names of absurd length.`, { fix: 'Look at the feed; it is broken or hostile.' });
  };
  let position = 0;
  for (;;) {
    const start = xml.indexOf('<', position);
    const end = start < 0 ? -1 : markupEnd(xml, start, from);
    // What never ends is malformed, and the parser says so.
    if (end < 0) break;
    position = end;
    const name = localName(xml, start);
    if (!PEOPLE.has(name)) continue;
    const state = open.get(name);
    if (xml[start + 1] === '/') {
      if (state === undefined) continue;
      state.depth -= 1;
      if (state.depth > 0) continue;
      open.delete(name);
      spend(start - state.since);
    } else if (xml[end - 2] !== '/') {
      if (state === undefined) open.set(name, { depth: 1, since: end });
      else state.depth += 1;
    }
  }
  for (const { since } of open.values()) spend(xml.length - since);
}

/** Offset after the markup that begins at `start`, -1 where it never ends. */
function markupEnd(xml: string, start: number, from: string): number {
  const after = (terminator: string, offset: number): number => {
    const at = xml.indexOf(terminator, start + offset);
    return at < 0 ? -1 : at + terminator.length;
  };
  if (xml.startsWith('<!--', start)) return after('-->', 4);
  if (xml.startsWith('<![CDATA[', start)) return after(']]>', 9);
  if (xml[start + 1] === '?') return after('?>', 2);
  if (xml[start + 1] === '!') {
    const end = after('>', 2);
    if (/^<!doctype$/i.test(xml.slice(start, start + 9)) && xml.slice(start, end < 0 ? xml.length : end).includes('[')) {
      throw new KashuvError('INPUT_INVALID', `${from} declares entities of its own.`, { fix: 'No feed needs a DOCTYPE with declarations; it is not read.' });
    }
    return end;
  }
  let quote = 0;
  for (let at = start + 1; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3e) return at + 1;
  }
  return -1;
}

/** The name without its prefix, in lower case; '' where it is longer than any that matters. */
function localName(xml: string, start: number): string {
  const from = start + (xml[start + 1] === '/' ? 2 : 1);
  const name = /^[A-Za-z0-9_.:-]{1,64}/.exec(xml.slice(from, from + 64))?.[0] ?? '';
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}
