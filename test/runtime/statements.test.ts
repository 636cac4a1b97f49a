import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import type { Incident } from '../../src/spec/incident.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { fixedClassifier } from '../../src/testkit/scenarios/index.ts';
import { dataOf, labelsByMark, post, START, testMonitor } from '../support/monitor.ts';

const by = 'Noam';
const HUB = 'hashtag:#lids';
const SOLD = 'We sold addresses to two brokers, and we are sorry.';
const DENIED = 'We never sold addresses to brokers.';

async function crisis(monitor: Monitor): Promise<Incident> {
  await monitor.idle();
  const [incident] = await monitor.incidents();
  if (incident === undefined) throw new Error('no incident');
  return incident;
}

async function withCrowd(options: Parameters<typeof testMonitor>[0] = {}, text = '[complaint] #lids broke'): Promise<Monitor> {
  const monitor = testMonitor(options);
  await monitor.tell({ about: 'incident', brand: 'acme', id: 'lids', title: 'lids', marks: [HUB], by });
  for (const name of ['a', 'b', 'c', 'd']) await monitor.ingest(post(text, { by: name }));
  expect((await crisis(monitor)).hub?.venue.id).toBe(HUB);
  return monitor;
}

const own = (id: string, text: string): PostInput => ({ id, text: `${text} #lids acme`, author: { id: 'acme', handle: 'acme' }, venue: { id: 'site:micro', kind: 'site', class: 'microblog', name: 'Micro' }, postedAt: START });

describe('the statement that stands for all (R-16)', () => {
  it('is the latest at the hub, until a human names one', async () => {
    await using monitor = await withCrowd();
    const say = (id: string, venue: string | null, canonical?: boolean): Promise<void> => monitor.tell({ about: 'statement', incident: 'lids', id, venue, by, ...(canonical === undefined ? {} : { canonical }) });
    expect((await crisis(monitor)).statement).toBeUndefined();
    await say('press', null);
    expect((await crisis(monitor)).statement).toBeUndefined();
    await say('one', HUB);
    await say('two', HUB);
    await say('elsewhere', 'site:other');
    expect((await crisis(monitor)).statement).toBe('two');
    await say('one', HUB, true);
    await say('three', HUB);
    expect((await crisis(monitor)).statement).toBe('one');
    await say('one', HUB, false);
    expect((await crisis(monitor)).statement).toBe('three');
  });

  it('is what a draft is held against', async () => {
    await using monitor = await withCrowd();
    await monitor.ingest(own('sold', SOLD));
    await crisis(monitor);
    const [duty] = await monitor.duties({ subject: 'lids', state: 'waiting' });
    const draft = await monitor.submitDraft({ duty: duty?.id ?? '', by, text: DENIED });
    expect(draft.review.findings.map(({ cue }) => cue)).toContain('contradiction');
  });
});

describe('official words that contradict each other', () => {
  const corrects = 'We have to correct what we said here earlier: it was wrong. The cause is not known yet. We are sorry. We are looking for it now and will write here again by 18:00. Noam, Acme';
  const goesOn = 'We know that many of you are hurt by this and we are sorry. We do not know the cause yet. We are looking for it now and will write here again by 18:00. Noam, Acme';

  it('that are heard from the brand itself are noted, and hold every further word back until one says which no longer holds', async () => {
    await using monitor = await withCrowd();
    await monitor.ingest(own('sold', SOLD));
    await crisis(monitor);
    expect((await crisis(monitor)).told.contradicted).toBeUndefined();
    await monitor.ingest(own('denied', DENIED));
    expect((await crisis(monitor)).told.contradicted).toBe(true);
    const [duty] = await monitor.duties({ subject: 'lids', state: 'waiting' });
    const plain = await monitor.submitDraft({ duty: duty?.id ?? '', by, text: goesOn });
    await expect(monitor.approve({ draft: plain.draft.id, by })).rejects.toMatchObject({ code: 'REJECTED', field: 'draft', message: expect.stringContaining('R-16') as unknown });
    const correction = await monitor.submitDraft({ duty: duty?.id ?? '', by, text: corrects });
    expect(correction.review.present).toContain('say.correction');
    await expect(monitor.approve({ draft: correction.draft.id, by })).resolves.toMatchObject({ approval: { by } });
    await monitor.ingest(own('corrected', corrects));
    expect((await crisis(monitor)).told.contradicted).toBe(false);
  });

  it('that a human has told of hold it back too, until a human says that they agree', async () => {
    await using monitor = await withCrowd();
    await monitor.tell({ about: 'contradiction', incident: 'lids', contradicted: true, by });
    const [duty] = await monitor.duties({ subject: 'lids', state: 'waiting' });
    const { draft } = await monitor.submitDraft({ duty: duty?.id ?? '', by, text: goesOn });
    await expect(monitor.approve({ draft: draft.id, by })).rejects.toMatchObject({ code: 'REJECTED' });
    await monitor.tell({ about: 'contradiction', incident: 'lids', contradicted: false, by });
    await expect(monitor.approve({ draft: draft.id, by })).resolves.toMatchObject({ approval: { by } });
  });
});

