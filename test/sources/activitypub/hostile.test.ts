import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postInputSchema } from '../../../src/spec/post.ts';
import { keyPair, Neighbour } from '../../support/activitypub/neighbour.ts';
import { testContext } from '../../support/context.ts';
import { NOW, village } from './support.ts';

describe('forged', () => {
  const cases: [string, (given: ReturnType<typeof village>) => { by: string; activity: unknown; from?: Neighbour; key?: ReturnType<typeof keyPair>['privateKey']; keyId?: string }, number][] = [
    ['signed with another key', ({ town }) => ({ by: 'lena', activity: town.activity('lena', 'Create', town.note('lena', '1', 'acme')), key: keyPair('mallory').privateKey }), 401],
    ['in the name of somebody of another server', ({ other }) => ({ by: 'lena', activity: other.activity('kim', 'Create', other.note('kim', '1', 'acme')) }), 401],
    ['in the name of a neighbour', ({ town }) => ({ by: 'dan', activity: (town.actor('dan'), town.activity('lena', 'Create', town.note('lena', '1', 'acme'))) }), 401],
    ['a post of another server', ({ town, other }) => ({ by: 'lena', activity: town.activity('lena', 'Create', other.note('kim', '1', 'acme')) }), 403],
    ['a post by a neighbour', ({ town }) => ({ by: 'lena', activity: town.activity('lena', 'Create', town.note('dan', '1', 'acme')) }), 403],
    ['a post by two', ({ town }) => ({ by: 'lena', activity: town.activity('lena', 'Create', town.note('lena', '1', 'acme', { attributedTo: ['https://town.example/users/lena', 'https://other.example/users/kim'] })) }), 403],
    ['a change of another’s', ({ town, other }) => ({ by: 'lena', activity: town.activity('lena', 'Update', other.note('kim', '1', 'acme is fine')) }), 403],
    ['a deletion of another server’s', ({ town }) => ({ by: 'lena', activity: town.activity('lena', 'Delete', 'https://other.example/users/kim/statuses/1') }), 403],
    ['a deletion of another server’s account', ({ town }) => ({ by: 'lena', activity: town.activity('lena', 'Delete', 'https://other.example/users/kim') }), 403],
    ['another’s repost undone', ({ town, other }) => ({ by: 'lena', activity: town.activity('lena', 'Undo', other.activity('kim', 'Announce', 'https://other.example/users/kim/statuses/1')) }), 403],
    ['a neighbour’s repost undone', ({ town }) => ({ by: 'lena', activity: town.activity('lena', 'Undo', town.activity('dan', 'Announce', 'https://other.example/users/kim/statuses/1')) }), 403],
    ['an activity that lies elsewhere', ({ town }) => ({ by: 'lena', activity: { ...town.activity('lena', 'Create', town.note('lena', '1', 'acme')), id: 'https://other.example/activities/1' } }), 401],
    ['two actors', ({ town }) => ({ by: 'lena', activity: { ...town.activity('lena', 'Create', town.note('lena', '1', 'acme')), actor: ['https://town.example/users/lena', 'https://other.example/users/kim'] } }), 400],
    ['a second actor by its own words of JSON-LD', ({ town }) => ({ by: 'lena', activity: { ...town.activity('lena', 'Create', town.note('lena', '1', 'acme')), '@context': ['https://www.w3.org/ns/activitystreams', { boss: { '@id': 'as:actor', '@type': '@id' } }], boss: 'https://town.example/users/dan' } }), 400],
    ['an actor by its own words of JSON-LD', ({ town }) => ({ by: 'lena', activity: { ...town.activity('lena', 'Create', town.note('lena', '1', 'acme')), '@context': ['https://www.w3.org/ns/activitystreams', { actor: 'https://evil.example/actor', boss: { '@id': 'as:actor', '@type': '@id' } }], boss: 'https://town.example/users/dan' } }), 400],
  ];
  test.each(cases)('%s', async (_, make, status) => {
    const given = village();
    const { by, activity, ...sign } = make(given);
    expect(await given.deliver(by, activity, sign)).toMatchObject({ status, signals: [] });
    expect(given.other.asked).toEqual([]);
  });

  test('a key that claims another server’s account as its owner', async () => {
    const { deliver, town } = village();
    const evil = new Neighbour('https://evil.example');
    evil.documents.set('https://evil.example/key', { '@context': 'https://w3id.org/security/v1', id: 'https://evil.example/key', type: 'CryptographicKey', owner: 'https://town.example/users/lena', publicKeyPem: keyPair('mallory').publicKeyPem });
    expect(await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { key: keyPair('mallory').privateKey, keyId: 'https://evil.example/key' })).toMatchObject({ status: 401, signals: [] });
    expect(evil.asked).toEqual([]);
  });

  test('a key that its owner does not name', async () => {
    const { deliver, town } = village();
    town.documents.set('https://town.example/media/key', { '@context': 'https://w3id.org/security/v1', id: 'https://town.example/media/key', type: 'CryptographicKey', owner: 'https://town.example/users/lena', publicKeyPem: keyPair('mallory').publicKeyPem });
    expect(await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { key: keyPair('mallory').privateKey, keyId: 'https://town.example/media/key' })).toMatchObject({ status: 401, signals: [] });
  });

  test('a later change and a deletion by a neighbour of what is known to be another’s', async () => {
    const { deliver, town } = village();
    town.actor('dan');
    const note = town.note('lena', '1', 'acme leaks');
    await deliver('lena', town.activity('lena', 'Create', note));
    expect((await deliver('dan', town.activity('dan', 'Update', { ...note, attributedTo: 'https://town.example/users/dan', updated: '2026-05-03T12:00:09Z' }))).signals).toEqual([]);
    expect((await deliver('dan', town.activity('dan', 'Delete', note.id))).status).toBe(403);
  });

  test('a document that a redirect brings from elsewhere is not its', async () => {
    const { town, source, account } = village();
    const note = town.note('lena', '1', 'acme');
    const evil = { ...town.documents.get('https://town.example/users/lena'), publicKey: { id: 'https://town.example/users/lena#main-key', owner: 'https://town.example/users/lena', publicKeyPem: keyPair('mallory').publicKeyPem } };
    const context = testContext({
      now: NOW,
      fetch: async (input) => (new Request(input).url.startsWith('https://town.example/') ? Response.redirect('https://evil.example/lena', 302) : new Response(JSON.stringify(evil), { headers: { 'content-type': 'application/activity+json' } })),
    });
    const { accepted, signals } = await source.receive(town.deliver('lena', `${account.id}/inbox`, town.activity('lena', 'Create', note), { now: NOW, key: keyPair('mallory').privateKey }), context);
    expect([accepted.status, signals.filter(({ type }) => type !== 'skipped')]).toEqual([401, []]);
  });

  test('an account in the shape of something that somebody uploaded', async () => {
    const { town, source, account } = village();
    const document = JSON.stringify(town.documents.get('https://town.example/users/lena'));
    for (const type of ['text/plain', 'application/json', 'text/html', '']) {
      const context = testContext({ now: NOW, fetch: async () => new Response(document, { headers: { 'content-type': type } }) });
      const { accepted } = await source.receive(town.deliver('lena', `${account.id}/inbox`, town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { now: NOW }), context);
      expect(accepted.status).toBe(401);
    }
  });
});

