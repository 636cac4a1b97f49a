import { afterAll, beforeAll, describe } from 'vitest';
import { memoryKeep } from '../../../src/lib/activitypub/keep.ts';
import { Relations } from '../../../src/lib/activitypub/relations.ts';
import { activityPubReplies } from '../../../src/publishers/activitypub/index.ts';
import { activityPub, activityPubAccount, type ActivityPubAccount } from '../../../src/sources/activitypub/index.ts';
import type { PushSource } from '../../../src/spec/plugin.ts';
import { FedifyServer } from '../../support/activitypub/fedify-server.ts';
import { keyPair } from '../../support/activitypub/neighbour.ts';
import { publisherConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { readerText } from '../../support/reader-text.ts';
import { WebServer } from '../../support/web-server.ts';

describe('contract', () => {
  const keep = memoryKeep();
  let other: FedifyServer;
  let host: WebServer;
  let account: ActivityPubAccount;
  let source: PushSource;

  beforeAll(async () => {
    other = await FedifyServer.start();
    host = await WebServer.start(async (request) => (await source.receive(request, testContext({ now: Date.now() }))).accepted);
    account = activityPubAccount({ origin: host.url, name: 'acme', privateKey: keyPair('acme').privateKeyPem, allowPrivate: true, keep });
    source = activityPub({ account });
  });
  afterAll(async () => {
    await other.close();
    await host.stop();
  });

  const place = async (by = 'lena') => {
    const id = await other.say(by, 'acme leaks', null);
    return { venue: 'fediverse', replyTo: 'post_1', replyToSourceId: id, source: account.instance };
  };
  publisherConforms({ adapter: 'publishers/activitypub', against: 'real server' }, {
    publisher: () => activityPubReplies({ account }),
    places: { reply: () => place() },
    delivered: () => other.arrived.flatMap(({ note }) => (note === undefined ? [] : [{ id: note.id, text: readerText(note.content), replyTo: note.replyTo }])),
    closed: {
      'a post that is gone': async () => {
        const gone = await place();
        other.lose(gone.replyToSourceId);
        return gone;
      },
      'an author who blocks the account': async () => {
        await new Relations(keep).block(other.actor('dan'));
        return place('dan');
      },
      'a post of a server that never had it': async () => ({ ...(await place()), replyToSourceId: `${other.web.url}/users/lena/posts/none` }),
    },
    secrets: keyPair('acme').privateKeyPem.split('\n').filter((line) => line.length === 64).slice(0, 3),
    context: (signal) => ({ ...testContext({ now: Date.now() }), signal }),
  });
});
