// runnable
// The two pure functions alone: no monitor, no store, no network.
import { decide, explainPlan, prPolicy } from 'kashuv/policy';
import { review } from 'kashuv/review';
import { known, unknown } from 'kashuv/spec';

// A crowd is angry, the cause is not known, and nothing has been said yet where the crowd is.
const plan = decide(
  prPolicy(),
  {
    'incident.state': known('investigating'),
    'incident.open': known(true),
    'incident.hub': known(true),
    'incident.statementAtHub': known(false),
    'incident.velocity': known(2),
    'incident.cause': unknown('nobody has found it yet'),
    'what.sentiment': known('negative'),
    'what.harm': known(2),
    'what.themes': known(['safety']),
  },
  { at: Date.parse('2026-05-04T09:00:00Z'), venues: { hub: { venue: 'hashtag:#acmefire', share: 0.8 } } },
);
console.log(explainPlan(plan, 'en', { length: 'short' }));
console.log(`\n${explainPlan(plan, 'he', { length: 'short' })}`);

// Two drafts for it, held against what this plan requires and forbids.
const context = {
  stage: plan.stage,
  severity: plan.severity.level,
  themes: ['safety'],
  incidentOpen: true,
  require: plan.require.filter(({ level }) => level === 'must').map(({ element }) => element),
  forbid: plan.forbid.map(({ element }) => element),
};
const drafts = {
  cold: 'We are aware of a minor glitch with some kettles. We apologise for any inconvenience.',
  warm:
    'We know that Acme kettles have burned people, and I am sorry: this must have been frightening. Please unplug yours now. ' +
    'We have stopped selling them and are examining the kettles you sent us. We do not know yet what causes it. ' +
    'Our next update is at 12:00 here and on https://acme.example/kettles.\n— Noam, Acme',
};
for (const [name, text] of Object.entries(drafts)) {
  const { verdict, warmth, findings } = review(text, context);
  console.log(`\n${name}: ${verdict}, warmth ${warmth.score}`);
  for (const { level, cue, span, message } of findings) console.log(`  ${level.padEnd(5)} ${cue} ${span ? `“${text.slice(span.start, span.end)}” ` : ''}${message}`);
}
