import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import type { Duty } from '../../src/spec/duty.ts';
import type { Incident } from '../../src/spec/incident.ts';
import type { TellInput } from '../../src/spec/tell.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';
import { virtualClock } from '../../src/testkit/scenarios/index.ts';
import { acme, dataOf, HOUR, MINUTE, post, START, testMonitor, types } from '../support/monitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-life-cycle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const by = 'Noam';
const reason = 'one cause';
const DAY = 24 * HOUR;
const tag = (name: string): string => `hashtag:#${name}`;

/** Two crises opened by hand, each with the people who use its hashtag. */
async function twoCrises(monitor: Monitor): Promise<void> {
  for (const id of ['lids', 'cords']) await monitor.tell({ about: 'incident', brand: 'acme', id, title: id, marks: [tag(id)], by });
  for (const id of ['lids', 'cords']) for (const name of ['a', 'b', 'c', 'd']) await monitor.ingest(post(`[complaint] #${id} broke`, { by: `${id}-${name}` }));
  await monitor.idle();
}

async function crisis(monitor: Monitor, id: string): Promise<Incident> {
  const found = (await monitor.incidents()).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no incident ${id}`);
  return found;
}

const waiting = (monitor: Monitor, subject: string): Promise<Duty[]> => monitor.duties({ subject, state: 'waiting' });
const kinds = (duties: readonly Duty[]): string[] => duties.map(({ kind }) => kind).sort();
const mentionsOf = async (monitor: Monitor, name: string): Promise<string[]> => {
  const heard = await dataOf(monitor, 'mention.heard');
  const posts = await Promise.all(heard.map(async ({ mention }) => ((await monitor.post(mention.post))?.text.includes(`#${name}`) === true ? [mention.id] : [])));
  return posts.flat();
};

describe('a suspicion', () => {
  /** Three who were wronged alike are suspected to be more than three. */
  async function suspected(options: Parameters<typeof testMonitor>[0] = {}): Promise<{ monitor: Monitor; id: string }> {
    const monitor = testMonitor(options);
    const calm = Array.from({ length: 40 }, (_, index) => post('[statement] saw it', { minute: index * 60, by: `calm-${index}` }));
    for (const one of [...calm, ...['a', 'b', 'c'].map((name, index) => post('[complaint] [angry] [safety] #lids burned me', { minute: 2400 + index, by: name }))]) await monitor.ingest(one);
    await monitor.idle();
    const [incident] = await monitor.incidents();
    expect(incident?.state).toBe('suspected');
    return { monitor, id: incident?.id ?? '' };
  }
  const clock = () => virtualClock({ start: START + 42 * HOUR });

  it('that a human confirms is worked on, and is confirmed once', async () => {
    const { monitor, id } = await suspected({ clock: clock() });
    await using open = monitor;
    await open.tell({ about: 'confirm', incident: id, by });
    expect((await crisis(open, id)).state).toBe('investigating');
    expect((await dataOf(open, 'incident.changed')).at(-1)).toMatchObject({ from: 'suspected', by });
    await expect(open.tell({ about: 'confirm', incident: id, by })).rejects.toMatchObject({ code: 'CONFLICT', field: 'incident' });
  });

  it('that was a false alarm is resolved with the reason; who spoke is answered in person, and it is not taken up again before the time', async () => {
    const time = clock();
    const { monitor, id } = await suspected({ clock: time });
    await using open = monitor;
    await open.tell({ about: 'reject', incident: id, reason: 'an old photo', by });
    const { state, rejected } = await crisis(open, id);
    expect({ state, rejected }).toMatchObject({ state: 'resolved', rejected: { reason: 'an old photo', by, until: (rejected?.at ?? 0) + 7 * DAY } });
    expect((await dataOf(open, 'incident.resolved')).at(-1)?.why).toContain('an old photo');
    expect(await waiting(open, id)).toEqual([]);
    expect(await open.plans({ subject: id })).toEqual([]);
    await expect(open.tell({ about: 'state', incident: id, state: 'closed', by })).rejects.toMatchObject({ code: 'CONFLICT', field: 'state' });
    const cases = await open.cases({ incident: id });
    expect(cases).toHaveLength(3);
    for (const one of cases) expect(kinds(await waiting(open, one.id))).toContain('answer');
    const speak = async (from: number): Promise<string> => {
      for (const [index, name] of ['d', 'e', 'f', 'g', 'h', 'i'].entries()) await open.ingest(post('[complaint] [angry] [safety] #lids burned me too', { postedAt: time.now() + index, by: `${name}${from}` }));
      await open.idle();
      return (await crisis(open, id)).state;
    };
    expect(await speak(1)).toBe('resolved');
    expect(await open.incidents()).toHaveLength(1);
    await time.wait(time.now() + 8 * DAY);
    expect(await speak(2)).toBe('investigating');
    expect((await crisis(open, id)).rejected).toBeUndefined();
    expect(kinds(await waiting(open, id))).toContain('acknowledge');
  });

  it('is no false alarm where the work went further, or for a time that cannot be', async () => {
    await using monitor = testMonitor();
    await monitor.tell({ about: 'incident', brand: 'acme', id: 'lids', title: 'lids', by });
    const reject = (until?: number): Promise<void> => monitor.tell({ about: 'reject', incident: 'lids', reason, by, ...(until === undefined ? {} : { until }) });
    await expect(reject(START - 1)).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'until' });
    await expect(reject(START + 31 * DAY)).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'until' });
    await monitor.tell({ about: 'state', incident: 'lids', state: 'identified', by });
    await expect(reject()).rejects.toMatchObject({ code: 'CONFLICT', field: 'incident' });
    await expect(monitor.tell({ about: 'reject', incident: 'lids', reason: ' ', by })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'tell.reason' });
  });
});

