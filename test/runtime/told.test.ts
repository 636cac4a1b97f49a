import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import type { Incident } from '../../src/spec/incident.ts';
import type { Plan } from '../../src/spec/plan.ts';
import type { TellInput } from '../../src/spec/tell.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';
import { virtualClock } from '../../src/testkit/scenarios/index.ts';
import { acme, dataOf, HOUR, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-told-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const by = 'Noam';

async function withIncident(more: Partial<Extract<TellInput, { about: 'incident' }>> = {}, options: Parameters<typeof testMonitor>[0] = {}): Promise<Monitor> {
  const monitor = testMonitor(options);
  await monitor.tell({ about: 'incident', brand: 'acme', id: 'inc', title: 'the kettles overheat', by, ...more });
  return monitor;
}

async function planOf(monitor: Monitor, subject: string): Promise<Plan> {
  const plan = (await monitor.plans({ subject })).at(-1);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

async function incidentOf(monitor: Monitor): Promise<Incident> {
  const [incident] = await monitor.incidents();
  if (incident === undefined) throw new Error('no incident');
  return incident;
}

const fired = (plan: Plan): string[] => plan.rules.map(({ id }) => id);
const has = (list: Plan['require'], element: string): boolean => list.some((one) => one.element === element);

describe('an incident that a human opens by hand', () => {
  it('gets its plan and its duties, with what was told of it', async () => {
    await using monitor = await withIncident({ themes: ['safety'], harm: 3, type: 'technical-product-harm', public: false });
    expect(await incidentOf(monitor)).toMatchObject({ id: 'inc', state: 'investigating', mentions: 0, detectedBy: { series: 'told', why: 'the kettles overheat' }, told: { title: 'the kettles overheat', public: false } });
    const plan = await planOf(monitor, 'inc');
    expect(fired(plan)).toEqual(expect.arrayContaining(['D-11', 'R-40.disclose']));
    expect(plan.severity.parts).toContainEqual(expect.objectContaining({ part: 'harm', points: 6 }));
    expect((await monitor.duties({ subject: 'inc' })).length).toBeGreaterThan(0);
    expect(await dataOf(monitor, 'incident.opened')).toHaveLength(1);
  });

  it('takes in the crowd that shares its marks, and is public once several speak of it', async () => {
    await using monitor = await withIncident({ themes: ['safety'], public: false });
    expect(fired(await planOf(monitor, 'inc'))).toContain('D-11');
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) await monitor.ingest(post('[complaint] [safety] it burns', { by: name, minute: index }));
    await monitor.ingest(post('[complaint] late parcel', { by: 'e', minute: 5 }));
    await monitor.idle();
    expect(await incidentOf(monitor)).toMatchObject({ mentions: 4, authors: 4 });
    expect(fired(await planOf(monitor, 'inc'))).not.toContain('D-11');
  });

  it('is answered where it happened, else on the brand\'s own page, until a crowd has a hub', async () => {
    await using monitor = await withIncident({ venue: 'account:x/@acme' }, { brands: [{ ...acme, canonicalUrl: 'https://acme.example/updates' }] });
    await monitor.tell({ about: 'incident', brand: 'acme', id: 'placeless', title: 'a tip on the phone', by });
    const placesOf = async (subject: string): Promise<(string | null)[]> => (await monitor.duties({ subject })).map(({ venue }) => venue);
    expect(new Set(await placesOf('inc'))).toEqual(new Set(['account:x/@acme']));
    expect(new Set(await placesOf('placeless'))).toEqual(new Set(['https://acme.example/updates']));
  });

  it('is not answered by a word to the press alone', async () => {
    await using monitor = await withIncident();
    await monitor.tell({ about: 'statement', incident: 'inc', id: 'press', venue: null, by });
    expect((await monitor.duties({ subject: 'inc', state: 'waiting' })).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['acknowledge', 'hold']));
    await monitor.tell({ about: 'statement', incident: 'inc', id: 'page', venue: 'https://acme.example/updates', by });
    expect((await monitor.duties({ subject: 'inc', state: 'waiting' })).map(({ kind }) => kind)).not.toContain('acknowledge');
  });

  it('is graver once somebody says so, and never less grave than what is heard', async () => {
    await using monitor = await withIncident({ themes: ['health'], harm: 1, public: false });
    expect(fired(await planOf(monitor, 'inc'))).not.toContain('R-40.disclose');
    await monitor.tell({ about: 'harm', incident: 'inc', harm: 3, by });
    expect(fired(await planOf(monitor, 'inc'))).toContain('R-40.disclose');
    await expect(monitor.tell({ about: 'harm', incident: 'inc', harm: 5, by } as never)).rejects.toMatchObject({ field: 'tell.harm' });
  });

  it('does not pass for quiet while nobody has spoken of it', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = await withIncident({}, { clock });
    await clock.wait(clock.now() + 10 * 24 * HOUR);
    await monitor.idle();
    expect((await incidentOf(monitor)).state).toBe('investigating');
  });

  it('is refused under a name that is taken, also by another brand, and named where it makes no sense', async () => {
    await using monitor = await withIncident({}, { brands: [acme, { id: 'other', name: 'Other', query: 'other' }] });
    await expect(monitor.tell({ about: 'incident', brand: 'acme', id: 'inc', title: 'again', by })).rejects.toMatchObject({ code: 'CONFLICT', field: 'id' });
    await expect(monitor.tell({ about: 'incident', brand: 'other', id: 'inc', title: 'again', by })).rejects.toMatchObject({ code: 'CONFLICT', field: 'id' });
    const endless = 'x'.repeat(1e6);
    const unknown: TellInput[] = [{ about: 'confirm', incident: endless, by }, { about: 'merge', incident: 'inc', into: endless, reason: 'the same', by }, { about: 'split', incident: 'inc', mentions: [endless], reason: 'another', by }];
    for (const told of unknown) {
      const refusal: unknown = await monitor.tell(told).catch((error: unknown) => error);
      expect(String(refusal).length).toBeLessThan(300);
    }
    await expect(monitor.tell({ about: 'incident', brand: 'acme', id: 'a/b', title: 'x', by })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'tell.id' });
    await expect(monitor.tell({ about: 'incident', brand: 'acme', title: '', by })).rejects.toMatchObject({ field: 'tell.title' });
    await expect(monitor.tell({ about: 'incident', brand: 'acme', title: 'x', harm: 9, by } as never)).rejects.toMatchObject({ field: 'tell.harm' });
    expect(await monitor.incidents()).toHaveLength(1);
    await monitor.tell({ about: 'incident', brand: 'acme', title: 'another, without a name of its own', by });
    expect(await monitor.incidents()).toHaveLength(2);
  });

  it('is there again after a restart, and still takes in its crowd', async () => {
    const path = join(folder, 'again.db');
    {
      await using monitor = await withIncident({ themes: ['safety'] }, { store: sqliteStore(path) });
      await monitor.idle();
    }
    await using monitor = testMonitor({ store: sqliteStore(path) });
    await monitor.ingest(post('[complaint] [safety] it burns', { by: 'a', minute: 1 }));
    await monitor.idle();
    expect(await incidentOf(monitor)).toMatchObject({ id: 'inc', mentions: 1 });
  });
});

