// runnable --yes
// A host app: shows what is owed and why, drafts, lets a human edit and approve on the terminal, and "sends" into a file.
// With --yes nobody is asked: "the demo" submits the words below and approves them.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createMonitor } from 'kashuv';
import { dryRun } from 'kashuv/publishers/dry-run';
import { settle, type Human } from './host-app/settle.ts';

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

const ownWords: Record<string, string> = {
  'lena-1':
    'Lena, thank you for telling us. I understand how annoying this is. You are right: your kettle should not have arrived broken, and somebody ' +
    'should have picked up the phone. I am sorry. I am looking into both now and will write to you here by 18:00. — Dana, Acme',
  'kim-1': 'Hello Kim, thank you for asking. Yes, the kettle switches itself off when the water boils. — Dana, Acme',
};

const human: Human = {
  name: (await ask('Your name: ', 'the demo')) || 'a human',
  attends: !unattended,
  ask,
  words: (post) => ownWords[post?.sourceId ?? ''] ?? null,
  show: (text) => console.log(text),
};
for (const duty of await monitor.duties({ state: 'waiting' })) await settle(monitor, duty, human);

console.log('\nIn the end:');
for (const { kind, owner, state } of await monitor.duties()) console.log(`  ${kind.padEnd(8)} ${owner.name ?? owner.role}: ${state.is}`);
const sent = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
console.log(`Replies in the file: ${sent.length}`);
input?.close();