describe('a merge', () => {
  const merge = { about: 'merge', incident: 'cords', into: 'lids', reason, by } as const;

  it('moves mentions, cases and marks; the one ends, and both keep a trail', async () => {
    await using monitor = testMonitor();
    await twoCrises(monitor);
    await monitor.tell(merge);
    const [whole, ended] = [await crisis(monitor, 'lids'), await crisis(monitor, 'cords')];
    expect(whole).toMatchObject({ mentions: 8, authors: 8, state: 'investigating', trail: [{ did: 'took-in', incident: 'cords', reason, by }] });
    expect(whole.marks).toEqual(expect.arrayContaining([tag('lids'), tag('cords')]));
    expect(whole.originators).toHaveLength(5);
    expect(ended).toMatchObject({ state: 'closed', mergedInto: 'lids', plan: null, trail: [{ did: 'merged-into', incident: 'lids', reason, by }] });
    expect(await monitor.cases({ incident: 'lids' })).toHaveLength(8);
    expect(await monitor.cases({ incident: 'cords' })).toEqual([]);
    expect((await dataOf(monitor, 'incident.merged'))[0]).toMatchObject({ incident: { id: 'lids' }, merged: { id: 'cords' }, reason, by });
    expect((await dataOf(monitor, 'plan.withdrawn')).map(({ why }) => why)).toEqual(['merged']);
    expect(await monitor.plans({ subject: 'cords' })).toEqual([]);
  });

  it('loses no duty and doubles none: of what both owed the sooner remains', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = testMonitor({ clock });
    await monitor.tell({ about: 'incident', brand: 'acme', id: 'cords', title: 'cords', marks: [tag('cords')], by });
    await clock.wait(clock.now() + 10 * MINUTE);
    await monitor.tell({ about: 'incident', brand: 'acme', id: 'lids', title: 'lids', marks: [tag('lids')], by });
    const before = await waiting(monitor, 'cords');
    expect(kinds(before)).toEqual(kinds(await waiting(monitor, 'lids')));
    await monitor.tell(merge);
    const after = await waiting(monitor, 'lids');
    expect(kinds(after)).toEqual(kinds(before));
    for (const duty of after) expect(duty.dueAt).toBe(before.find(({ kind }) => kind === duty.kind)?.dueAt);
    expect((await monitor.duties({ subject: 'cords' })).map(({ state }) => state)).toEqual(before.map(() => expect.objectContaining({ is: 'withdrawn', cause: 'merged' }) as unknown));
  });

  it('owes those who had no word yet the next one by the time the first was promised', async () => {
    await using monitor = testMonitor();
    await twoCrises(monitor);
    const promised = Math.min(...(await waiting(monitor, 'cords')).map(({ dueAt }) => dueAt));
    const hub = (await crisis(monitor, 'lids')).hub?.venue.id ?? '';
    await monitor.tell({ about: 'statement', incident: 'lids', id: 's', venue: hub, by });
    expect(kinds(await waiting(monitor, 'lids'))).toEqual(['update']);
    await monitor.tell(merge);
    const [update, ...more] = await waiting(monitor, 'lids');
    expect(more).toEqual([]);
    expect(update).toMatchObject({ kind: 'update', dueAt: promised });
  });

  it('takes a statement along only where the crowd is', async () => {
    await using monitor = testMonitor();
    await twoCrises(monitor);
    await monitor.tell({ about: 'statement', incident: 'cords', id: 'here', venue: tag('cords'), contains: ['explanation'], by });
    await monitor.tell(merge);
    const { statements, published, statement, hub } = await crisis(monitor, 'lids');
    expect(hub?.venue.id).not.toBe(tag('cords'));
    expect(statements).toEqual([expect.objectContaining({ id: 'here', atHub: false })]);
    expect(published.explanation).toBe(false);
    expect(statement).toBeUndefined();
    expect(kinds(await waiting(monitor, 'lids'))).toContain('acknowledge');
  });

  it('sends those who come later to the target, across a restart', async () => {
    const path = join(folder, 'merge.db');
    {
      await using monitor = testMonitor({ store: sqliteStore(path) });
      await twoCrises(monitor);
      await monitor.tell(merge);
    }
    await using monitor = testMonitor({ store: sqliteStore(path) });
    await monitor.ingest(post('[complaint] #cords broke', { by: 'late', minute: 1 }));
    await monitor.idle();
    expect((await crisis(monitor, 'lids')).mentions).toBe(9);
    expect((await crisis(monitor, 'cords')).mentions).toBe(4);
  });

  it('counts what is told later of the one as said of the other', async () => {
    await using monitor = testMonitor();
    await twoCrises(monitor);
    await monitor.tell(merge);
    await monitor.tell({ about: 'statement', incident: 'cords', id: 'late', venue: (await crisis(monitor, 'lids')).hub?.venue.id ?? '', by });
    expect(await crisis(monitor, 'lids')).toMatchObject({ statement: 'late' });
    expect((await crisis(monitor, 'cords')).statements).toEqual([]);
    expect(kinds(await waiting(monitor, 'lids'))).toEqual(['update']);
  });

  it('keeps the graver harm, the surer cause and every open doubt', async () => {
    await using monitor = testMonitor();
    await twoCrises(monitor);
    for (const told of [{ about: 'harm', harm: 3 }, { about: 'cause', state: 'confirmed' }, { about: 'fault', fault: 'own' }, { about: 'victims', answered: false }, { about: 'contradiction', contradicted: true }] as const) {
      await monitor.tell({ ...told, incident: 'cords', by });
    }
    await monitor.tell({ about: 'victims', incident: 'lids', answered: true, by });
    await monitor.tell(merge);
    expect(await crisis(monitor, 'lids')).toMatchObject({ cause: 'confirmed', fault: 'own', told: { title: 'lids', harm: 3, victimsAnswered: false, contradicted: true } });
  });

  it('is refused into itself, into what is over or unknown, and across brands', async () => {
    await using monitor = testMonitor({ brands: [acme, { id: 'other', name: 'Other', query: 'other' }] });
    await twoCrises(monitor);
    await monitor.tell({ about: 'incident', brand: 'other', id: 'theirs', title: 'theirs', by });
    const refused = async (change: Partial<Extract<TellInput, { about: 'merge' }>>, error: object): Promise<void> => {
      const before = await types(monitor);
      await expect(monitor.tell({ ...merge, ...change })).rejects.toMatchObject(error);
      expect(await types(monitor)).toEqual(before);
    };
    await refused({ into: 'cords' }, { code: 'CONFLICT', field: 'into' });
    await refused({ into: 'nothing' }, { code: 'INPUT_INVALID', field: 'into' });
    await refused({ incident: 'nothing' }, { code: 'INPUT_INVALID', field: 'incident' });
    await refused({ into: 'theirs' }, { code: 'CONFLICT', field: 'into' });
    await refused({ reason: '' }, { code: 'INPUT_INVALID', field: 'tell.reason' });
    await refused({ by: '' }, { code: 'INPUT_INVALID', field: 'tell.by' });
    await monitor.tell({ about: 'state', incident: 'lids', state: 'resolved', by });
    await refused({}, { code: 'CONFLICT', field: 'into', message: expect.stringContaining('resolved') as unknown });
    await monitor.tell({ about: 'state', incident: 'lids', state: 'investigating', by });
    await monitor.tell(merge);
    await refused({}, { code: 'CONFLICT', field: 'incident' });
    await refused({ incident: 'lids', into: 'cords' }, { code: 'CONFLICT', field: 'into', message: expect.stringContaining("merged into 'lids'") as unknown });
    await expect(monitor.tell({ about: 'state', incident: 'cords', state: 'investigating', by })).rejects.toMatchObject({ code: 'CONFLICT', fix: expect.stringContaining("'lids'") as unknown });
  });
});

