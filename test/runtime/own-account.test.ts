import { describe, expect, test } from 'vitest';
import type { CoreOptions } from '../../src/core.ts';
import type { PullSource } from '../../src/spec/plugin.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { postsAsScript, scriptedSource } from '../../src/testkit/scenarios/index.ts';
import { acme, dataOf, post, testMonitor } from '../support/monitor.ts';

type Accounts = NonNullable<CoreOptions['brands'][number]['accounts']>;

/** Whether an answer by this author, heard by this source, meets the duty to answer. */
async function meets(author: string, { accounts = { handles: ['acme'] }, source }: { accounts?: Accounts; source: (posts: PostInput[]) => PullSource }): Promise<boolean> {
  const complaint = post('[complaint] it broke', { id: 'c', by: 'customer-7' });
  const answer = post('we are sorry', { id: 'a', by: author, minute: 5, thread: { root: 'c', parent: 'c' } });
  const monitor = testMonitor({ brands: [{ ...acme, accounts }], sources: [source([complaint, answer])] });
  await monitor.run();
  return (await dataOf(monitor, 'duty.answered')).length > 0;
}
const named = (instance: string, more: Partial<PullSource['capabilities']> = {}) => (posts: PostInput[]): PullSource => {
  const source = scriptedSource(postsAsScript(posts));
  return { ...source, instance, capabilities: { ...source.capabilities, ...more } };
};

describe('the brand’s own account', () => {
  const own: Accounts = { handles: ['acme'], own: [{ source: 'micro', id: '@Acme' }] };

  test.each<[string, string, Parameters<typeof meets>[1], boolean]>([
    ['a handle is believed wherever accounts are known', 'acme', { source: named('micro:eu') }, true],
    ['nobody else is', 'acme-fan', { source: named('micro:eu') }, false],
    ['not where authors only say who they are', 'acme', { source: named('blog', { authorsClaimed: true }) }, false],
    ['an account that is named with its source', 'acme', { accounts: own, source: named('micro:eu') }, true],
    ['the same name on another source is somebody else', 'acme', { accounts: own, source: named('other') }, false],
    ['and on one whose name only begins so', 'acme', { accounts: own, source: named('microscope') }, false],
    ['who says so is believed where the brand named that author there', 'acme', { accounts: { own: [{ source: 'blog', id: 'acme' }] }, source: named('blog', { authorsClaimed: true }) }, true],
  ])('%s', async (_, author, how, expected) => {
    expect(await meets(author, how)).toBe(expected);
  });
});
