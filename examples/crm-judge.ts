// runnable
// A judge of one's own that looks people up in a customer database, beside the one that comes with kashuv. The database is a map here, so that
// this runs offline; put a call of your own in `lookUp`. It asks by account, never by the name somebody shows: anybody can take a name.
import { createMonitor, english, hebrew, memoryStore, virtualClock } from 'kashuv';
import { profileJudge } from 'kashuv/judges/profile';
import { defineSpeakerJudge, KashuvError, known, unknown, type Post, type SpeakerRole } from 'kashuv/spec';

interface Customer {
  readonly number: string;
  readonly status: 'active' | 'staff' | 'reseller';
}

const database = new Map<string, Customer>([
  ['host/lea-7', { number: 'C-1001', status: 'active' }],
  ['host/dan-2', { number: 'C-1002', status: 'staff' }],
  ['domain/tools.example', { number: 'C-1003', status: 'reseller' }],
]);
let isDown = false;

/** What a real one asks over the network, with `context.fetch` and `context.signal`. */
async function lookUp(account: string): Promise<Customer | null> {
  if (isDown) throw new KashuvError('UNAVAILABLE', 'the database does not answer.', { fix: 'It is asked again by itself.' });
  return database.get(account) ?? null;
}

const roles: Readonly<Record<Customer['status'], SpeakerRole>> = { active: 'customer', staff: 'employee', reseller: 'partner' };

/** The account in its source, and domains that the source has proved: all that nobody else can have. */
const accountsOf = ({ source, author }: Post): string[] => (author === undefined ? [] : [`${source}/${author.id}`, ...(author.verifiedDomains ?? []).map((domain) => `domain/${domain}`)]);

const crmJudge = defineSpeakerJudge({
  contract: 1,
  name: 'crm',
  instance: 'crm',
  version: '1',
  capabilities: { maxInFlight: 8, sendsTextOut: false },
  async judge({ post }) {
    for (const account of accountsOf(post)) {
      const customer = await lookUp(account);
      // The ledger is kept: it gets what was looked up, not a customer's number.
      if (customer !== null) return known(roles[customer.status], 0.97, [{ source: 'list', cue: `crm.${customer.status}` }]);
    }
    return unknown('no customer has this account');
  },
});

const languages = [english(), hebrew()];
const at = Date.parse('2026-05-04T09:00:00Z');
const clock = virtualClock({ start: at });
const monitor = createMonitor({
  brands: [{ id: 'acme', name: 'Acme', query: 'acme' }],
  store: memoryStore(),
  clock,
  languages,
  // The surest of them decides; what a human corrected beats them all.
  judges: [crmJudge, profileJudge({ packs: languages })],
});
monitor.on('speaker.judged', ({ role }) => {
  const evidence = role.known ? role.evidence.map(({ source, cue }) => `${source} ${cue}`).join(', ') : role.why;
  console.log(role.known ? `  ${role.value} (${role.confidence}): ${evidence}` : `  not known: ${evidence}`);
});
monitor.on('judge.failed', ({ judge, message }) => console.log(`  ${judge} failed: ${message}`));

async function say(text: string, author: NonNullable<Post['author']>): Promise<void> {
  console.log(`${author.name}: ${text}`);
  await monitor.ingest({ id: `${author.id}: ${text}`, text, author, postedAt: clock.now() });
  await monitor.idle();
}

await say('Acme, hello?', { id: 'lea-7', name: 'Lea' });
await say('Acme, hello?', { id: 'someone', name: 'Lea' });
await say('Acme, hello?', { id: 'dan-2', name: 'Dan' });
await say('Acme is out of stock again', { id: 'shop', name: 'Tools', verifiedDomains: ['tools.example'] });
await say('Acme, my order never came', { id: 'noa', name: 'Noa' });

// What could not be looked up is no stranger: the call is made again later, and until then stands what was known before.
isDown = true;
await say('Acme, hello again', { id: 'lea-7', name: 'Lea' });
isDown = false;

// A human knows better, from now on.
const mentions: string[] = [];
for await (const event of monitor.events()) if (event.type === 'mention.heard') mentions.push(event.data.mention.id);
await monitor.correct({ mention: mentions[1] ?? '', role: 'former-employee', by: 'Dana' });
await say('Acme, my order never came', { id: 'someone', name: 'Lea' });
await monitor.stop();