describe('a split', () => {
  it('by a mark moves its mentions and cases to an incident of their own, and both keep a trail', async () => {
    await using monitor = testMonitor();
    await twoCrises(monitor);
    await monitor.tell({ about: 'merge', incident: 'cords', into: 'lids', reason, by });
    await monitor.tell({ about: 'split', incident: 'lids', mark: tag('cords'), title: 'cords after all', reason, by });
    const [off] = (await dataOf(monitor, 'incident.split')).map((one) => one.off);
    const [stayed, left] = [await crisis(monitor, 'lids'), await crisis(monitor, off ?? '')];
    expect(stayed).toMatchObject({ mentions: 4, authors: 4 });
    expect(stayed.marks).not.toContain(tag('cords'));
    expect(stayed.trail?.map(({ did, incident }) => [did, incident])).toEqual([['took-in', 'cords'], ['split-off', off]]);
    expect(left).toMatchObject({ mentions: 4, authors: 4, state: 'investigating', told: { title: 'cords after all' }, trail: [{ did: 'split-from', incident: 'lids' }] });
    expect(left.marks).toContain(tag('cords'));
    const moved = new Set(await mentionsOf(monitor, 'cords'));
    expect((await monitor.cases({ incident: off ?? '' })).every(({ mentions }) => mentions.every((id) => moved.has(id)))).toBe(true);
    expect(await monitor.cases({ incident: off ?? '' })).toHaveLength(4);
    expect(kinds(await waiting(monitor, off ?? ''))).toContain('acknowledge');
    await monitor.ingest(post('[complaint] #cords broke', { by: 'late', minute: 1 }));
    await monitor.idle();
    expect([(await crisis(monitor, 'lids')).mentions, (await crisis(monitor, off ?? '')).mentions]).toEqual([4, 5]);
    expect(await types(monitor)).not.toContain('merge.suggested');
  });

  it('by mentions keeps the promise made to those who leave, across a restart', async () => {
    const path = join(folder, 'split.db');
    const clock = virtualClock({ start: START });
    let promised: number | undefined;
    {
      await using monitor = testMonitor({ store: sqliteStore(path), clock });
      await twoCrises(monitor);
      promised = (await waiting(monitor, 'lids')).find(({ kind }) => kind === 'acknowledge')?.dueAt;
      await clock.wait(clock.now() + MINUTE);
      const [first = ''] = await mentionsOf(monitor, 'lids');
      await monitor.tell({ about: 'split', incident: 'lids', mentions: [first], reason, by });
    }
    await using monitor = testMonitor({ store: sqliteStore(path), clock });
    const [{ off = '', mentions } = {}] = await dataOf(monitor, 'incident.split');
    expect(mentions).toHaveLength(1);
    expect((await waiting(monitor, off)).find(({ kind }) => kind === 'acknowledge')?.dueAt).toBe(promised);
    await monitor.ingest(post('[complaint] #lids broke', { by: 'late', minute: 2 }));
    await monitor.idle();
    expect([(await crisis(monitor, 'lids')).mentions, (await crisis(monitor, off)).mentions]).toEqual([4, 1]);
  });

  it('of nothing, of everything, or of what does not belong is refused', async () => {
    await using monitor = testMonitor();
    await twoCrises(monitor);
    const split = (more: object): Promise<void> => monitor.tell({ about: 'split', incident: 'lids', reason, by, ...more });
    const [lids, cords] = [await mentionsOf(monitor, 'lids'), await mentionsOf(monitor, 'cords')];
    await expect(split({ mark: tag('nothing') })).rejects.toMatchObject({ code: 'CONFLICT', field: 'mark' });
    await expect(split({ mark: tag('lids') })).rejects.toMatchObject({ code: 'CONFLICT', field: 'mark' });
    await expect(split({ mentions: lids })).rejects.toMatchObject({ code: 'CONFLICT', field: 'mentions' });
    await expect(split({ mentions: cords })).rejects.toMatchObject({ code: 'CONFLICT', field: 'mentions' });
    await expect(split({ mentions: ['nothing'] })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'mentions' });
    await expect(split({ mentions: [] })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'tell.mentions' });
    await expect(split({})).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'tell.mentions' });
    await monitor.tell({ about: 'merge', incident: 'lids', into: 'cords', reason, by });
    await expect(split({ mark: tag('lids') })).rejects.toMatchObject({ code: 'CONFLICT', field: 'incident' });
  });
});

