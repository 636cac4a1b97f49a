import { beforeAll, describe, expect, test } from 'vitest';
import { readerText } from '../support/reader-text.ts';
import { CROWD, FANS, tellStory, type Story } from './activitypub/story.ts';

/** From the first complaint to the answers in their authors' inboxes; `npm run e2e:activitypub` prints it. */
describe('a crisis in the fediverse', () => {
  let story: Story;
  beforeAll(async () => {
    story = await tellStory(() => undefined);
  }, 180_000);

  test('a dozen accounts complain, others pass it on: one incident, with its hub and what is owed', () => {
    expect(story.incidents).toMatchObject([{ mentions: CROWD + FANS, hub: { venue: { id: 'hashtag:#acmefail' } } }]);
    expect(story.incidents[0]?.originators.length).toBeGreaterThan(0);
    expect([story.plans > 0, story.owed > 1]).toEqual([true, true]);
  });

  test('humans approve, and the answer is in its author’s inbox, in the thread, and at its address', () => {
    const { first, account } = story;
    expect(first.reply).toMatchObject({ state: 'sent', receipt: { id: expect.stringContaining(`${account}/notes/`) as string } });
    expect(first.note).toMatchObject({ id: first.reply.receipt?.id, replyTo: first.to, mentions: [first.author], by: account });
    expect(first.inbox).toBe(first.author.split('/').at(-1));
    expect(readerText(first.note?.content ?? '')).toBe(first.words);
    expect(first.shown).toMatchObject({ id: first.note?.id, inReplyTo: first.to });
    expect(first.duty).toBe('answered');
  });

  test('an author deletes a post: its words are gone from the store, and nothing is owed for it', () => {
    expect(story.deleted).toEqual({ heldBefore: true, heldAfter: false, stillOwed: false });
  });

  test('the other server goes away while an answer is sent, and comes back: it arrives, once', () => {
    const { second, answeredInTheEnd } = story;
    expect([second.reply.state, second.duty, second.note?.replyTo]).toEqual(['sent', 'answered', second.to]);
    expect(answeredInTheEnd.filter((id) => id === second.to)).toHaveLength(1);
  });

  test('the host goes away while the crowd speaks, and comes back: nothing is lost', () => {
    expect(story.missedHeard).toBe(1);
  });

  test('nothing is answered twice', () => {
    const { first, second, answeredInTheEnd, waitingInTheEnd } = story;
    expect(answeredInTheEnd).toEqual([first.to, second.to]);
    expect(waitingInTheEnd.filter((id) => answeredInTheEnd.includes(id))).toEqual([]);
  });
});