describe('passed on by another than its author', () => {
  const passedOn = () => {
    const given = village({ confirmForwarded: true });
    given.town.actor('relay', { type: 'Application' });
    return { ...given, pass: (activity: unknown, sign: object = {}) => given.deliver('relay', activity, sign) };
  };

  test('its own server is asked, and the copy is not believed', async () => {
    const { pass, other } = passedOn();
    const note = other.note('kim', '1', 'acme is fine');
    expect(await pass(other.activity('kim', 'Create', { ...note, content: 'acme burnt my house' }))).toMatchObject({ status: 202, signals: [{ type: 'posted', post: { id: note.id, text: 'acme is fine', author: { id: 'https://other.example/users/kim' } } }] });
    other.note('kim', '1', 'acme is well', { updated: '2026-05-03T12:00:05Z' });
    expect((await pass(other.activity('kim', 'Update', note))).signals).toMatchObject([{ type: 'edited', post: { text: 'acme is well' } }]);
    expect((await pass(other.activity('kim', 'Delete', note.id))).signals).toEqual([]);
    other.documents.set(note.id, null);
    expect((await pass(other.activity('kim', 'Delete', note.id))).signals).toEqual([{ type: 'deleted', ref: note.id, by: 'author' }]);
    expect(await pass(other.activity('kim', 'Create', other.note('mallory', '3', 'no such account')))).toMatchObject({ status: 202, signals: [] });
  });

  test('it must be signed all the same, by a key of whoever passes it on', async () => {
    const { pass, town, other } = passedOn();
    const activity = other.activity('kim', 'Create', other.note('kim', '1', 'acme'));
    expect(await pass(activity, { key: keyPair('mallory').privateKey })).toMatchObject({ status: 401, signals: [] });
    town.documents.set('https://town.example/key', { '@context': 'https://w3id.org/security/v1', id: 'https://town.example/key', type: 'CryptographicKey', owner: 'https://other.example/users/kim', publicKeyPem: keyPair('mallory').publicKeyPem });
    expect(await pass(activity, { key: keyPair('mallory').privateKey, keyId: 'https://town.example/key' })).toMatchObject({ status: 401, signals: [] });
    expect(other.asked).toEqual([]);
  });
});