describe('a mute', () => {
  const mute = (monitor: Monitor, until: number): Promise<void> => monitor.tell({ about: 'mute', incident: 'lids', until, reason, by });
  const cadence = async (monitor: Monitor): Promise<Duty[]> => (await monitor.duties({ subject: 'lids' })).filter(({ kind }) => kind === 'update');

  async function spoken(clock: ReturnType<typeof virtualClock>, more: Parameters<typeof testMonitor>[0] = {}): Promise<Monitor> {
    const monitor = testMonitor({ clock, ...more });
    await twoCrises(monitor);
    await monitor.tell({ about: 'statement', incident: 'lids', id: 'first', venue: (await crisis(monitor, 'lids')).hub?.venue.id ?? '', by });
    return monitor;
  }

  it('stops the clock of the next update and starts it where it stood, once its time has come, across a restart', async () => {
    const clock = virtualClock({ start: START });
    const path = join(folder, 'mute.db');
    let left: number;
    {
      await using monitor = await spoken(clock, { store: sqliteStore(path) });
      await clock.wait(clock.now() + 5 * MINUTE);
      const [update] = await waiting(monitor, 'lids');
      left = (update?.dueAt ?? 0) - clock.now();
      expect(left).toBeGreaterThan(0);
      await mute(monitor, clock.now() + 12 * HOUR);
      expect((await cadence(monitor)).map(({ state }) => state)).toContainEqual(expect.objectContaining({ is: 'waived', by, reason: expect.stringContaining(reason) as unknown }));
      expect(await waiting(monitor, 'lids')).toEqual([]);
    }
    const until = clock.now() + 12 * HOUR;
    await using monitor = testMonitor({ store: sqliteStore(path), clock });
    await monitor.idle();
    await clock.wait(until - MINUTE);
    await monitor.ingest(post('[complaint] #lids broke', { by: 'late', postedAt: clock.now() }));
    await monitor.idle();
    expect(await crisis(monitor, 'lids')).toMatchObject({ mentions: 5, muted: { until } });
    await clock.wait(until + MINUTE);
    await monitor.idle();
    const [{ incident, mute: ended } = {}] = await dataOf(monitor, 'mute.lapsed');
    expect([incident?.id, ended?.until, (await crisis(monitor, 'lids')).muted]).toEqual(['lids', until, undefined]);
    const [again] = await waiting(monitor, 'lids');
    expect(again).toMatchObject({ kind: 'update', dueAt: until + left });
    await clock.wait(until + left + MINUTE);
    await monitor.idle();
    expect((await dataOf(monitor, 'duty.missed')).filter(({ duty }) => duty.subject.id === 'lids').map(({ duty }) => duty.kind)).toEqual(['update']);
  });

  it('that ends at once leaves what was owed as it was owed', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = await spoken(clock);
    const [before] = await waiting(monitor, 'lids');
    await mute(monitor, clock.now() + DAY);
    await monitor.tell({ about: 'unmute', incident: 'lids', by });
    const after = await waiting(monitor, 'lids');
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ kind: 'update', dueAt: before?.dueAt });
    expect((await dataOf(monitor, 'incident.unmuted'))[0]).toMatchObject({ by });
  });

  it('silences no first word, and a statement meanwhile starts the clock anew when it ends', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = testMonitor({ clock });
    await twoCrises(monitor);
    await mute(monitor, clock.now() + DAY);
    expect(kinds(await waiting(monitor, 'lids'))).toEqual(['acknowledge', 'hold']);
    await monitor.tell({ about: 'statement', incident: 'lids', id: 'first', venue: (await crisis(monitor, 'lids')).hub?.venue.id ?? '', by });
    expect(await waiting(monitor, 'lids')).toEqual([]);
    await clock.wait(clock.now() + HOUR);
    await monitor.tell({ about: 'unmute', incident: 'lids', by });
    const [update] = await waiting(monitor, 'lids');
    const minutes = (await monitor.plans({ subject: 'lids' })).at(-1)?.deadlines.nextUpdateAt?.minutes ?? 0;
    expect(update).toMatchObject({ kind: 'update', dueAt: clock.now() + minutes * MINUTE });
  });

  it('tells of no escalation before it ends, and then of all of it; what becomes critical is not muted any more', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = await spoken(clock);
    const level = (await crisis(monitor, 'lids')).severity.level;
    await mute(monitor, clock.now() + DAY);
    const told = (await dataOf(monitor, 'incident.escalated')).length;
    await monitor.tell({ about: 'harm', incident: 'lids', harm: 2, by });
    expect((await crisis(monitor, 'lids')).severity.level).not.toBe(level);
    expect(await dataOf(monitor, 'incident.escalated')).toHaveLength(told);
    await monitor.tell({ about: 'unmute', incident: 'lids', by });
    expect((await dataOf(monitor, 'incident.escalated')).slice(told)).toEqual([expect.objectContaining({ from: level, why: 'the mute ended' })]);

    await mute(monitor, clock.now() + DAY);
    for (const name of ['e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']) await monitor.ingest(post('[complaint] [harm:4] [safety] [angry] #lids burned me', { by: name, postedAt: clock.now() }));
    await monitor.tell({ about: 'harm', incident: 'lids', harm: 4, by });
    const { severity, muted } = await crisis(monitor, 'lids');
    expect({ level: severity.level, muted }).toEqual({ level: 'critical', muted: undefined });
    expect((await dataOf(monitor, 'incident.unmuted')).at(-1)).toMatchObject({ by: null, why: 'it became critical' });
    await expect(mute(monitor, clock.now() + DAY)).rejects.toMatchObject({ code: 'CONFLICT', field: 'incident' });
  });

  it('is refused for a time that cannot be and for what is over; said again it counts anew', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = await spoken(clock);
    await expect(monitor.tell({ about: 'unmute', incident: 'lids', by })).rejects.toMatchObject({ code: 'CONFLICT', field: 'incident' });
    await expect(mute(monitor, clock.now())).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'until' });
    await expect(mute(monitor, clock.now() + 30 * DAY + 1)).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'until' });
    await mute(monitor, clock.now() + HOUR);
    await mute(monitor, clock.now() + DAY);
    const until = clock.now() + DAY;
    await clock.wait(clock.now() + 2 * HOUR);
    await monitor.idle();
    expect((await crisis(monitor, 'lids')).muted?.until).toBe(until);
    await monitor.tell({ about: 'state', incident: 'lids', state: 'resolved', by });
    expect((await crisis(monitor, 'lids')).muted).toBeUndefined();
    await expect(mute(monitor, clock.now() + DAY)).rejects.toMatchObject({ code: 'CONFLICT', field: 'incident' });
    // What ends a mute also starts its clock again.
    await monitor.tell({ about: 'state', incident: 'lids', state: 'investigating', by });
    expect(kinds(await waiting(monitor, 'lids'))).toContain('update');
  });

  it('ends with a merge: who came with the other was not muted', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = await spoken(clock);
    await mute(monitor, clock.now() + DAY);
    await monitor.tell({ about: 'merge', incident: 'cords', into: 'lids', reason, by });
    expect((await crisis(monitor, 'lids')).muted).toBeUndefined();
    expect((await waiting(monitor, 'lids')).length).toBe(new Set(kinds(await waiting(monitor, 'lids'))).size);
    expect(await waiting(monitor, 'cords')).toEqual([]);
  });
});

