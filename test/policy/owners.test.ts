import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, prPolicy } from '../../src/policy/index.ts';
import type { BrandInput } from '../../src/spec/brand.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { brand, complaint, facts, incident, outcomeOf, rule } from './support.ts';

const policy = prPolicy();
const owners: BrandInput['owners'] = [
  { role: 'care', name: 'Adam', days: [0, 1, 2, 3, 4], hours: { from: '08:00', to: '17:00' } },
  { role: 'care', name: 'Bilha', hours: { from: '17:00', to: '23:00' } },
  { role: 'on-call', name: 'Noa', days: [4], hours: { from: '22:00', to: '06:00' } },
  { role: 'on-call', name: 'Omer', hours: { from: '23:00', to: '08:00' } },
];
const jerusalem = brand({ timeZone: 'Asia/Jerusalem', owners });
const at = (iso: string): Plan => decide(policy, complaint(), { brand: jerusalem, at: Date.parse(iso) });

describe('who acts, by the hour on the brand’s wall clock', () => {
  test.each([
    ['Sunday morning', '2031-04-06T06:00:00Z', 'care', 'Adam'], // 09:00 in summer time
    ['Sunday evening', '2031-04-06T15:30:00Z', 'care', 'Bilha'],
    ['winter time counts as well', '2031-01-05T15:30:00Z', 'care', 'Bilha'],
    ['a shift begins on its minute', '2031-04-06T14:00:00Z', 'care', 'Bilha'],
    ['Friday morning has nobody at care, and nobody on call', '2031-04-11T06:00:00Z', 'on-call', null],
    ['a Thursday shift goes on past midnight', '2031-04-11T02:30:00Z', 'on-call', 'Noa'], // Friday 05:30
    ['the night before another day does not', '2031-04-09T02:30:00Z', 'on-call', 'Omer'], // Wednesday 05:30
  ])('%s', (_name, iso, role, name) => {
    expect(at(iso).owner).toEqual({ role, name });
  });
  test('a role without an owner is a gap, and goes to whoever is on call', () => {
    const plan = decide(policy, incident(), { brand: brand({ owners: [{ role: 'on-call', name: 'Noa' }] }), at: 0 });
    expect(plan.owner).toEqual({ role: 'on-call', name: 'Noa' });
    expect(plan.duties.every(({ owner }) => owner.name === 'Noa')).toBe(true);
    expect(plan.gaps).toContain('owner:spokesperson');
    expect(plan.gaps).not.toContain('owner:on-call');
  });
  test('where nobody is on call the plan says so, and the duty stays', () => {
    const plan = decide(policy, complaint(), { brand: brand(), at: 0 });
    expect(plan.gaps).toEqual(['owner:care', 'owner:on-call']);
    expect(plan.duties.length).toBeGreaterThan(0);
  });
  test('whoever does not act is followed by somebody else', () => {
    const staffed = brand({ owners: [{ role: 'spokesperson', name: 'Dana' }, { role: 'on-call', name: 'Noa' }, { role: 'executive', name: 'Eli' }] });
    expect(decide(policy, incident(), { brand: staffed, at: 0 })).toMatchObject({ owner: { name: 'Dana' }, fallback: { role: 'on-call', name: 'Noa', afterMinutes: 10 } });
    expect(decide(policy, complaint(), { brand: staffed, at: 0 })).toMatchObject({ owner: { name: 'Noa' }, fallback: { role: 'executive', name: 'Eli' } });
    expect(decide(policy, complaint(), { brand: brand({ owners: [{ role: 'on-call', name: 'Noa' }] }), at: 0 }).fallback.name).toBeNull();
  });
  test('roles that nobody holds are a fact that rules can see', () => {
    const careful = prPolicy({ add: [rule({ id: 'ACME-1', when: { fact: 'owner.missing', has: ['legal'] } })] });
    expect(outcomeOf(decide(careful, complaint(), { brand: brand() }), 'ACME-1')).toBe('fired');
    expect(outcomeOf(decide(careful, complaint(), { brand: brand({ owners: [{ role: 'legal', name: 'Lior' }] }) }), 'ACME-1')).toBe('passed');
    expect(outcomeOf(decide(careful, complaint()), 'ACME-1')).toBe('unknown');
  });
});