describe('signatures', () => {
  test.each<[string, string[]]>([
    ['the path', ['host', 'date', 'digest']],
    ['the host', ['(request-target)', 'date', 'digest']],
    ['the date', ['(request-target)', 'host', 'digest']],
    ['the body', ['(request-target)', 'host', 'date']],
  ])('one that does not cover %s is refused unasked', async (_, covered) => {
    const { deliver, town } = village();
    expect((await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { covered })).status).toBe(401);
    expect(town.asked).toEqual([]);
  });

  test.each<[string, string[]]>([
    ['the method', ['@target-uri', 'content-digest']],
    ['the host', ['@method', '@path', 'content-digest']],
    ['the path', ['@method', '@authority', 'content-digest']],
    ['the body', ['@method', '@target-uri']],
  ])('one of RFC 9421 that does not cover %s is refused unasked', async (_, covered) => {
    const { deliver, town } = village();
    expect((await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { covered, modern: true })).status).toBe(401);
    expect(town.asked).toEqual([]);
    expect((await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { covered: ['@method', '@authority', '@path', 'content-digest'], modern: true })).status).toBe(202);
  });

  test.each<[string, (headers: Headers) => void]>([
    ['the same key twice', (headers) => headers.set('signature', `${headers.get('signature')},keyId="https://town.example/users/lena#main-key"`)],
    ['none', (headers) => headers.delete('signature')],
    ['a part twice', (headers) => headers.set('signature', `${headers.get('signature')},headers="date"`)],
    ['something hidden in a value', (headers) => headers.set('signature', `${headers.get('signature')},x="a,headers="date",y="b"`)],
    ['a key that is no address', (headers) => headers.set('signature', headers.get('signature')?.replace(/keyId="[^"]*"/, 'keyId="lena"') ?? '')],
    ['another host', (headers) => headers.set('signature-input', 'sig1=("@method");created=1;keyid="https://town.example/users/lena#main-key"')],
    ['two of them', (headers) => headers.set('signature-input', 'a=("@method" "@target-uri" "content-digest");created=1777809610;keyid="https://town.example/k", b=("@method");created=1777809610;keyid="https://town.example/k"')],
    ['an endless one', (headers) => headers.set('signature', 'a'.repeat(5_000))],
  ])('%s', async (_, change) => {
    const { source, town, account, context } = village();
    const sent = town.deliver('lena', `${account.id}/inbox`, town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { now: NOW });
    const headers = new Headers(sent.headers);
    change(headers);
    const { accepted, signals } = await source.receive(new Request(sent.url, { method: 'POST', headers, body: await sent.text() }), context);
    expect([accepted.status, signals, town.asked]).toEqual([401, [], []]);
  });

  test('the body is what was signed', async () => {
    const { source, town, account, context } = village();
    for (const modern of [false, true]) {
      const activity = town.activity('lena', 'Create', town.note('lena', '1', 'acme'));
      const sent = town.deliver('lena', `${account.id}/inbox`, activity, { now: NOW, modern });
      const { accepted } = await source.receive(new Request(sent.url, { method: 'POST', headers: sent.headers, body: JSON.stringify({ ...activity, cc: [] }) }), context);
      expect(accepted.status).toBe(401);
    }
  });

  test.each([[3_600_000, 202], [3_601_000, 401], [-3_600_000, 202], [-3_601_000, 401]])('signed %d ms ago: %d, on the monitor’s clock', async (age, status) => {
    const { deliver, town } = village();
    expect((await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { now: NOW - age })).status).toBe(status);
    expect((await deliver('lena', town.activity('lena', 'Create', town.note('lena', '2', 'acme')), { now: NOW - age, modern: true })).status).toBe(status);
  });

  test('a signature for another server is none here', async () => {
    const { source, town, context } = village();
    const sent = town.deliver('lena', 'https://elsewhere.example/ap/acme/inbox', town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { now: NOW });
    expect((await source.receive(new Request('https://social.acme.example/ap/acme/inbox', { method: 'POST', headers: sent.headers, body: await sent.text() }), context)).accepted.status).toBe(401);
  });
});

