// runnable
// How a host changes the policy, what that does to a plan, and how one asks why a rule did not apply.
import { decide, defineRule, explainPlan, prPolicy, whyNot } from 'kashuv/policy';
import { known, type Facts } from 'kashuv/spec';

// A rule of one's own: who asks for money back hears from us within the hour.
const refunds = defineRule({
  id: 'ACME-1',
  revision: 1,
  title: { en: 'refunds within the hour', he: 'החזרים בתוך שעה' },
  reason: { en: 'Money is asked back, so somebody answers within the hour.', he: 'מבקשים כסף בחזרה, ולכן מישהו עונה בתוך שעה.' },
  basis: { design: 'our own promise to customers' },
  level: 'must',
  block: 'P5',
  when: { fact: 'what.demand', is: 'refund' },
  then: [{ op: 'set', element: 'deadline.ackBy', value: 60 }],
});

// One that takes the place of a default rule: praise is answered within a day, by somebody who is asked to.
const praise = defineRule({
  id: 'R-13',
  revision: 1,
  title: { en: 'praise is answered', he: 'על מחמאות משיבים' },
  reason: { en: 'We thank those who thank us.', he: 'אנחנו מודים למי שמודה לנו.' },
  basis: { design: 'our own' },
  level: 'should',
  block: 'P5',
  when: { fact: 'what.kinds', has: ['praise'] },
  then: [
    { op: 'set', element: 'decision', value: 'respond' },
    { op: 'set', element: 'stage', value: 'praise' },
    { op: 'set', element: 'owner', value: 'community' },
    { op: 'set', element: 'deadline.ackBy', value: 24 * 60 },
    { op: 'require', element: 'say.thanks' },
  ],
});

const byDefault = prPolicy();
const ours = prPolicy({
  add: [refunds],
  replace: [praise],
  switchOff: ['R-49'], // no public compensation in the first word
  settings: { deadlines: { conclusive: 24 * 60 } },
});

const refund: Facts = {
  'what.kind': known('complaint'),
  'what.sentiment': known('negative'),
  'what.demand': known('refund'),
  'who.role': known('customer', 0.8),
  'post.venueClass': known('microblog'),
};
const thanks: Facts = { 'what.kind': known('praise'), 'what.sentiment': known('positive'), 'who.role': known('fan', 0.9) };
const at = Date.parse('2026-05-04T09:00:00Z');

for (const [name, policy] of [['default', byDefault], ['ours', ours]] as const) {
  const plan = decide(policy, refund, { at });
  console.log(`-- a refund, ${name} policy ${policy.version}`);
  console.log(explainPlan(plan, 'en', { length: 'short', policy }));
  console.log(whyNot(plan, 'ACME-1', 'en', { policy }));
  console.log(whyNot(plan, 'R-49', 'en', { policy }));
  console.log('switched off:', plan.switchedOff.join(', ') || 'nothing');
  const { level, deadlines } = decide(policy, thanks, { at });
  console.log(`praise: ${level}, within ${deadlines.ackBy?.minutes ?? 0} minutes\n`);
}

// What makes no sense is refused when the policy is made, with the place and the fix.
try {
  prPolicy({ add: [defineRule({ ...refunds, when: { fact: 'what.demand', is: 'moon' } })] });
} catch (error) {
  console.log(String(error));
}
