// runnable --yes
// A host app: shows what is owed and why, drafts, lets a human edit and approve on the terminal, and "sends" into a file.
// With --yes nobody is asked: "the demo" submits the words below and approves them.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createMonitor, explainPlan, KashuvError } from 'kashuv';
import { dryRun } from 'kashuv/publishers/dry-run';
import type { Duty } from 'kashuv/spec';

const unattended = process.argv.includes('--yes');
const input = unattended ? null : createInterface({ input: process.stdin });
const lines = input?.[Symbol.asyncIterator]();

/** What the human types; where nobody is asked or nobody is left, `otherwise`. */
async function ask(question: string, otherwise: string): Promise<string> {
  if (lines === undefined) return otherwise;
  process.stdout.write(question);
  const line = await lines.next();
  return line.done === true ? otherwise : line.value.trim();
}

const file = join(await mkdtemp(join(tmpdir(), 'kashuv-')), 'sent.jsonl');
await using monitor = createMonitor({
  brands: [{ id: 'acme', name: 'Acme', query: 'acme', owners: [{ role: 'care', name: 'Dana' }, { role: 'on-call', name: 'Tal' }] }],
  publishers: [dryRun({ file })],
});
await monitor.ingest([
  { id: 'lena-1', text: 'I bought an Acme kettle and it arrived broken. Nobody answers my calls!', author: { id: 'lena', name: 'Lena' } },
  { id: 'kim-1', text: 'Does the Acme kettle switch itself off?', author: { id: 'kim', name: 'Kim' } },
]);
await monitor.idle();

const me = (await ask('Your name: ', 'the demo')) || 'a human';
const ownWords: Record<string, string> = {
  'lena-1':
    'Lena, thank you for telling us. I understand how annoying this is. You are right: your kettle should not have arrived broken, and somebody ' +
    'should have picked up the phone. I am sorry. I am looking into both now and will write to you here by 18:00. — Dana, Acme',
  'kim-1': 'Hello Kim, thank you for asking. Yes, the kettle switches itself off when the water boils. — Dana, Acme',
};

for (const duty of await monitor.duties({ state: 'waiting' })) await settle(duty);

console.log('\nIn the end:');
for (const { kind, owner, state } of await monitor.duties()) console.log(`  ${kind.padEnd(8)} ${owner.name ?? owner.role}: ${state.is}`);
const sent = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
console.log(`Replies in the file: ${sent.length}`);
input?.close();

/** One duty: the post, the plan, a draft, and what the human makes of it. */
async function settle(duty: Duty): Promise<void> {
  const post = duty.replyTo === null ? null : await monitor.post(duty.replyTo);
  const [plan] = await monitor.plans({ subject: duty.subject.id });
  console.log(`\n--- ${duty.kind} (${duty.level}), ${duty.owner.name ?? duty.owner.role}, by ${new Date(duty.dueAt).toISOString()}`);
  console.log(`“${post?.text ?? ''}”`);
  if (plan !== undefined) console.log(explainPlan(plan, 'en', { length: 'short' }));

  let { draft, review } = await monitor.draft(duty.id, { facts: { signature: 'Dana' } });
  for (;;) {
    console.log(`\n${draft.text}\n[${review.verdict}, warmth ${review.warmth.score}]`);
    for (const { name, hint } of draft.slots) console.log(`  blank {${name}}: ${hint}`);
    for (const { level, cue, message, suggestion } of review.findings) console.log(`  ${level} ${cue}: ${message} ${suggestion}`);

    // Nobody there: a conclusive answer is given on the phone, all else is written in our own words and approved.
    const usual = unattended ? (duty.kind === 'conclude' ? 'd' : draft.by.type === 'human' ? 'a' : 'e') : 's';
    const choice = await ask('[a]pprove, [e]dit, [d]one elsewhere, [w]aive, [s]kip? ', usual);
    try {
      if (choice === 'a') {
        const { reply } = await monitor.approve({ draft: draft.id, text: draft.text, by: me });
        return console.log(`approved by ${me}; ${reply?.state ?? 'yours to send'}`);
      } else if (choice === 'e') {
        const text = await ask('Your words: ', ownWords[post?.sourceId ?? ''] ?? draft.text);
        ({ draft, review } = await monitor.submitDraft({ duty: duty.id, text, by: me }));
      } else if (choice === 'd') {
        await monitor.tell({ about: 'answered', duty: duty.id, with: await ask('How? ', 'on the phone'), by: me });
        return console.log('noted');
      } else if (choice === 'w') {
        await monitor.waive({ duty: duty.id, by: me, reason: await ask('Why? ', '') });
        return console.log('waived');
      } else if (choice === 's') {
        return;
      }
    } catch (error) {
      // Refused: the review blocks these words, a blank is open, a reason is missing.
      if (!KashuvError.is(error) || unattended) throw error;
      console.log(error.message);
    }
  }
}