describe('too much', () => {
  const deep = (depth: number): unknown => (depth === 0 ? 'x' : { content: deep(depth - 1) });
  /** A sound activity but for what is given: without that it would be heard. */
  test.each<[string, string | Record<string, unknown>, number]>([
    ['no JSON', '{"type":', 400],
    ['a list', '[]', 400],
    ['nested', { replies: deep(40) }, 400],
    ['many values', { tag: Array.from({ length: 5_000 }, (_, index) => index) }, 400],
    ['many contexts', { '@context': ['https://www.w3.org/ns/activitystreams', ...Array.from({ length: 20 }, (_, index) => `https://bomb.example/${index}`)] }, 400],
    ['many contexts here and there', { tag: Array.from({ length: 20 }, () => ({ '@context': {} })) }, 400],
    ['a graph', { '@graph': [] }, 400],
    ['included', { tag: { '@included': [] } }, 400],
    ['large', { summary: 'x'.repeat(300_000) }, 413],
    ['without an id', { id: undefined }, 400],
    ['an id that is no address', { id: 'urn:uuid:1' }, 400],
    ['an actor that is no address', { actor: 'file:///etc/passwd' }, 400],
  ])('%s', async (_, given, status) => {
    const { deliver, town } = village();
    const sound = town.activity('lena', 'Create', town.note('lena', '1', 'acme'));
    expect(await deliver('lena', typeof given === 'string' ? given : { ...sound, ...given })).toMatchObject({ status, signals: [] });
    expect(town.asked).toEqual([]);
  });

  test('contexts of others are not asked for', async () => {
    const { deliver, town } = village();
    const activity = { ...town.activity('lena', 'Create', town.note('lena', '1', 'acme')), '@context': ['https://www.w3.org/ns/activitystreams', 'https://bomb.example/context', 'http://169.254.169.254/latest'] };
    expect((await deliver('lena', activity)).signals).toMatchObject([{ type: 'posted', post: { text: 'acme' } }]);
    expect(town.asked.map(({ url }) => url)).toEqual(['https://town.example/users/lena']);
  });

  test('addresses that are not public, and none but https', async () => {
    for (const [origin, address] of [['https://10.0.0.1', '93.184.215.14'], ['https://town.example', '10.0.0.1'], ['http://town.example', '93.184.215.14'], ['https://[::1]', '93.184.215.14']] as const) {
      const { source, account, context } = village({}, { lookup: async () => [address] });
      const inner = new Neighbour(origin);
      inner.actor('lena');
      const { accepted } = await source.receive(inner.deliver('lena', `${account.id}/inbox`, inner.activity('lena', 'Create', inner.note('lena', '1', 'acme')), { now: NOW }), { ...context, fetch: inner.fetch });
      expect([accepted.status, inner.asked]).toEqual([401, []]);
    }
  });

  test('more of one server than is taken: later, and nobody else spends its share', async () => {
    const { town, deliver, context } = village({ deliveriesPerMinute: 2 });
    const send = async (key: string, sign: object = {}) => (await deliver('lena', town.activity('lena', 'Create', town.note('lena', key, 'acme')), sign)).status;
    expect([await send('1', { key: keyPair('mallory').privateKey }), await send('1'), await send('2'), await send('3')]).toEqual([401, 202, 202, 429]);
    context.advance(60_000);
    expect(await send('3')).toBe(202);
  });

  test('a server that is down now, or would be asked too often: later', async () => {
    const { source, town, account, context, deliver } = village({ fetchesPerMinute: 1 });
    const down = await source.receive(town.deliver('lena', `${account.id}/inbox`, town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { now: NOW }), { ...context, fetch: async () => { throw new TypeError('fetch failed'); } });
    expect([down.accepted.status, down.accepted.headers.get('retry-after')]).toEqual([503, '60']);
    const answers: number[] = [];
    for (const name of ['a', 'b']) answers.push((await deliver('lena', town.activity('lena', 'Create', town.note('lena', name, 'acme')))).status);
    // The one question was spent above.
    expect(answers).toEqual([429, 429]);
    context.advance(60_000);
    expect((await deliver('lena', town.activity('lena', 'Create', town.note('lena', 'c', 'acme')))).status).toBe(202);
  });

  test('more at once than it reads are asked to come again', async () => {
    const { source, town, account, context } = village({ maxInFlight: 1 });
    const send = (key: string) => source.receive(town.deliver('lena', `${account.id}/inbox`, town.activity('lena', 'Create', town.note('lena', key, 'acme')), { now: NOW }), context);
    expect((await Promise.all([send('1'), send('2')])).map(({ accepted }) => accepted.status)).toEqual([202, 503]);
    expect((await send('2')).accepted.status).toBe(202);
  });
});

