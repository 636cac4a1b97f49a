import { activityPub, activityPubAccount, type ActivityPubAccount, type ActivityPubAccountOptions, type ActivityPubOptions } from '../../../src/sources/activitypub/index.ts';
import type { PushReceived, PushSource } from '../../../src/spec/plugin.ts';
import { internet, keyPair, Neighbour, type SignOptions } from '../../support/activitypub/neighbour.ts';
import { testContext, type TestContext } from '../../support/context.ts';

export const NOW = Date.parse('2026-05-03T12:00:10Z');

export interface Village {
  readonly account: ActivityPubAccount;
  readonly source: PushSource;
  readonly town: Neighbour;
  readonly other: Neighbour;
  readonly context: TestContext;
  /** Signs and delivers; an answer, and what was said. The commit succeeds. */
  deliver(by: string, activity: unknown, options?: Partial<SignOptions> & { from?: Neighbour }): Promise<PushReceived & { status: number }>;
}

export function accountOf(options: Partial<ActivityPubAccountOptions> = {}): ActivityPubAccount {
  return activityPubAccount({ origin: 'https://social.acme.example', name: 'acme', privateKey: keyPair('acme').privateKeyPem, lookup: async () => ['93.184.215.14'], ...options });
}

/** The brand's account and two other servers, with lena on one and kim on the other. */
export function village(options: Partial<ActivityPubOptions> = {}, accountOptions: Partial<ActivityPubAccountOptions> = {}): Village {
  const town = new Neighbour('https://town.example');
  const other = new Neighbour('https://other.example');
  town.actor('lena');
  other.actor('kim');
  const account = accountOf(accountOptions);
  const source = activityPub({ account, ...options });
  const context = testContext({ now: NOW, fetch: internet(town, other) });
  return {
    account, source, town, other, context,
    async deliver(by, activity, { from = town, ...sign } = {}) {
      const received = await source.receive(from.deliver(by, `${account.id}/inbox`, activity, { now: context.now(), ...sign }), context);
      received.kept?.();
      return { ...received, status: received.accepted.status };
    },
  };
}
