import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Publisher } from '../../src/spec/plugin.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { dataOf, post, START, types } from '../support/monitor.ts';
import { answerDuty, GOOD, scriptedPublisher, withComplaint } from '../support/replies.ts';

const RECEIPT = { id: 'own-1', at: START };
const own = (text: string, more: Partial<PostInput> = {}): PostInput => ({ id: 'own-1', text, author: { id: 'acme' }, venue: { id: 'site:micro', kind: 'site', class: 'microblog', name: 'Micro' }, ...more });
const answered = { thread: { root: 'p1', parent: 'p1' } };

/** Hears one event of a type. */
const told = (monitor: Monitor, type: 'mention.heard' | 'reply.sent'): Promise<void> => new Promise((resolve) => void monitor.on(type, () => resolve()));

/** A monitor whose publisher is heard before it answers. */
function heardFirst(words: (text: string) => PostInput, answer: () => ReturnType<Publisher['publish']>): { publisher: Publisher; hears: (monitor: Monitor) => void } {
  let monitor: Monitor | null = null;
  const publisher = scriptedPublisher([], {
    publish: async ({ text }) => {
      if (monitor === null) throw new Error('nobody listens');
      const heard = told(monitor, 'mention.heard');
      await monitor.ingest(words(text));
      await heard;
      return answer();
    },
  });
  return { publisher, hears: (one) => (monitor = one) };
}

async function approve(monitor: Monitor): Promise<string | undefined> {
  const { id: duty } = await answerDuty(monitor);
  const { draft } = await monitor.submitDraft({ duty, text: GOOD, by: 'Dana' });
  const { reply } = await monitor.approve({ draft: draft.id, by: 'Noam' });
  await monitor.idle();
  return reply?.state;
}

describe('a reply that is heard before its receipt is given', () => {
  it('was sent by kashuv: its duty is met once, by the reply', async () => {
    const { publisher, hears } = heardFirst((text) => own(text, answered), () => Promise.resolve(RECEIPT));
    await using monitor = await withComplaint({ publishers: [publisher] });
    hears(monitor);
    expect(await approve(monitor)).toBe('sent');
    const met = (await dataOf(monitor, 'duty.answered')).map(({ duty }) => duty.state);
    expect(met.length).toBeGreaterThan(0);
    expect(met.every((state) => state.is === 'answered' && state.by === 'reply')).toBe(true);
    expect((await types(monitor)).filter((type) => type === 'reply.sent' || type === 'case.answered')).toEqual(['reply.sent', 'case.answered']);
  });

  it('also where what is heard has more beside the words, as tags', async () => {
    const { publisher, hears } = heardFirst((text) => own(`${text}\n\n#sorry`, answered), () => Promise.resolve(RECEIPT));
    await using monitor = await withComplaint({ publishers: [publisher] });
    hears(monitor);
    await approve(monitor);
    expect((await types(monitor)).filter((type) => type === 'case.answered')).toHaveLength(1);
  });

  it('a failure that follows changes nothing: it is there', async () => {
    const { publisher, hears } = heardFirst((text) => own(text, answered), () => Promise.reject(new KashuvError('OUTCOME_UNKNOWN', 'the line went dead')));
    await using monitor = await withComplaint({ publishers: [publisher] });
    hears(monitor);
    expect(await approve(monitor)).toBe('sent');
    expect(await types(monitor)).not.toContain('reply.uncertain');
  });
});

describe('a reply whose outcome is not known', () => {
  const lost = () => scriptedPublisher([new KashuvError('OUTCOME_UNKNOWN', 'the line went dead')]);

  it('is sent once it is heard, and its duty is met by it', async () => {
    await using monitor = await withComplaint({ publishers: [lost()] });
    expect(await approve(monitor)).toBe('uncertain');
    await monitor.ingest(own(GOOD, answered));
    await monitor.idle();
    const [sent] = await dataOf(monitor, 'reply.sent');
    expect(sent).toMatchObject({ reply: { state: 'sent' }, receipt: { id: 'own-1' } });
    expect((await dataOf(monitor, 'duty.answered')).map(({ duty }) => duty.state)).toMatchObject([{ by: 'reply', with: sent?.reply.id }]);
  });

  it('other words, another place, or a stranger’s are not it', async () => {
    await using monitor = await withComplaint({ publishers: [lost()] });
    await approve(monitor);
    await monitor.ingest([own('Acme is open on Sunday.', answered), own(GOOD, { id: 'own-2' }), { ...post(GOOD, { id: 'theirs', by: 'customer-2', text: GOOD }), ...answered }]);
    await monitor.idle();
    expect(await types(monitor)).not.toContain('reply.sent');
  });
});
