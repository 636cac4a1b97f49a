import { afterAll, beforeAll } from 'vitest';
import { publisherConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { serveMastodon, type MastodonServer } from '../../support/mastodon/server.ts';
import type { Status } from '../../support/mastodon/world.ts';
import { NOW, publisherOf } from './support.ts';

let server: MastodonServer;
let dana: Status;
beforeAll(async () => {
  server = await serveMastodon({ now: () => NOW });
  dana = server.world.post('dana', 'the acme kettle leaks');
});
afterAll(() => server.close());

const link = `https://help.acme.example/${'a'.repeat(80)}`;

publisherConforms({ adapter: 'publishers/mastodon', against: 'loopback' }, {
  publisher: () => publisherOf(server),
  places: {
    reply: () => ({ venue: `mastodon:${server.host}`, replyTo: 'post_1', replyToSourceId: dana.id, source: `mastodon:${server.host}` }),
    post: () => ({ venue: `mastodon:${server.host}`, replyTo: null, replyToSourceId: null }),
  },
  delivered: () => [...server.world.statuses.values()].filter(({ by }) => by.acct === 'acme').map(({ id, text, replyTo }) => ({ id, text, replyTo: replyTo?.id ?? null })),
  // A link counts 23 and a family 1: 6 + 23 + 1 + 470 is 500.
  longest: `@dana ${link} ${'👩‍👩‍👧'.repeat(470)}`,
  tooLong: `@dana ${link} ${'👩‍👩‍👧'.repeat(471)}`,
  closed: {
    'the post is gone': () => {
      const one = server.world.post('dana', 'never mind');
      server.world.remove(one);
      return { venue: `mastodon:${server.host}`, replyTo: 'post_2', replyToSourceId: one.id };
    },
    'the author blocks the account': () => {
      const one = server.world.post('fan', 'the acme kettle leaks');
      server.world.blocks.add(`${one.by.id}>${server.world.account('acme').id}`);
      return { venue: `mastodon:${server.host}`, replyTo: 'post_3', replyToSourceId: one.id };
    },
    'the post is for others': () => ({ venue: `mastodon:${server.host}`, replyTo: 'post_4', replyToSourceId: server.world.post('dana', 'between us', { visibility: 'direct' }).id }),
  },
  secrets: ['token-of-acme'],
  // An answer has to mention whom it answers: every text of the kit carries this.
  run: '@dana ',
  context: (signal) => ({ ...testContext({ now: NOW }), signal }),
  skip: {
    'finds what was sent': 'a server cannot be asked by key; after a restart the command is sent again, which says it once',
    'knows nothing of what was not sent': 'find() knows what this process sent and has no answer to; held by publisher.test.ts',
  },
});