test('whatever a signer says, posts are valid and errors are answers', async () => {
  const { deliver, town } = village({ deliveriesPerMinute: 100_000 });
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('https://town.example/users/lena', 'https://other.example/x', '', null));
  const shape = fc.record({ type: fc.constantFrom('Note', 'Question', 'Article', 'Tombstone', 'Create', 'Person'), content: value, contentMap: value, name: value, summary: value, published: value, updated: value, tag: value, attachment: value, inReplyTo: value, url: value, to: value, cc: value, attributedTo: fc.oneof(fc.constant('https://town.example/users/lena'), value), oneOf: value }, { requiredKeys: ['type'] });
  let heard = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('Create', 'Update', 'Announce', 'Undo', 'Delete', 'Follow'), fc.oneof(shape.map((object) => ({ id: 'https://town.example/users/lena/statuses/1', ...object })), value), async (type, object) => {
      const { status, signals } = await deliver('lena', town.activity('lena', type, object));
      expect([202, 400, 403, 413]).toContain(status);
      for (const signal of signals) {
        if (!('post' in signal)) continue;
        heard += 1;
        expect(postInputSchema.safeParse(signal.post).error).toBeUndefined();
      }
    }),
    { numRuns: 300 },
  );
  expect(heard).toBeGreaterThan(3);
});
