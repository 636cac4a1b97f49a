import type { RuleInput } from '../../spec/rule.ts';
import { all, isTakeover, mayJoke, ownPostWrong } from './conditions.ts';

/** P3: when the wrong words stand on the brand's own account. */
export const ownPostRules: readonly RuleInput[] = [
  {
    id: 'R-46',
    revision: 1,
    title: { en: 'an error on the own account', he: 'טעות בחשבון שלנו' },
    reason: {
      en: 'The wrong words stand on our own account: they are taken down openly, within the hour, and nobody is put in the pillory.',
      he: 'מילים שגויות עומדות בחשבון שלנו: מסירים אותן בגלוי, בתוך שעה, ובלי להוקיע איש.',
    },
    basis: { seed: ['S2-12'], literature: ['Red Cross 2011', 'US Airways 2014', 'HMV 2013'] },
    level: 'must',
    block: 'P3',
    when: ownPostWrong,
    onUnknown: 'skip',
    then: [
      { op: 'set', element: 'decision', value: 'holding-statement' },
      { op: 'set', element: 'stage', value: 'own-post-error' },
      { op: 'set', element: 'owner', value: 'spokesperson' },
      { op: 'set', element: 'moderation', value: 'retract-own' },
      { op: 'set', element: 'deadline.ackBy', value: { table: 'own-post' } },
      { op: 'require', element: 'say.retraction' },
      { op: 'require', element: 'act.alertOwner' },
      { op: 'require', element: 'act.preserveEvidence' },
      { op: 'require', element: 'act.keyRotation' },
      { op: 'require', element: 'approve.spokesperson' },
      { op: 'forbid', element: 'never.accuse' },
      { op: 'forbid', element: 'never.discipline' },
      { op: 'forbid', element: 'never.unmask' },
    ],
  },
  {
    id: 'R-46.hurt',
    revision: 1,
    title: { en: 'sorry for words that were not harmless', he: 'מצטערים על מילים שלא היו תמימות' },
    reason: {
      en: 'The wrong words may have hurt somebody, so the brand says that it is sorry and sees what they did; a harmless slip is simply owned up to.',
      he: 'ייתכן שהמילים השגויות פגעו במישהו, ולכן המותג מצטער ורואה מה הן גרמו; על מעידה תמימה די להודות.',
    },
    basis: { seed: ['S2-13'], literature: ['US Airways 2014', 'HMV 2013', 'Red Cross 2011'], design: 'conflict C7' },
    level: 'must',
    block: 'P3',
    when: all({ fact: 'incident.ownPost', known: true }, ownPostWrong, { not: mayJoke }),
    onUnknown: 'apply',
    then: [
      { op: 'require', element: 'say.apology' },
      { op: 'require', element: 'say.empathy' },
    ],
  },
  {
    id: 'R-46.takeover',
    revision: 1,
    title: { en: 'the account is in other hands', he: 'החשבון בידיים זרות' },
    reason: { en: 'Somebody else writes in our name, so the keys are changed at once and everybody is told which words are not ours.', he: 'מישהו אחר כותב בשמנו, ולכן מחליפים מיד את ההרשאות ואומרים לכולם אילו מילים אינן שלנו.' },
    basis: { literature: ['HMV 2013'] },
    level: 'must',
    block: 'P3',
    when: isTakeover,
    onUnknown: 'skip',
    then: [
      { op: 'require', element: 'act.informEmployees' },
      { op: 'require', element: 'say.action' },
      { op: 'require', element: 'say.knowns' },
    ],
  },
];
