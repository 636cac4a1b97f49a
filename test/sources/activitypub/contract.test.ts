import { describe } from 'vitest';
import { activityPub } from '../../../src/sources/activitypub/index.ts';
import { Neighbour } from '../../support/activitypub/neighbour.ts';
import { pushConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { accountOf, NOW } from './support.ts';
import { keyPair } from '../../support/activitypub/neighbour.ts';

describe('contract', () => {
  const town = new Neighbour('https://town.example');
  town.actor('lena', { summary: '', published: undefined });
  const account = accountOf();
  const lena = { id: 'https://town.example/users/lena', handle: 'lena@town.example', name: 'LENA', url: 'https://town.example/@lena' };
  const venue = { id: 'fediverse', kind: 'site', class: 'microblog', name: 'Fediverse' } as const;
  const note = town.note('lena', '1', '<p>acme leaks</p>');
  const changed = town.note('lena', '1', '<p>acme leaks no more קומקום</p>', { updated: '2026-05-03T12:00:05Z' });
  const post = { id: note.id, text: 'acme leaks', author: lena, url: 'https://town.example/@lena/1', venue, postedAt: Date.parse('2026-05-03T12:00:00Z') };
  const gone = 'https://town.example/users/lena/statuses/2';

  pushConforms({ adapter: 'sources/activitypub', against: 'fixture' }, {
    source: () => activityPub({ account, maxBytes: 100_000 }),
    request: (body, now) => town.deliver('lena', `${account.id}/inbox`, body, { now }),
    bodies: {
      'a post': { body: JSON.stringify(town.activity('lena', 'Create', note)), signals: [{ type: 'posted', post }] },
      'a change': { body: JSON.stringify(town.activity('lena', 'Update', changed)), signals: [{ type: 'edited', post: { ...post, text: 'acme leaks no more קומקום' } }] },
      'a deletion': { body: JSON.stringify(town.activity('lena', 'Delete', { id: gone, type: 'Tombstone' })), signals: [{ type: 'deleted', ref: gone, by: 'author' }] },
      'an account that ends': { body: JSON.stringify(town.activity('lena', 'Delete', lena.id)), signals: [{ type: 'author-deleted', author: lena.id, by: 'author' }] },
      'a like': { body: JSON.stringify(town.activity('lena', 'Like', note.id)), signals: [] },
    },
    signature: ['signature', 'date', 'digest'],
    maxBytes: 100_000,
    secrets: keyPair('acme').privateKeyPem.split('\n').filter((line) => line.length === 64).slice(0, 3),
    context: (signal) => ({ ...testContext({ now: NOW, fetch: town.fetch }), signal }),
    skip: { 'loses one item to one bad item': 'a delivery is one activity' },
  });
});
