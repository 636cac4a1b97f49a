import { describe, expect, test } from 'vitest';
import { decide, prPolicy } from '../../src/policy/index.ts';
import type { BrandInput } from '../../src/spec/brand.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { brand, complaint, incident, outcomeOf, rule } from './support.ts';

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
