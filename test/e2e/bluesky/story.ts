import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settle, type Human } from '../../../examples/host-app/settle.ts';
import { createMonitor } from '../../../src/index.ts';
import { blueskyPublisher } from '../../../src/publishers/bluesky/index.ts';
import { blueskyFirehose } from '../../../src/sources/bluesky/index.ts';
import type { Monitor } from '../../../src/core.ts';
import type { Duty } from '../../../src/spec/duty.ts';
import type { Post } from '../../../src/spec/post.ts';
import { sqliteStore } from '../../../src/stores/sqlite.ts';
import type { Account, Ref } from '../../support/bluesky.ts';
import type { BlueskyNetwork } from '../../support/bluesky-network.ts';
import { AMPLIFIERS, ANSWERS, BRAND, COMPLAINTS, ELSEWHERE, HASHTAG, HUB, IN_THREAD, REGRETTED, REGRETTED_WORDS, STATEMENT } from './cast.ts';
import type { Ending } from './ending.ts';
import { seenBy } from './seen.ts';
import { Watch } from './watch.ts';

const PATIENT: readonly string[] = COMPLAINTS.slice(0, 6).map(([name]) => name);
const ROLES = ['care', 'spokesperson', 'legal', 'hr', 'executive', 'on-call'] as const;

/** A crisis on a Bluesky network, from the first complaint to the answers, with a server that dies in between. `say` takes the transcript. */
export async function tellStory(network: BlueskyNetwork, say: (line: string) => void): Promise<Ending> {
  const folder = await mkdtemp(join(tmpdir(), 'kashuv-e2e-'));
  const { server } = network;
  const file = join(folder, 'acme.db');
  const accounts = new Map<string, Account>();
  for (const name of [BRAND, ...COMPLAINTS.map(([who]) => who), ...[...IN_THREAD, ...ELSEWHERE].map(([who]) => who), ...AMPLIFIERS, REGRETTED[0]]) accounts.set(name, await server.enrol(name));
  const accountOf = (name: string): Account => accounts.get(name) as Account;
  const brand = accountOf(BRAND);
  const ofDid = (did: string): Account => [...accounts.values()].find((account) => account.did === did) as Account;
  const nameOf = (did: string | undefined): string => [...accounts].find(([, account]) => account.did === did)?.[0] ?? '';
  const now = () => new Date().toISOString();
  const post = (name: string, text: string, more: object = {}) => server.write(accountOf(name), { text, createdAt: now(), langs: ['en'], ...more });
  say(`A network on this machine: ${accounts.size} accounts${network.view === null ? '' : ', an application view'}.`);

  const publisher = blueskyPublisher({ service: server.url, identifier: `${BRAND}.test`, password: brand.password, allowPrivate: true });
  let fetch: typeof globalThis.fetch = (...args) => globalThis.fetch(...args);
  const options = {
    brands: [{ id: 'acme', name: 'Acme', query: `acme OR ${HASHTAG}`, languages: ['en'], accounts: { handles: [brand.did] }, owners: ROLES.map((role) => ({ role, name: 'Dana' })) }],
    sources: [blueskyFirehose({ service: server.stream, start: 'oldest', allowPrivate: true, ...(network.view !== null && { appView: network.view }) })],
    publishers: [publisher],
    fetch: (...args: Parameters<typeof globalThis.fetch>) => fetch(...args),
    limits: { retryBaseMs: 100, retryMaxMs: 1_000 },
  };
  const monitor = createMonitor({ ...options, store: sqliteStore(file) });
  const watch = new Watch(monitor);
  const stopping = new AbortController();
  const running = monitor.run({ signal: stopping.signal });
  const ending: Partial<Ending> = {};
  try {
    // People complain under a hashtag and in a thread; others carry it further.
    const posts = new Map<string, Ref>();
    for (const [name, text] of COMPLAINTS) posts.set(name, await post(name, text));
    const root = posts.get('anna-k') as Ref;
    for (const [name, text] of IN_THREAD) posts.set(name, await post(name, text, { reply: { root, parent: root } }));
    for (const name of AMPLIFIERS.slice(0, 2)) await server.write(accountOf(name), { subject: root, createdAt: now() }, { collection: 'app.bsky.feed.repost' });
    for (const name of AMPLIFIERS.slice(2)) await post(name, 'Unbelievable. Read this and stay away from them.', { embed: { $type: 'app.bsky.embed.record', record: root } });
    const [[asker, question], [hurt, complaint]] = ELSEWHERE;
    const other = await post(asker, question);
    await post(hurt, complaint, { reply: { root: other, parent: other } });
    const regretted = await post(REGRETTED[0], REGRETTED[1]);
    const spoken = COMPLAINTS.length + IN_THREAD.length + ELSEWHERE.length + AMPLIFIERS.length + 1;
    say(`${COMPLAINTS.length + 1} complain under ${HASHTAG}, ${IN_THREAD.length} in a thread; 2 repost, 2 quote. Elsewhere one asks about deliveries, and one answers that theirs never came.`);
    await watch.until(() => watch.count('mention.heard') >= spoken);
    await monitor.idle();
    say(`kashuv hears all ${spoken} over the firehose.`);
    ending.amplified = await amplified(monitor);

    // The incident, its hub and its plan.
    const incident = await watch.until(async () => (await monitor.incidents({ open: true })).find(({ hub }) => hub?.venue.id === HUB));
    ending.hub = incident.hub?.venue.id;
    ending.incidentCases = (await monitor.cases({ incident: incident.id })).length;
    const [plan] = await watch.until(async () => {
      const plans = await monitor.plans({ subject: incident.id });
      return plans.length > 0 && plans;
    });
    say(`An incident opens: severity ${incident.severity.level}, hub ${ending.hub}, ${ending.incidentCases} conversations. Plan: ${plan?.decision.action ?? ''}.`);

    // A human at the desk of the example host app.
    const human: Human = {
      name: 'Dana',
      attends: false,
      ask: (_, otherwise) => Promise.resolve(otherwise),
      words: (mention) => (mention === null ? STATEMENT : (ANSWERS[nameOf(mention.author?.id)] ?? null)),
      show: (text) => (text.startsWith('approved') ? say(`  ${text}`) : undefined),
    };
    const statementDuty = await owed(watch, monitor, ({ subject, kind, venue, replyTo }) => subject.id === incident.id && kind === 'acknowledge' && venue === HUB && replyTo === null);
    say(`Dana is owed at ${HUB}: ${statementDuty.kind}.`);
    await settle(monitor, statementDuty, human);
    const own = await server.posts(brand);
    ending.statement = own[0]?.value ?? {};
    say(`  “${String(ending.statement.text)}”, tags ${JSON.stringify(ending.statement.tags)}`);

    const personal = (await monitor.duties({ state: 'waiting' })).filter(({ subject, kind, replyTo }) => subject.type === 'case' && replyTo !== null && kind !== 'review' && kind !== 'triage' && kind !== 'safeguard' && kind !== 'conclude');
    say(`${personal.length} people are owed a word of their own.`);
    // Kept for the time when the server dies: one of those who neither block the brand nor close their thread.
    const authors = new Map<string, string>();
    for (const { id, replyTo } of personal) authors.set(id, nameOf((await monitor.post(replyTo ?? ''))?.author?.id));
    const last = personal.find(({ id }) => PATIENT.includes(authors.get(id) ?? ''));
    if (last === undefined) throw new Error('nobody who waits is owed an answer.');
    const replies: Ending['replies'] = [];
    const reply = async (duty: Duty): Promise<string> => {
      const asked = await threadOf(monitor, duty);
      await settle(monitor, duty, human);
      const sent = watch.told.filter(({ type }) => type === 'reply.sent').at(-1)?.data as { receipt: { id: string } };
      const { value } = await server.read<{ reply: { parent: Ref; root: Ref } }>(sent.receipt.id);
      replies.push({ parent: value.reply.parent.uri, root: value.reply.root.uri, asked });
      return sent.receipt.id;
    };
    for (const duty of personal) if (duty !== last) await reply(duty);
    ending.replies = replies;
    const receipts = watch.told.filter(({ type }) => type === 'reply.sent').map(({ data }) => (data as { receipt: { id: string } }).receipt.id);
    ending.seen = network.view === null ? null : await seenBy({ network, accountOf: ofDid, posts, brand, replies, receipts, publisher, say });

    // Somebody takes their words back.
    await server.remove(accountOf(REGRETTED[0]), regretted.uri);
    await watch.until(() => watch.count('mention.deleted') > 0);
    say('Olga deletes her post; kashuv hears of it.');

    // The server dies while it writes: nobody hears its answer.
    const asked = await threadOf(monitor, last);
    const unread: Ref[] = [];
    fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      if (!(typeof input === 'string' && input.includes('putRecord'))) return response;
      fetch = (...args) => globalThis.fetch(...args);
      for (const [index, name] of AMPLIFIERS.entries()) unread.push(await post(name, `Still nobody has called my Acme kettle back, number ${index}. ${HASHTAG}`));
      await server.kill();
      throw new TypeError('the line went dead');
    };
    const before = watch.told.length;
    await settle(monitor, last, human);
    ending.duringOutage = watch.told.slice(before).find(({ type }) => type.startsWith('reply.'))?.type ?? 'nothing';
    say(`The server dies while it takes an answer: ${ending.duringOutage}.`);
    await watch.until(() => watch.count('source.failed') > 0);
    await server.restart();
    const late = await post('kira-a', `And another Acme kettle on fire, in my own kitchen. ${HASHTAG}`);
    await watch.until(() => hears(monitor, late.uri));
    ending.lost = (await Promise.all(unread.map(({ uri }) => hears(monitor, uri)))).filter((heard) => !heard).length;
    say(`It comes back. What is said then is heard, and so are the ${unread.length} posts it took in its last moment.`);
    const met = await watch.until(async () => (await monitor.duties()).find(({ id, state }) => id === last.id && state.is === 'answered'));
    ending.metBy = met.state.is === 'answered' ? met.state.by : '';
    const answers = (await server.posts(brand)).filter(({ value }) => (value.reply as { parent?: Ref } | undefined)?.parent?.uri === asked.parent);
    ending.saidAfterOutage = answers.length;
    say(`So is the answer, which had arrived: the duty is met, and the person has ${answers.length} answer.`);
    await monitor.idle();
    ending.doubled = doubled((await server.posts(brand)).map(({ value }) => (value.reply as { parent?: Ref } | undefined)?.parent?.uri ?? 'the statement'));
  } finally {
    stopping.abort();
    await running;
    await monitor[Symbol.asyncDispose]();
  }

  // kashuv itself goes away and comes back, on the same store.
  const meanwhile = await post('leo-d', `Acme, is anybody reading this? Smoke again. ${HASHTAG}`);
  const said = (await server.posts(brand)).length;
  const again = createMonitor({ ...options, store: sqliteStore(file) });
  const stoppingAgain = new AbortController();
  const watchAgain = new Watch(again);
  const runningAgain = again.run({ signal: stoppingAgain.signal });
  try {
    await watchAgain.until(() => hears(again, meanwhile.uri));
    ending.heardTwice = doubled(await heardBy(again)).length;
    ending.saidByItself = (await server.posts(brand)).length - said;
  } finally {
    stoppingAgain.abort();
    await runningAgain;
    await again[Symbol.asyncDispose]();
  }
  say(`kashuv is stopped and started again: it hears what was said meanwhile, ${ending.heardTwice} posts twice, and says nothing by itself.`);
  const bytes = await readFile(file);
  ending.deletedTextInStore = bytes.includes(REGRETTED_WORDS);
  ending.otherTextInStore = bytes.includes('spent the night in hospital');
  say(`Of Olga's words the store's file holds ${ending.deletedTextInStore ? 'SOMETHING' : 'nothing'}.`);
  await rm(folder, { recursive: true, force: true });
  return ending as Ending;
}

