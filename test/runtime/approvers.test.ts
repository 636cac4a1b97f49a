import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import { defineRule, prPolicy } from '../../src/policy/index.ts';
import type { OwnerRole } from '../../src/spec/brand.ts';
import type { Duty } from '../../src/spec/duty.ts';
import { virtualClock } from '../../src/testkit/scenarios/index.ts';
import { acme, dataOf, HOUR, post, START, testMonitor, types } from '../support/monitor.ts';

const GOOD = "Hi, thank you for telling us. You are right, your parcel should have come on Monday. I'm sorry. I am checking with the driver now and will write to you here by 18:00. Dana, Acme service";

/** A policy under which every answer needs the yes of these. */
const needing = (...roles: ('legal' | 'spokesperson' | 'hr')[]): ReturnType<typeof prPolicy> =>
  prPolicy({
    add: [
      defineRule({
        id: 'TEST-1',
        revision: 1,
        title: { en: 'several agree', he: 'כמה מסכימים' },
        reason: { en: 'Several must agree.', he: 'כמה חייבים להסכים.' },
        basis: { design: 'this test' },
        level: 'must',
        block: 'P4',
        when: { always: true },
        then: roles.map((role) => ({ op: 'require' as const, element: `approve.${role}` as const })),
      }),
    ],
  });

interface Setting {
  monitor: Monitor;
  duty: Duty;
  draft: string;
  clock: ReturnType<typeof virtualClock>;
}

async function drafted(roles: Parameters<typeof needing>, owners: { role: OwnerRole; name: string }[] = [...acme.owners, { role: 'legal', name: 'Lior' }]): Promise<Setting> {
  const clock = virtualClock({ start: START });
  const monitor = testMonitor({ policy: needing(...roles), clock, brands: [{ ...acme, owners }] });
  await monitor.ingest(post('[complaint] my parcel should have come on Monday'));
  await monitor.idle();
  const duty = (await monitor.duties({ state: 'waiting' })).find(({ kind }) => kind === 'answer');
  if (duty === undefined) throw new Error('nothing is owed');
  const { draft } = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
  return { monitor, duty, draft: draft.id, clock };
}

describe('an approval that the plan asks of several', () => {
  it('is complete when all have said yes, in whatever order', async () => {
    const { monitor, draft } = await drafted(['spokesperson', 'legal']);
    const first = await monitor.approve({ draft, by: 'Lior' });
    expect(first).toEqual({ approval: null, missing: [{ role: 'spokesperson', name: 'Noam' }], reply: null });
    expect(await dataOf(monitor, 'approval.given')).toEqual([{ draft, by: 'Lior', missing: [{ role: 'spokesperson', name: 'Noam' }] }]);
    expect(await types(monitor)).not.toContain('approval.granted');
    const { approval, missing } = await monitor.approve({ draft, by: 'Noam' });
    expect(missing).toEqual([]);
    expect(approval?.consents.map(({ role, by }) => [role, by])).toEqual([['legal', 'Lior'], ['spokesperson', 'Noam']]);
  });

  it('is refused of whoever is not asked, by name, and changes nothing', async () => {
    const { monitor, draft } = await drafted(['spokesperson']);
    await expect(monitor.approve({ draft, by: 'Dana' })).rejects.toMatchObject({ code: 'REJECTED', field: 'by', message: expect.stringContaining('spokesperson (Noam)') as string });
    await expect(monitor.approve({ draft, by: 'noam ' })).rejects.toMatchObject({ code: 'REJECTED' });
    expect((await monitor.approve({ draft, by: 'Noam' })).approval?.by).toBe('Noam');
  });

  it('takes one yes for all the roles that one human holds', async () => {
    const { monitor, draft } = await drafted(['spokesperson', 'legal'], [{ role: 'spokesperson', name: 'Noam' }, { role: 'legal', name: 'Noam' }]);
    expect((await monitor.approve({ draft, by: 'Noam' })).approval?.consents).toHaveLength(2);
  });

  it('asks who is on call for a role that nobody holds, and anybody where nobody is: the gap is told, the answer is not held up', async () => {
    const onCall = await drafted(['legal'], acme.owners);
    expect(await dataOf(onCall.monitor, 'readiness.lacked')).toContainEqual({ gap: 'owner:legal' });
    await expect(onCall.monitor.approve({ draft: onCall.draft, by: 'Dana' })).rejects.toMatchObject({ message: expect.stringContaining('on-call (Tal)') as string });
    expect((await onCall.monitor.approve({ draft: onCall.draft, by: 'Tal' })).approval?.by).toBe('Tal');
    const nobody = await drafted(['legal'], []);
    expect((await nobody.monitor.approve({ draft: nobody.draft, by: 'Dana' })).approval?.by).toBe('Dana');
  });

  it('waits for legal no longer than the time that legal has', async () => {
    const { monitor, draft, clock } = await drafted(['legal', 'spokesperson']);
    await clock.wait(clock.now() + 100 * HOUR);
    const { approval } = await monitor.approve({ draft, by: 'Noam' });
    expect(approval?.consents.map(({ role }) => role)).toEqual(['spokesperson']);
  });

  it('goes to the next named human when the one who was asked stays silent', async () => {
    const { monitor, draft, clock } = await drafted(['spokesperson']);
    await expect(monitor.approve({ draft, by: 'Tal' })).rejects.toMatchObject({ code: 'REJECTED' });
    await clock.wait(clock.now() + 100 * HOUR);
    await expect(monitor.approve({ draft, by: 'Adi' })).rejects.toMatchObject({ code: 'REJECTED' });
    expect((await monitor.approve({ draft, by: 'Tal' })).approval?.by).toBe('Tal');
  });

  it('begins anew with new words', async () => {
    const { monitor, draft, duty } = await drafted(['spokesperson', 'legal']);
    await monitor.approve({ draft, by: 'Lior' });
    const { draft: second } = await monitor.submitDraft({ duty: duty.id, text: `${GOOD} Tell me if I missed something.`, by: 'Dana' });
    expect((await monitor.approve({ draft: second.id, by: 'Noam' })).missing).toEqual([{ role: 'legal', name: 'Lior' }]);
  });
});
