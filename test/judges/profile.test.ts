import { expect, test } from 'vitest';
import { profileJudge } from '../../src/judges/profile.ts';
import { english } from '../../src/languages/en/index.ts';
import { brandSchema } from '../../src/spec/brand.ts';
import type { CallContext } from '../../src/spec/plugin.ts';

const context: CallContext = { signal: new AbortController().signal, fetch: () => Promise.reject(new Error('nothing leaves the machine')), now: () => 0, sleep: () => Promise.resolve(), log: () => undefined };
const brand = brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme' });

test('judges by words and profile, offline', async () => {
  const judge = profileJudge({ packs: [english()] });
  expect(judge).toMatchObject({ contract: 1, name: 'profile', capabilities: { sendsTextOut: false } });
  const fact = await judge.judge(
    {
      brand,
      post: {
        id: 'p', source: 's', sourceId: '1', revision: 0, digest: 'd', text: 'my order is late', author: { id: 'u' }, authorKey: 'k', venue: { id: 'v', kind: 'page', class: 'social', name: 'v' },
        hashtags: [], handles: [], links: [], thread: { root: 'p' }, postedAt: null, seenAt: 0, language: { code: 'en', confidence: 1, by: 'model' }, reach: {}, private: false, notes: [],
      },
    },
    context,
  );
  expect(fact).toMatchObject({ known: true, value: 'customer' });
});