describe('a shift', () => {
  const plain = compilePolicy({ rules: [rule({ id: 'A', then: [{ op: 'set', element: 'owner', value: 'care' }] })] });
  type Shift = Partial<NonNullable<BrandInput['owners']>[number]>;
  const there = (shift: Shift, iso: string, timeZone = 'UTC'): boolean => decide(plain, {}, { brand: brand({ timeZone, owners: [{ role: 'care', name: 'Adam', ...shift }] }), at: Date.parse(iso) }).owner.name === 'Adam';
  const day = { from: '08:30', to: '17:15' };
  const night = { from: '22:00', to: '06:00' };
  test.each<[string, Shift, string, boolean]>([
    ['of hours begins on its minute', { hours: day }, '2031-04-08T08:30:00Z', true],
    ['of hours does not begin before', { hours: day }, '2031-04-08T08:29:59Z', false],
    ['of hours lasts to its last minute', { hours: day }, '2031-04-08T17:14:59Z', true],
    ['of hours ends on its minute', { hours: day }, '2031-04-08T17:15:00Z', false],
    ['to midnight lasts to midnight', { hours: { from: '08:00', to: '24:00' } }, '2031-04-08T23:59:59Z', true],
    ['to midnight ends at midnight', { hours: { from: '08:00', to: '24:00' } }, '2031-04-09T00:00:00Z', false],
    ['of hours on days is on those days', { hours: day, days: [2] }, '2031-04-08T12:00:00Z', true], // Tuesday
    ['of hours on days is on no other', { hours: day, days: [3] }, '2031-04-08T12:00:00Z', false],
    ['of days lasts the whole day', { days: [2] }, '2031-04-08T00:00:00Z', true],
    ['of days ends with the day', { days: [2] }, '2031-04-09T00:00:00Z', false],
    ['from an hour to the same lasts the whole day', { hours: { from: '08:00', to: '08:00' }, days: [2] }, '2031-04-08T03:00:00Z', true],
    ['from an hour to the same is on no other day', { hours: { from: '08:00', to: '08:00' }, days: [2] }, '2031-04-09T03:00:00Z', false],
    ['of a night begins on its minute', { hours: night, days: [2] }, '2031-04-08T22:00:00Z', true],
    ['of a night does not begin before', { hours: night, days: [2] }, '2031-04-08T21:59:59Z', false],
    ['of a night lasts into the next day', { hours: night, days: [2] }, '2031-04-09T05:59:59Z', true],
    ['of a night ends on its minute', { hours: night, days: [2] }, '2031-04-09T06:00:00Z', false],
    ['of a night is not there the morning before', { hours: night, days: [2] }, '2031-04-08T05:00:00Z', false],
    ['of a night begins on its own days alone', { hours: night, days: [2] }, '2031-04-09T23:00:00Z', false],
    ['of Saturday night lasts into Sunday', { hours: night, days: [6] }, '2031-04-13T01:00:00Z', true],
    ['of every night is there each night', { hours: night }, '2031-04-10T01:00:00Z', true],
    ['of Wednesday was there before time was counted', { days: [3] }, '1969-12-31T12:00:00Z', true],
    ['of Thursday was not', { days: [4] }, '1969-12-31T12:00:00Z', false],
    ['of Friday was there long before', { days: [5] }, '1969-12-19T12:00:00Z', true],
  ])('%s', (_name, shift, iso, expected) => {
    expect(there(shift, iso)).toBe(expected);
  });
  test('is by the wall clock of the brand, whether it is of days or of hours', () => {
    expect([there({ days: [3] }, '2031-04-08T22:00:00Z', 'Asia/Jerusalem'), there({ days: [3] }, '2031-04-08T20:00:00Z', 'Asia/Jerusalem')]).toEqual([true, false]);
    expect([there({ hours: day }, '2031-04-08T06:00:00Z', 'Asia/Jerusalem'), there({ hours: day }, '2031-04-08T05:00:00Z', 'Asia/Jerusalem')]).toEqual([true, false]);
    expect([there({ hours: day }, '2031-04-08T12:45:00Z', 'America/New_York'), there({ hours: day }, '2031-04-08T09:00:00Z', 'America/New_York')]).toEqual([true, false]);
  });
});