describe('what humans say of an incident', () => {
  const about = { incident: 'inc', by } as const;
  const cases: [string, TellInput, string[]][] = [
    ['a claim that is false may be denied, with evidence', { about: 'claim', ...about, status: 'false' }, ['D-12']],
    ['a misdeed is for the preventable cluster', { about: 'crisis-type', ...about, type: 'misdeed' }, ['D-10.preventable']],
    ['an own post that was wrong is taken down and owned', { about: 'own-post', ...about, what: 'error' }, ['R-46']],
    ['a takeover has its keys changed', { about: 'own-post', ...about, what: 'takeover' }, ['R-46.takeover']],
    ['what the public does not know is disclosed first', { about: 'disclosure', ...about, public: false }, ['D-11']],
    ['the same remedy for all may be offered at once', { about: 'remedy', ...about, uniform: true }, ['R-49.uniform']],
    ['texts that contradict each other are reconciled', { about: 'contradiction', ...about, contradicted: true }, ['R-16.contradiction']],
    ['those who were hurt are answered in person', { about: 'victims', ...about, answered: false }, ['R-26.victims']],
  ];
  it.each(cases)('%s', async (_name, told, rules) => {
    await using monitor = await withIncident();
    expect(fired(await planOf(monitor, 'inc'))).not.toEqual(expect.arrayContaining(rules));
    await monitor.tell(told);
    expect(fired(await planOf(monitor, 'inc'))).toEqual(expect.arrayContaining(rules));
    expect(await dataOf(monitor, 'fact.told')).toHaveLength(2);
  });

  it('changes nothing when it is said twice, and nothing once it is closed', async () => {
    await using monitor = await withIncident();
    const told = { about: 'crisis-type', ...about, type: 'misdeed' } as const;
    await monitor.tell(told);
    const plans = (await dataOf(monitor, 'plan.revised')).length;
    await monitor.tell(told);
    expect(await dataOf(monitor, 'plan.revised')).toHaveLength(plans);
  });

  it('keeps it from being closed while somebody hurt has had no answer', async () => {
    await using monitor = await withIncident();
    await monitor.tell({ about: 'victims', ...about, answered: false });
    await monitor.tell({ about: 'statement', ...about, id: 's', venue: null, contains: ['explanation', 'prevention', 'remedy'] });
    await monitor.tell({ about: 'state', ...about, state: 'resolved' });
    await expect(monitor.tell({ about: 'state', ...about, state: 'closed' })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('R-26') as string });
    await monitor.tell({ about: 'victims', ...about, answered: true });
    await monitor.tell({ about: 'state', ...about, state: 'closed' });
    expect((await incidentOf(monitor)).state).toBe('closed');
    await expect(monitor.tell({ about: 'claim', ...about, status: 'true' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('reaches the conversations within it', async () => {
    await using monitor = await withIncident({ themes: ['safety'] });
    await monitor.ingest(post('[complaint] [safety] [harm:3] it burned my hand', { by: 'a', minute: 1 }));
    await monitor.idle();
    const [one] = await monitor.cases();
    expect(one?.incident).toBe('inc');
    const before = await planOf(monitor, one?.id ?? '');
    expect(has(before.forbid, 'never.compensation')).toBe(true);
    await monitor.tell({ about: 'remedy', ...about, uniform: true });
    expect(has((await planOf(monitor, one?.id ?? '')).forbid, 'never.compensation')).toBe(false);
  });

  it('counts what it calls for in its hour', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = await withIncident({ themes: ['safety'] }, { clock });
    for (const name of ['a', 'b', 'c']) await monitor.ingest(post('[complaint] [safety] it burns', { by: name }));
    await monitor.idle();
    await monitor.tell({ about: 'cause', ...about, state: 'claimed' });
    const perHour = async (): Promise<unknown> => (await planOf(monitor, 'inc')).understanding.find(({ fact }) => fact === 'incident.perHour')?.value;
    expect(await perHour()).toBe(3);
    await clock.wait(clock.now() + 2 * HOUR);
    await monitor.tell({ about: 'cause', ...about, state: 'confirmed' });
    expect(await perHour()).toBe(0);
  });
});

describe('what humans say of one mention', () => {
  it('decides whether it is put right or believed', async () => {
    await using monitor = testMonitor();
    await monitor.ingest(post('[statement] you use palm oil', { id: 'p' }));
    await monitor.ingest(post('[complaint] the lid is sharp', { id: 'q', by: 'b' }));
    await monitor.idle();
    const mentions = await dataOf(monitor, 'mention.heard');
    const [palm = '', lid = ''] = mentions.map(({ mention }) => mention.id);
    await monitor.tell({ about: 'claim', mention: palm, status: 'false', by });
    await monitor.tell({ about: 'claim', mention: lid, status: 'true', by });
    const plans = await Promise.all((await monitor.cases()).map(({ id }) => planOf(monitor, id)));
    expect(plans.filter((plan) => fired(plan).includes('R-12')).map(({ decision }) => decision.action)).toEqual(['correct-facts']);
    expect(plans.filter((plan) => fired(plan).includes('R-12.true'))).toHaveLength(1);
    await expect(monitor.tell({ about: 'claim', mention: 'nothing', status: 'true', by })).rejects.toMatchObject({ field: 'mention' });
    await expect(monitor.tell({ about: 'claim', status: 'true', by })).rejects.toMatchObject({ field: 'tell.incident' });
    await expect(monitor.tell({ about: 'claim', mention: palm, incident: 'inc', status: 'true', by })).rejects.toMatchObject({ field: 'tell.incident' });
  });
});

describe('a tragedy on everybody’s mind', () => {
  it('pauses promotion until it is over, across a restart', async () => {
    const path = join(folder, 'tragedy.db');
    const pausing = async (monitor: Monitor, id: string, minute: number): Promise<boolean> => {
      await monitor.ingest(post('[complaint] late parcel', { id, by: id, minute }));
      await monitor.idle();
      return has((await dataOf(monitor, 'plan.made')).at(-1)?.plan.actions ?? [], 'act.pausePromotion');
    };
    {
      await using monitor = testMonitor({ store: sqliteStore(path) });
      expect(await pausing(monitor, 'a', 0)).toBe(false);
      await monitor.tell({ about: 'tragedy', brand: 'acme', until: START + HOUR, by });
      expect(await pausing(monitor, 'b', 1)).toBe(true);
    }
    const clock = virtualClock({ start: START + 2 * MINUTE });
    await using monitor = testMonitor({ store: sqliteStore(path), clock });
    expect(await pausing(monitor, 'c', 2)).toBe(true);
    await clock.wait(clock.now() + 2 * HOUR);
    expect(await pausing(monitor, 'd', 121)).toBe(false);
  });
});

describe('a good word in answer to a bad one', () => {
  it('is known for one who defends the brand', async () => {
    await using monitor = testMonitor();
    const told = async (): Promise<unknown> => (await dataOf(monitor, 'plan.made')).at(-1)?.plan.understanding.find(({ fact }) => fact === 'who.defends')?.value;
    await monitor.ingest(post('[complaint] they lie', { id: 'bad' }));
    await monitor.ingest(post('[praise] they do not', { id: 'alone', by: 'employee-2' }));
    await monitor.idle();
    expect(await told()).toBeUndefined();
    await monitor.ingest(post('[praise] no, they helped me', { id: 'good', by: 'employee-1', thread: { root: 'bad', parent: 'bad' } }));
    await monitor.idle();
    expect(await told()).toBe(true);
  });
});
