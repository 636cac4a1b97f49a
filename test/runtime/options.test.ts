import { describe, expect, it } from 'vitest';

import { createMonitor } from '../../src/core.ts';
import { createMonitor as createWhole } from '../../src/index.ts';
import { fixedToken, createApi } from '../../src/http.ts';
import { dryRun } from '../../src/publishers/dry-run.ts';
import { webhook } from '../../src/publishers/webhook.ts';
import { feed } from '../../src/sources/feed/index.ts';
import { push, signPush } from '../../src/sources/push/index.ts';
import { acme, post, stoppedMonitors } from '../support/monitor.ts';

/** As somebody writes it who has no compiler. */
const untyped = (value: unknown): never => value as never;

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
};

const monitorWith = stoppedMonitors();

describe('what cannot work is refused, and the message says how to write it', () => {
  it.each<[what: string, options: object, message: string]>([
    ['a path in place of a store', { store: 'acme.db' }, "store: expected a store, got 'acme.db'. Write store: sqliteStore('acme.db')"],
    ['settings in place of a policy', { policy: { settings: {} } }, 'policy: expected a policy, got an object. Write policy: prPolicy()'],
    ['one publisher in place of a list', { publishers: {} }, 'publishers: expected a list, got an object. Write publishers: [ … ]'],
    ['a date in place of a number', { since: new Date() }, 'since: expected a number, got an object.'],
    ['a function in place of an object', { clock: Date }, 'clock: expected an object, got a function.'],
    ['a limit that is a text', { limits: { batch: '10' } }, "limits.batch: expected a number of at least 1, got '10'."],
    ['a misspelt field of a brand', { brands: [{ ...acme, quey: 'acme' }] }, 'brands[0].quey: there is no such field. Remove it or correct its name. Known are id, name, query, aliases,'],
    ['a misspelt field within a brand', { brands: [{ ...acme, accounts: { handle: ['acme'] } }] }, 'brands[0].accounts.handle: there is no such field. Remove it or correct its name.'],
    ['two sources under one path', { sources: [push({ path: '/in' }), push({ path: '/in', instance: 'other' })] }, "sources[1].path: '/in' is there twice."],
    ['two sources that take what no other does', { sources: [push(), push({ instance: 'other' })] }, 'sources[1].path: two sources have no path.'],
  ])('%s', (_, options, message) => {
    expect(messageOf(() => createWhole({ brands: [acme], ...options }))).toContain(message);
  });

  it('sources under paths of their own, one of them without, are none', () => {
    expect(() => createWhole({ brands: [acme], sources: [push({ path: '/in' }), push({ instance: 'other' })] })).not.toThrow();
  });

  it.each<[what: string, surge: object, message: string]>([
    ['a misspelt setting', { treshold: 3 }, 'surge.treshold: no such setting. docs/surge.md lists'],
    ['a misspelt setting of a group', { grievance: { author: 3 } }, 'surge.grievance.author: no such setting.'],
    ['a setting out of bounds', { threshold: 0 }, 'surge.threshold: '],
  ])('%s of surges, when the monitor opens', async (_, surge, message) => {
    await expect(monitorWith({ surge: surge }).ingest(post('[complaint]'))).rejects.toThrow(message);
  });

  it('a monitor without anything', () => {
    expect(messageOf(() => createMonitor(untyped(undefined)))).toContain('options: expected an object.');
  });
});

describe('plugins', () => {
  it.each<[what: string, make: () => unknown, message: string]>([
    ['a dry run without a file', () => dryRun(untyped(undefined)), "file: the dry run needs a file. Name the file the commands are to be written to: dryRun({ file: 'sent.jsonl' })."],
    ['a webhook without a secret', () => webhook(untyped({ url: 'https://care.example/send' })), 'webhook.secret: expected whsec_ and base64 of 16 bytes or more'],
    ['a push source with a short secret', () => push({ secret: ['short'] }), 'push.secret[0]: expected 16 characters or more'],
    ['a venue with a misspelt field', () => feed('https://example.org/rss', { venue: untyped({ clas: 'forum' }) }), 'feed.venue.clas: there is no such option.'],
    ['an interface without an address', () => createApi(untyped({ service: 'api.example' })), "service: expected an address, got 'api.example'."],
    ['an interface without limits', () => createApi(untyped({ service: 'https://api.example' })), 'requests: expected limits, got nothing. Write { timeoutMs, maxBytes, allowPrivate }'],
    ['an empty token', () => fixedToken('', 'reviews.token'), 'reviews.token: expected a token.'],
    ['a signature of milliseconds', () => signPush('a key of the two of them', 'msg_1', 1_714_557_600_000, '{}'), 'timestamp: expected epoch seconds, got 1714557600000. Write Math.floor(Date.now() / 1000).'],
    ['a signature of a date', () => signPush('a key of the two of them', 'msg_1', untyped(new Date(0)), '{}'), 'timestamp: expected epoch seconds, got an object.'],
    ['a signature of what is no text', () => signPush('a key of the two of them', 'msg_1', 1, untyped({})), 'body: expected the body as it is sent, got an object.'],
    ['a signature of a message without a name', () => signPush('a key of the two of them', untyped(undefined), 1, '{}'), "id: expected a text, got nothing. Name the message, as in 'msg_1'."],
  ])('refuse %s', (_, make, message) => expect(messageOf(make)).toContain(message));
});

describe('a post', () => {
  it('of which something cannot be read is heard without it, and the log says what', async () => {
    const logged: unknown[][] = [];
    const monitor = monitorWith({ log: (...line) => void logged.push(line) });
    const seconds = 1_714_557_600;
    await monitor.ingest(untyped({ id: '1', text: 'acme [complaint] it broke', author: 'lena', postedAt: seconds }));
    await monitor.ingest({ id: '2', text: 'acme [complaint] it broke', author: { id: 'lena' }, postedAt: seconds * 1000 });
    expect(logged).toEqual([['info', 'part of a post could not be read and was left out', { source: 'host', ref: '1', lost: ['impossible-time', 'field-dropped:author'] }]]);
  });
});

describe('a correction', () => {
  it('that corrects nothing is refused', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] it broke'));
    await monitor.idle();
    const [one] = await monitor.cases();
    await expect(monitor.correct({ mention: one?.mentions[0] ?? '', by: 'Noa' })).rejects.toThrow('correct: expected one at least of sentiment, kind, harm, role.');
  });
});

describe('a query', () => {
  it('that is seldom meant is warned of, also of a brand that comes later', async () => {
    const logged: string[] = [];
    const monitor = monitorWith({ brands: [{ ...acme, query: 'acme or אקמי' }], log: (level, message) => void logged.push(`${level} ${message}`) });
    await monitor.ingest(post('[complaint]'));
    expect(logged.filter((line) => line.includes('doubtful'))).toEqual([expect.stringContaining("warn the query of 'acme' is doubtful at 5: ")]);
    await monitor.addBrand({ ...acme, id: 'bolt', query: 'bolt NEAR acme' });
    expect(logged.at(-1)).toContain("the query of 'bolt' is doubtful");
  });
});
