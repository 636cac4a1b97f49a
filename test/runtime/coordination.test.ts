import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { ledgerDigest, postsAsScript, scriptedSource, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { dataOf, HOUR, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

const DAY = 24 * HOUR;
const FLOOD = '[complaint] [angry] [discrimination] never buy anything here again, they cheat each and every one of their customers and laugh about it afterwards';

const calm = Array.from({ length: 14 * 12 }, (_, index) => post(index % 6 === 0 ? '[complaint] slow delivery' : '[statement] saw it', { id: `calm-${index}`, minute: (index - 14 * 12) * 120, by: `calm-${index}` }));
/** So many accounts say the same, one every two seconds from minute 10 on; some add a tag or a word. */
const flood = (count: number, more: Partial<PostInput> = {}): PostInput[] =>
  Array.from({ length: count }, (_, index) => post(`${index % 3 === 0 ? 'look: ' : ''}${FLOOD}${index % 4 === 0 ? ' #boycott' : ''}`, { id: `bot-${index}`, minute: 10 + index / 30, by: `bot-${index}`, ...more }));
const human = post('[complaint] my order 4711 came with a broken lid and the hotline hangs up on me, could somebody please look into it', { id: 'human', minute: 12.5, by: 'customer-human' });
/** As many people, each with words of their own. */
const people = (count: number): PostInput[] =>
  Array.from({ length: count }, (_, index) => post(`[complaint] [angry] [discrimination] w${index}a w${index}b w${index}c w${index}d w${index}e w${index}f w${index}g`, { id: `person-${index}`, minute: 10 + index / 30, by: `person-${index}` }));

async function replay(posts: readonly PostInput[], options = {}): Promise<Monitor> {
  const monitor = testMonitor({ clock: virtualClock({ start: START - 15 * DAY }), sources: [scriptedSource(postsAsScript(posts))], ...options });
  await monitor.run();
  return monitor;
}

/** The case of the author of a post, by what the source calls it. */
async function caseOf(monitor: Monitor, sourceId: string): Promise<string> {
  for (const { id } of await monitor.cases()) for (const said of await monitor.conversation(id)) if (said.post?.sourceId === sourceId) return id;
  throw new Error(`nobody said ${sourceId}`);
}

describe('a flood of near-identical posts', () => {
  const posts = [...calm, ...flood(198), human];

  it('is reported in the incident with its count, and is no crowd of people', async () => {
    const monitor = await replay(posts);
    const [incident] = await monitor.incidents();
    const wording = incident?.coordination?.signals.find(({ kind }) => kind === 'wording');
    expect(incident?.coordination?.found).toBe(true);
    expect(incident?.coordination?.share).toBeGreaterThan(0.95);
    expect(wording?.why).toMatch(/^19\d of (19\d|200) voices within six hours are near-identical: they repeat one text$/);
    const heard = new Set((await dataOf(monitor, 'mention.heard')).map(({ mention }) => mention.id));
    expect(wording?.evidence.filter((id) => heard.has(id))).toHaveLength(5);

    const [crowd] = await (await replay([...calm, ...people(198), human])).incidents();
    expect(crowd?.coordination).toMatchObject({ found: false });
    expect(crowd?.velocity).toBe(3);
    expect(incident?.velocity).toBeLessThanOrEqual(1);
    expect(incident?.severity.score ?? Infinity).toBeLessThan(crowd?.severity.score ?? 0);
    expect(['low', 'medium']).toContain(incident?.severity.level);
  });

  it('has a plan that collects and reports the pattern and accuses nobody', async () => {
    const monitor = await replay(posts);
    const [incident] = await monitor.incidents();
    const plan = (await monitor.plans({ subject: incident?.id ?? '' })).at(-1);
    expect(plan?.trace.find(({ rule }) => rule === 'R-09.coordinated')?.outcome).toBe('fired');
    expect(plan?.actions.map(({ element }) => element)).toEqual(expect.arrayContaining(['act.preserveEvidence', 'act.reportToPlatform']));
    expect(plan?.forbid.map(({ element }) => element)).toContain('never.accuse');
  });

  it('leaves the one person among it a case, a plan and a duty with an owner and a deadline', async () => {
    for (const when of [human, { ...human, postedAt: START + 10.2 * MINUTE }, { ...human, postedAt: START + 60 * MINUTE }]) {
      const monitor = await replay([...calm, ...flood(198), when]);
      const id = await caseOf(monitor, 'human');
      const waiting = await monitor.duties({ subject: id, state: 'waiting' });
      expect(waiting.map(({ kind }) => kind)).toContain('answer');
      expect(waiting.every(({ owner, dueAt }) => owner.name !== '' && dueAt > START)).toBe(true);
      // What copies are owed is the statement for all.
      const copies = await monitor.duties({ subject: await caseOf(monitor, 'bot-150'), state: 'waiting' });
      expect(copies.map(({ kind }) => kind)).not.toContain('answer');
    }
  });

  it('leaves one to each of a few people, whether they spoke before it was found or after, and not only to those who began it', async () => {
    const few = people(8).map((one, index) => ({ ...one, postedAt: START + (index < 6 ? 10.1 + index / 20 : 30) * MINUTE }));
    const owed = async (posted: readonly PostInput[]): Promise<boolean[]> => {
      const monitor = await replay([...calm, ...posted]);
      const [incident] = await monitor.incidents();
      const within = new Set((await monitor.cases({ incident: incident?.id ?? '' })).map(({ id }) => id));
      const ids = await Promise.all(few.map(({ id }) => caseOf(monitor, id)));
      expect(ids.every((id) => within.has(id))).toBe(true);
      return Promise.all(ids.map(async (id) => (await monitor.duties({ subject: id, state: 'waiting' })).some(({ kind }) => kind === 'answer')));
    };
    expect(await owed([...flood(198), ...few])).toEqual(few.map(() => true));
    // Where all are people, those beyond the ones who began it are answered by the statement.
    expect(await owed([...people(198).slice(8), ...few])).toContain(false);
  });

  it('makes the same ledger whatever is heard together', async () => {
    const run = async (size: number): Promise<string> => {
      await using monitor = testMonitor();
      const all = [...flood(60), human];
      for (let from = 0; from < all.length; from += size) {
        await monitor.ingest(all.slice(from, from + size));
        if (size < 10) await monitor.idle();
      }
      await monitor.idle();
      return (await ledgerDigest(monitor)).digest;
    };
    expect(await run(7)).toBe(await run(61));
  });

  it('is not known of where copies are not looked for', async () => {
    const monitor = await replay(posts, { copies: false });
    const [incident] = await monitor.incidents();
    expect(incident?.coordination).toBeNull();
    const plan = (await monitor.plans({ subject: incident?.id ?? '' })).at(-1);
    expect(plan?.trace.find(({ rule }) => rule === 'R-09.coordinated')?.outcome).not.toBe('fired');
  });
});

describe('how a story spreads', () => {
  const storm = Array.from({ length: 40 }, (_, index) => post(`[complaint] [discrimination] [angry] #acmefail number ${index}`, { id: `root-${index}`, minute: 10 + index * 0.4, by: `angry-${index}`, author: { id: `angry-${index}`, followers: 20_000 } }));
  const inPaper = { venue: { id: 'site:paper', kind: 'site', class: 'news', name: 'Paper' } } as const;

  it('is told by answers, quotes and reposts: who began it, who carried it first, who is followed', async () => {
    const monitor = await replay([
      ...calm,
      ...storm,
      post('[complaint] [angry] this is unbearable #acmefail', { id: 'quote', minute: 40, by: 'quoter', thread: { quote: 'root-0' } }),
      post('[complaint] [angry] and what of us #acmefail', { id: 'paper', minute: 45, by: 'journalist-1', ...inPaper }),
      ...Array.from({ length: 4 }, (_, index) => post(`[complaint] [angry] same here ${index} #acmefail`, { id: `reply-${index}`, minute: 50 + index, by: `replier-${index}`, thread: { root: 'root-1', parent: 'root-1' } })),
      post('[complaint] [angry] to nobody in particular #acmefail', { id: 'lost', minute: 55, by: 'lost', thread: { root: 'never-heard', parent: 'never-heard' } }),
    ]);
    const [incident] = await monitor.incidents();
    const names = new Map<string, string>();
    for (const { id } of await monitor.cases()) for (const { post: said } of await monitor.conversation(id)) if (said !== null) names.set(said.id, said.sourceId);
    expect(incident?.firstAmplifiers.map(({ post: id, how }) => [names.get(id), how])).toEqual([['quote', 'quote'], ['paper', 'new-venue']]);
    expect(incident?.firstAmplifiers[1]?.role).toMatchObject({ known: true, value: 'journalist' });
    expect(incident?.spreaders.map(({ post: id }) => names.get(id))).toEqual(expect.arrayContaining(['root-0', 'root-1']));
    expect(incident?.originators.map(({ post: id }) => names.get(id))).toEqual([0, 1, 2, 3, 4].map((index) => `root-${index}`));
    expect(incident?.hub).toMatchObject({ venue: { id: 'hashtag:#acmefail' }, origin: 1 });
  });

  it('has a risk while it is young', async () => {
    const monitor = await replay([...calm, ...storm.slice(0, 20)]);
    const opened = (await dataOf(monitor, 'incident.opened'))[0]?.incident;
    expect(opened?.risk?.level).toBe('raised');
    expect(opened?.risk?.parts.find(({ part }) => part === 'ties')?.why).toMatch(/^20000 followers/);
    const [now] = await monitor.incidents();
    expect(now?.risk?.level).toBe('high');
    expect(now?.risk?.parts.find(({ part }) => part === 'velocity')?.why).toBe(`speed ${now?.velocity ?? 0} of 3`);
  });
});
