import type { Rule } from '../spec/rule.ts';

/**
 * What holds where no rule says anything: somebody looks, soon enough, and nothing is conceded or hidden. Not switchable:
 * it is why a plan is whole whatever rules it is made from. Every rule beats it.
 */
export const baselineRule: Rule = {
  id: 'I-00',
  revision: 1,
  title: { en: 'nobody is forgotten', he: 'איש אינו נשכח' },
  reason: {
    en: 'No rule asks for more, so somebody keeps an eye on it and looks again.',
    he: 'אין כלל שדורש יותר, ולכן מישהו עוקב ובוחן שוב.',
  },
  basis: { seed: ['S1-13'], literature: [], design: 'the fallback of the engine' },
  level: 'may',
  block: 'P7',
  when: { always: true },
  onUnknown: 'skip',
  then: [
    { op: 'set', element: 'decision', value: 'monitor' },
    { op: 'set', element: 'stage', value: 'none' },
    { op: 'set', element: 'owner', value: 'on-call' },
    { op: 'set', element: 'concession', value: 'none' },
    { op: 'set', element: 'cluster', value: 'undetermined' },
    { op: 'set', element: 'apology', value: 'concern' },
    { op: 'set', element: 'moderation', value: 'none' },
    { op: 'set', element: 'humour', value: 'off' },
    { op: 'set', element: 'warmth', value: 0 },
    { op: 'set', element: 'maxSimilarity', value: 0.9 },
    { op: 'set', element: 'deadline.ackBy', value: { table: 'answer' } },
    { op: 'set', element: 'deadline.reviewAt', value: { table: 'monitor' } },
    { op: 'require', element: 'venue.origin' },
  ],
};