describe('a rumour (R-44)', () => {
  const rumours = fixedClassifier(({ text }) => [...(labelsByMark(text) ?? []), ...(text.includes('[rumour]') ? [{ task: 'kind' as const, value: 'rumour' as const }] : [])]);
  const claim = async (monitor: Monitor): Promise<unknown> => (await monitor.plans({ subject: 'lids' })).at(-1)?.understanding.find(({ fact }) => fact === 'claim.status')?.value;

  it('is not verified as long as nobody says otherwise', async () => {
    await using monitor = await withCrowd({ classifiers: [rumours] }, '[complaint] [rumour] #lids they say it kills');
    expect(await claim(monitor)).toBe('unverified');
    expect((await monitor.plans({ subject: 'lids' })).at(-1)?.rules.map(({ id }) => id)).toContain('R-44');
    await monitor.tell({ about: 'claim', incident: 'lids', status: 'false', by });
    expect(await claim(monitor)).toBe('false');
    for (const name of ['e', 'f', 'g', 'h']) await monitor.ingest(post('[complaint] [rumour] #lids they say it kills', { by: name }));
    await monitor.idle();
    expect(await claim(monitor)).toBe('false');
  });

  it('is not made of a few among many', async () => {
    await using monitor = await withCrowd({ classifiers: [rumours] });
    await monitor.ingest(post('[complaint] [rumour] #lids they say it kills', { by: 'e' }));
    await monitor.tell({ about: 'cause', incident: 'lids', state: 'claimed', by });
    expect(await claim(monitor)).toBeUndefined();
  });
});

describe('two crises with the same people', () => {
  it('are suggested to be one, once, and merged by a human alone', async () => {
    await using monitor = testMonitor();
    for (const id of ['lids', 'cords']) await monitor.tell({ about: 'incident', brand: 'acme', id, title: id, marks: [`hashtag:#${id}`], by });
    const names = Array.from({ length: 24 }, (_, index) => `n${index}`);
    for (const [index, name] of names.entries()) await monitor.ingest(post(`[complaint] #lids broke ${index}`, { by: name, minute: index }));
    for (const [index, name] of names.entries()) await monitor.ingest(post(`[complaint] #cords broke ${index}`, { by: name, minute: 30 + index }));
    await monitor.idle();
    const suggested = await dataOf(monitor, 'merge.suggested');
    expect(suggested).toHaveLength(1);
    expect(suggested[0]).toMatchObject({ incident: 'cords', into: 'lids', why: expect.stringMatching(/of the \d+ people/) as unknown });
    expect(suggested[0]?.share).toBeGreaterThanOrEqual(0.5);
    expect((await monitor.incidents({ open: true })).map(({ id }) => id).sort()).toEqual(['cords', 'lids']);
  });

  it('are not suggested to be one where they share few', async () => {
    await using monitor = testMonitor();
    for (const id of ['lids', 'cords']) await monitor.tell({ about: 'incident', brand: 'acme', id, title: id, marks: [`hashtag:#${id}`], by });
    for (const id of ['lids', 'cords']) for (let index = 0; index < 24; index += 1) await monitor.ingest(post(`[complaint] #${id} broke ${index}`, { by: index % 5 === 0 ? `both-${index}` : `${id}-${index}`, minute: index }));
    await monitor.idle();
    expect(await dataOf(monitor, 'merge.suggested')).toEqual([]);
  });
});