describe('the next update (R-53)', () => {
  it('follows the state, is never put off by a revision, and is told of when it is missed', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = testMonitor({ clock });
    await twoCrises(monitor);
    const say = async (id: string): Promise<void> => monitor.tell({ about: 'statement', incident: 'lids', id, venue: (await crisis(monitor, 'lids')).hub?.venue.id ?? '', by });
    const next = async (): Promise<{ dueAt: number; minutes: number }> => {
      const [update] = (await waiting(monitor, 'lids')).filter(({ kind }) => kind === 'update');
      return { dueAt: update?.dueAt ?? 0, minutes: (await monitor.plans({ subject: 'lids' })).at(-1)?.deadlines.nextUpdateAt?.minutes ?? 0 };
    };
    await say('one');
    const investigating = await next();
    expect(investigating.dueAt).toBe(clock.now() + investigating.minutes * MINUTE);
    await clock.wait(clock.now() + MINUTE);
    await monitor.tell({ about: 'state', incident: 'lids', state: 'monitoring', by });
    expect((await next()).dueAt).toBe(investigating.dueAt);
    await say('two');
    const monitoring = await next();
    expect(monitoring.minutes).toBeGreaterThan(investigating.minutes);
    expect(monitoring.dueAt).toBe(clock.now() + monitoring.minutes * MINUTE);
    await monitor.tell({ about: 'state', incident: 'lids', state: 'investigating', by });
    const again = await next();
    expect(again.dueAt).toBe(clock.now() + investigating.minutes * MINUTE);
    await clock.wait(again.dueAt + MINUTE);
    await monitor.idle();
    const missed = (await dataOf(monitor, 'duty.missed')).filter(({ duty }) => duty.subject.id === 'lids');
    expect(missed.map(({ duty, next: { role } }) => [duty.kind, duty.missedAt, role])).toEqual([['update', again.dueAt, 'on-call']]);
  });
});