describe('a brand that was asked before', () => {
  const plain = compilePolicy({ rules: [rule({ id: 'A', when: { fact: 'what.topic', is: 'service' }, then: [{ op: 'set', element: 'owner', value: 'care' }, { op: 'require', element: 'approve.legal' }] })] });
  const asked = (of: ReturnType<typeof brand>, topic: string, iso = '2031-04-08T12:00:00Z'): unknown[] => {
    const { owner, approvers, fallback, gaps } = decide(plain, facts({ 'what.topic': topic }), { brand: of, at: Date.parse(iso) });
    return [owner.name, approvers.map(({ role, name }) => [role, name]), [fallback.role, fallback.name], gaps];
  };
  test('still tells roles and humans apart', () => {
    const staffed = brand({ owners: [{ role: 'legal', name: 'Lior' }, { role: 'care', name: 'Adam' }, { role: 'on-call', name: 'Noa' }, { role: 'executive', name: 'Eli' }] });
    for (let round = 0; round < 2; round += 1) {
      expect(asked(staffed, 'service')).toEqual(['Adam', [['legal', 'Lior']], ['on-call', 'Noa'], []]);
      expect(asked(staffed, 'product')).toEqual(['Noa', [], ['executive', 'Eli'], []]);
    }
  });
  test('takes whoever else is there, where neither on call nor executive is', () => {
    const few = brand({ owners: [{ role: 'care', name: 'Adam' }, { role: 'hr', name: 'Hila' }, { role: 'product', name: 'Paz' }] });
    expect(asked(few, 'service')).toEqual(['Adam', [['on-call', null]], ['hr', 'Hila'], ['owner:legal', 'owner:on-call']]);
    expect(asked(few, 'product')).toEqual([null, [], ['care', 'Adam'], ['owner:on-call']]);
    expect(asked(brand(), 'service')).toEqual([null, [['on-call', null]], ['on-call', null], ['owner:care', 'owner:on-call', 'owner:legal']]);
  });
  test('asks anew at every hour where somebody has hours', () => {
    const hours = { from: '08:00', to: '16:00' };
    for (const some of [{ hours }, { days: [2] }]) {
      const shifts = brand({ owners: [{ role: 'care', name: 'Adam', ...some }, { role: 'care', name: 'Bilha' }, { role: 'on-call', name: 'Noa', ...some }, { role: 'executive', name: 'Eli' }] });
      for (let round = 0; round < 2; round += 1) {
        expect(asked(shifts, 'service')).toEqual(['Adam', [['on-call', 'Noa']], ['on-call', 'Noa'], ['owner:legal']]);
        expect(asked(shifts, 'service', '2031-04-09T18:00:00Z')).toEqual(['Bilha', [['on-call', null]], ['executive', 'Eli'], ['owner:legal', 'owner:on-call']]);
        expect(asked(shifts, 'product')[2]).toEqual(['executive', 'Eli']);
      }
    }
    // The same human, followed by another at another hour.
    const nights = brand({ owners: [{ role: 'care', name: 'Adam' }, { role: 'on-call', name: 'Noa', hours }, { role: 'hr', name: 'Hila' }] });
    expect([asked(nights, 'service')[2], asked(nights, 'service', '2031-04-08T18:00:00Z')[2]]).toEqual([['on-call', 'Noa'], ['hr', 'Hila']]);
  });
  test('is part of what was decided on, by all that a plan can depend on and by nothing else', () => {
    const input = (settings: Partial<BrandInput>): string => decide(plain, {}, { brand: brand(settings), subject: { type: 'case', id: 'one', brand: 'acme' } }).input;
    const depending: Partial<BrandInput>[] = [{ id: 'other' }, { timeZone: 'Asia/Jerusalem' }, { languages: ['he'] }, { owners: [{ role: 'hr', name: 'Hila' }] }, { venues: [{ id: 'blog:*' }] }, { canonicalUrl: 'https://acme.example' }];
    expect(new Set([{}, ...depending].map(input)).size).toBe(depending.length + 1);
    expect(input({ name: 'Another', query: 'another' })).toBe(input({}));
    expect(decide(plain, {}).input).not.toBe(input({}));
  });
  test('is answered for in its first language, and without a brand in English', () => {
    expect(decide(plain, {}, { brand: brand({ languages: ['he', 'en'] }) }).tone.language).toBe('he');
    expect(decide(plain, {}).tone.language).toBe('en');
    expect(decide(plain, facts({ 'what.topic': 'service' }))).toMatchObject({ owner: { role: 'on-call', name: null }, fallback: { role: 'on-call', name: null }, gaps: ['owner:care', 'owner:on-call', 'owner:legal'] });
  });
});

test('a venue without a key and a missing canonical page are gaps', () => {
  const locked = brand({ venues: [{ id: 'hashtag:*', answerable: false }] });
  const plan = decide(policy, incident(), { brand: locked, at: 0, venues: { hub: { venue: 'hashtag:#x' } } });
  expect(plan.gaps).toEqual(expect.arrayContaining(['venue:hashtag:#x', 'canonical-page']));
  const open = brand({ canonicalUrl: 'https://acme.example/status' });
  const ready = decide(policy, incident(), { brand: open, at: 0, venues: { hub: { venue: 'hashtag:#x' } } });
  expect(ready.gaps.filter((gap) => !gap.startsWith('owner:'))).toEqual([]);
  expect(ready.venues.find(({ target }) => target === 'canonical')).toMatchObject({ venue: 'https://acme.example/status', purpose: 'record' });
});

test('within the hub the person is answered in the hub, in one place', () => {
  const places = { hub: { venue: 'hashtag:#x' }, origin: { venue: 'hashtag:#x', replyTo: 'post-1' }, originators: [{ venue: 'hashtag:#x', replyTo: 'post-1' }, { venue: 'blog:y', replyTo: 'post-0' }] };
  const plan = decide(policy, incident({ 'what.harm': 4 }), { venues: places });
  expect(plan.venues.slice(0, 2)).toMatchObject([{ target: 'hub', venue: 'hashtag:#x', replyTo: 'post-1' }, { target: 'originators', venue: 'blog:y', purpose: 'additional' }]);
});
