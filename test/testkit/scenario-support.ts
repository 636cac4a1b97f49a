import type { ScenarioInput } from '../../src/testkit/scenarios/index.ts';

/** A small crisis: a kettle that burns people, told of by a few. */
export function kettles(steps: ScenarioInput['steps'] = checks()): ScenarioInput {
  return {
    name: 'kettles',
    title: 'Kettles that burn',
    source: 'written for the tests',
    start: '2026-05-04T09:00:00+03:00',
    brand: {
      id: 'acme',
      name: 'Acme',
      query: 'acme',
      accounts: { handles: ['acme_official'] },
      owners: [{ role: 'on-call', name: 'Tal' }, { role: 'spokesperson', name: 'Noa' }, { role: 'safety', name: 'Gil' }, { role: 'senior-care', name: 'Dana' }, { role: 'legal', name: 'Ben' }],
      canonicalUrl: 'https://acme.example/updates',
    },
    venues: { social: { id: 'site:social', kind: 'site', class: 'microblog', name: 'Social' } },
    people: { official: { handle: 'acme_official', name: 'Acme' }, worker: { name: 'Ida', bio: 'I work at Acme.' } },
    steps: [
      { at: '+0m', mentions: [{ id: 'first', by: '@maya', venue: 'social', text: 'My Acme kettle caught fire and burned my hand. I am furious! #acmekettle' }] },
      { at: '+1m', crowd: { id: 'more', posts: 6, over: '5m', venue: 'social', texts: ['{My|Our} Acme kettle {caught fire|exploded|burned my son}. This is dangerous, I am furious! #acmekettle'] } },
      ...steps,
    ],
  };
}

export function checks(): ScenarioInput['steps'] {
  return [
    {
      at: '+10m',
      check: {
        name: 'danger',
        says: 'Danger first: what to do, and the authority.',
        severity: { atLeast: 'critical' },
        contains: { must: ['say.instruction', 'act.notifyAuthority'] },
        forbids: ['never.minimise'],
        deadlines: { ackBy: '+25m' },
        rules: { fired: ['R-40', 'R-14'], notFired: ['R-46'] },
        duties: { open: ['acknowledge', 'hold'] },
        incident: { state: ['suspected', 'investigating'] },
        events: ['incident.opened'],
      },
    },
  ];
}
