import { describe, expect, test } from 'vitest';
import { facebookPage, instagram } from '../../../src/publishers/meta/index.ts';
import { mastodonPublisher } from '../../../src/publishers/mastodon/index.ts';
import { emailPublisher } from '../../../src/publishers/email/index.ts';
import { email } from '../../../src/sources/email/index.ts';
import { mastodon } from '../../../src/sources/mastodon/index.ts';
import { meta } from '../../../src/sources/meta/index.ts';

const SECRET = 'a secret of an app';
const server = { host: 'mail.example', user: 'care@acme.example' };
/** It has the names, and can do nothing. */
const noBudget = { spend: 1, holdUntil: 2 } as never;
const noTokens = { current: async () => 'token' } as never;

describe('what only looks like a shared budget, or like tokens, is refused where it is given', () => {
  test.each([
    ['mastodon.budget', () => mastodon({ service: 'https://a.example', hashtags: ['acme'], budget: noBudget })],
    ['mastodonPublisher.budget', () => mastodonPublisher({ service: 'https://a.example', token: 'token', budget: noBudget })],
    ['meta.budget', () => meta({ appSecret: SECRET, verifyToken: SECRET, budget: { spend: async () => undefined } as never })],
    ['facebookPage.budget', () => facebookPage({ pageId: '1', accessToken: 'token', budget: noBudget })],
    ['instagram.budget', () => instagram({ accountId: '1', accessToken: 'token', budget: noBudget })],
    ['email.tokens', () => email({ ...server, tokens: noTokens })],
    ['emailPublisher.smtp.tokens', () => emailPublisher({ address: server.user, smtp: { ...server, tokens: noTokens }, imap: { ...server, password: 'p' } })],
  ])('%s', (field, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});
