// runnable
// What is owed to four people who spoke about a brand. Offline: English and Hebrew, local cues, a store in memory.
import { createMonitor, explainPlan } from 'kashuv';

const timeZone = 'Asia/Jerusalem';
const forum = { id: 'site:forum', kind: 'site', class: 'forum', name: 'The forum' } as const;

await using monitor = createMonitor({
  brands: [
    {
      id: 'acme',
      name: 'Acme',
      query: 'acme OR אקמי',
      languages: ['en', 'he'],
      timeZone,
      owners: [
        { role: 'care', name: 'Dana' },
        { role: 'spokesperson', name: 'Noam' },
        { role: 'on-call', name: 'Tal' },
      ],
    },
  ],
});

const now = Date.now();
const { accepted, skipped } = await monitor.ingest([
  { id: '1', text: 'I bought an Acme kettle last week. It arrived broken and nobody answers the phone!', author: { id: 'lena' }, venue: forum, postedAt: now },
  { id: '2', text: 'הקומקום של אקמי הגיע שבור ואף אחד לא עונה לי.', author: { id: 'yael' }, venue: forum, postedAt: now },
  { id: '3', text: 'Does the Acme kettle switch itself off?', author: { id: 'kim' }, venue: forum, postedAt: now },
  { id: '4', text: 'I love my new Acme kettle, thank you!', author: { id: 'omar' }, venue: forum, postedAt: now },
  { id: '5', text: 'Lovely weather today.', author: { id: 'omar' }, venue: forum, postedAt: now },
]);
await monitor.idle();
console.log(`${accepted} posts taken in, ${skipped.length} skipped, ${monitor.health().intake.heard} concern Acme.\n`);

for (const plan of await monitor.plans()) {
  const replyTo = plan.venues.find(({ replyTo }) => replyTo !== null)?.replyTo;
  const post = replyTo == null ? null : await monitor.post(replyTo);
  const language = post?.language.code === 'he' ? 'he' : 'en';
  console.log(`“${post?.text ?? ''}”\n${explainPlan(plan, language, { length: 'short', timeZone })}\n`);
}

console.log('Owed, by deadline:');
for (const { kind, level, owner, dueAt, rule } of await monitor.duties({ state: 'waiting' })) {
  const due = new Date(dueAt).toLocaleString('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  console.log(`  ${due}  ${kind.padEnd(8)} ${level.padEnd(6)} ${owner.name ?? 'nobody'} (${owner.role}), ${rule}`);
}