const owed = (watch: Watch, monitor: Monitor, is: (duty: Duty) => boolean): Promise<Duty> => watch.until(async () => (await monitor.duties({ state: 'waiting' })).find(is));

/** Parent and root, by the vendor's ids, of the post that a duty answers. */
async function threadOf(monitor: Monitor, { replyTo }: Duty): Promise<{ parent: string; root: string }> {
  const parent = replyTo === null ? null : await monitor.post(replyTo);
  const root = parent === null ? null : await monitor.post(parent.thread.root);
  return { parent: parent?.sourceId ?? '', root: root?.sourceId ?? '' };
}

/** All that was heard and is still there. */
async function* heardPosts(monitor: Monitor): AsyncGenerator<Post> {
  for await (const event of monitor.events({ brand: 'acme' })) {
    const post = event.type === 'mention.heard' ? await monitor.post(event.data.mention.post) : null;
    if (post !== null) yield post;
  }
}

async function heardBy(monitor: Monitor): Promise<string[]> {
  const ids: string[] = [];
  for await (const { sourceId } of heardPosts(monitor)) ids.push(sourceId);
  return ids;
}

async function amplified(monitor: Monitor): Promise<number> {
  let count = 0;
  for await (const { thread } of heardPosts(monitor)) if (thread.repost !== undefined || thread.quote !== undefined) count += 1;
  return count;
}

const hears = async (monitor: Monitor, uri: string): Promise<boolean> => (await heardBy(monitor)).includes(uri);

const doubled = (parents: readonly string[]): string[] => parents.filter((parent, index) => parents.indexOf(parent) !== index);
