import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMonitor } from '../../../src/index.ts';
import type { Monitor } from '../../../src/core.ts';
import { mastodonPublisher } from '../../../src/publishers/mastodon/index.ts';
import { mastodonStream } from '../../../src/sources/mastodon/index.ts';
import type { Duty } from '../../../src/spec/duty.ts';
import type { Post } from '../../../src/spec/post.ts';
import { sqliteStore } from '../../../src/stores/sqlite.ts';
import { serveMastodon } from '../../support/mastodon/server.ts';
import { Watch } from '../bluesky/watch.ts';
import { AMPLIFIERS, BRAND, HUB, LATE, PEOPLE, REGRETTED, REGRETTED_WORDS, STATEMENT, TAG } from './cast.ts';

/** What came of it, for a test to hold against what should. */
export interface Ending {
  heard: number;
  quoted: number;
  hub: string | undefined;
  cases: number;
  /** The statement as the server has it. */
  statement: { text: string; replyTo: string | null; visibility: string } | null;
  /** What was said of an answer that mentioned nobody, before anybody could approve it. */
  unmentioned: string[];
  /** Answer by answer: whom it hangs below, whom it was for, and whether they were told. */
  answers: { below: string; of: string; told: boolean }[];
  deletedTextInStore: boolean;
  otherTextInStore: boolean;
  /** How a sending ended in which the server died, and what sending the same words once more came to. */
  duringOutage: string;
  afterOutage: string;
  lateHeard: boolean;
  /** Posts that the brand answered more than once. */
  doubled: string[];
}

const ROLES = ['care', 'spokesperson', 'legal', 'hr', 'executive', 'on-call'] as const;

/** A crisis on a Mastodon-shaped server, from the first complaint to the answers, with a server that goes away in between. `say` takes the transcript. */
export async function tellStory(say: (line: string) => void): Promise<Ending> {
  const folder = await mkdtemp(join(tmpdir(), 'kashuv-mastodon-'));
  const file = join(folder, 'acme.db');
  const server = await serveMastodon();
  const { world } = server;
  const account = { service: server.url, token: server.token(BRAND), allowPrivate: true };
  const monitor = createMonitor({
    brands: [{ id: 'acme', name: 'Acme', query: `acme OR #${TAG}`, languages: ['en'], accounts: { handles: [`${BRAND}@${server.host}`] }, owners: ROLES.map((role) => ({ role, name: 'Dana' })) }],
    sources: [mastodonStream({ ...account, hashtags: [TAG], notifications: true })],
    publishers: [mastodonPublisher(account)],
    store: sqliteStore(file),
    limits: { retryBaseMs: 50, retryMaxMs: 500 },
  });
  const watch = new Watch(monitor);
  const stopping = new AbortController();
  const running = monitor.run({ signal: stopping.signal });
  const ending: Partial<Ending> = {};
  try {
    await server.subscribed(2);
    const posts = PEOPLE.map(([acct, complaint]) => world.post(acct, complaint, { language: 'en' }));
    for (const acct of AMPLIFIERS) world.post(acct, `Unbelievable. Read this. #${TAG}`, { more: { quote: { state: 'accepted', quoted_status: { id: posts[0]?.id } } } });
    const regretted = world.post(REGRETTED[0], REGRETTED[1]);
    const spoken = PEOPLE.length + AMPLIFIERS.length + 1;
    await watch.until(() => watch.count('mention.heard') >= spoken);
    await monitor.idle();
    ending.heard = watch.count('mention.heard');
    ending.quoted = (await mentioned(monitor)).filter(({ thread }) => thread.quote !== undefined).length;
    say(`${PEOPLE.length + 1} complain under #${TAG}, here and on other servers; ${AMPLIFIERS.length} quote. kashuv hears all ${ending.heard} over one connection.`);

    const incident = await watch.until(async () => (await monitor.incidents({ open: true })).find(({ hub }) => hub?.venue.id === HUB));
    ending.hub = incident.hub?.venue.id;
    ending.cases = (await monitor.cases({ incident: incident.id })).length;
    const [plan] = await monitor.plans({ subject: incident.id });
    say(`An incident opens: severity ${incident.severity.level}, hub ${ending.hub}, ${ending.cases} conversations. Plan: ${plan?.decision.action ?? 'none'}.`);

    const owed = await watch.until(async () => (await monitor.duties({ state: 'waiting' })).find(({ subject, kind, venue, replyTo }) => subject.id === incident.id && kind === 'acknowledge' && venue === HUB && replyTo === null));
    say(`Dana says under the hashtag: ${await send(monitor, owed, STATEMENT)}.`);
    const statement = [...world.statuses.values()].find(({ by, text }) => by.acct === BRAND && text === STATEMENT);
    ending.statement = statement === undefined ? null : { text: statement.text, replyTo: statement.replyTo?.id ?? null, visibility: statement.visibility };

    // Each is owed a word of their own, which has to mention them.
    const personal = (await monitor.duties({ state: 'waiting' })).filter(({ subject, kind, replyTo }) => subject.type === 'case' && replyTo !== null && !['review', 'triage', 'safeguard', 'conclude'].includes(kind));
    const answering: { duty: Duty; post: Post; text: string }[] = [];
    for (const duty of personal) {
      const post = await monitor.post(duty.replyTo ?? '');
      const words = PEOPLE.find(([acct]) => addressOf(acct, server.host) === post?.author?.id)?.[2];
      if (post !== null && words !== undefined) answering.push({ duty, post, text: `@${nameFor(post, server.host)} ${words}` });
    }
    const [first] = answering;
    const last = answering.pop();
    if (first === undefined || last === undefined || first === last) throw new Error('nobody is owed an answer.');
    const { review } = await monitor.submitDraft({ duty: first.duty.id, text: first.text.replace(/^@\S+ /, ''), by: 'Dana' });
    ending.unmentioned = review.findings.filter(({ cue, level }) => cue === 'publisher' && level === 'block').map(({ message }) => message);
    say(`An answer that mentions nobody is stopped before anybody approves it: ${ending.unmentioned.join(' ')}`);
    for (const { duty, text } of answering) await send(monitor, duty, text);
    ending.answers = answering.flatMap(({ post, text }) => {
      const answer = [...world.statuses.values()].find((one) => one.by.acct === BRAND && one.text === text);
      return answer === undefined ? [] : [{ below: answer.replyTo?.id ?? '', of: post.sourceId, told: world.notifications.some(({ status, to, type }) => status === answer && to === answer.replyTo?.by && type === 'mention') }];
    });
    say(`${ending.answers.length} people are answered in their threads; ${ending.answers.filter(({ told }) => told).length} see it among their notifications.`);

    world.remove(regretted);
    await watch.until(() => watch.count('mention.deleted') > 0);
    say('Pavel deletes his post; kashuv hears of it.');

    // The server takes an answer and dies before it says so.
    server.fail('POST /api/v1/statuses', 'die-after');
    ending.duringOutage = await send(monitor, last.duty, last.text);
    await watch.until(() => watch.count('source.failed') > 0);
    const late = world.post(LATE[0], LATE[1]);
    say(`The server dies while it takes an answer: ${ending.duringOutage}. Meanwhile somebody complains.`);
    server.back();
    await watch.until(async () => (await mentioned(monitor)).some(({ sourceId }) => sourceId === late.id));
    ending.lateHeard = true;
    ending.afterOutage = await send(monitor, last.duty, last.text);
    say(`It comes back, and what was said meanwhile is heard. Dana is asked, sends the same words once more: ${ending.afterOutage}.`);
    await monitor.idle();
    const below = [...world.statuses.values()].filter(({ by }) => by.acct === BRAND).map(({ replyTo }) => replyTo?.id ?? 'the statement');
    ending.doubled = below.filter((id, index) => below.indexOf(id) !== index);
    say(`${below.length} posts of the brand, ${ending.doubled.length} of them twice.`);
  } finally {
    stopping.abort();
    await running;
    await monitor[Symbol.asyncDispose]();
    await server.close();
  }
  const bytes = await readFile(file);
  ending.deletedTextInStore = bytes.includes(REGRETTED_WORDS);
  ending.otherTextInStore = bytes.includes('spent the night in hospital');
  say(`Of Pavel's words the store's file holds ${ending.deletedTextInStore ? 'SOMETHING' : 'nothing'}.`);
  await rm(folder, { recursive: true, force: true });
  return ending as Ending;
}

/** Words that a human writes and approves. How the sending ended. */
async function send(monitor: Monitor, duty: Duty, text: string): Promise<string> {
  const { draft } = await monitor.submitDraft({ duty: duty.id, text, by: 'Dana' });
  const { reply } = await monitor.approve({ draft: draft.id, by: 'Dana', text });
  return reply?.state ?? 'not sent';
}

async function mentioned(monitor: Monitor): Promise<Post[]> {
  const posts: Post[] = [];
  for await (const event of monitor.events({ brand: 'acme' })) {
    const post = event.type === 'mention.heard' ? await monitor.post(event.data.mention.post) : null;
    if (post !== null) posts.push(post);
  }
  return posts;
}

const addressOf = (acct: string, host: string): string => (acct.includes('@') ? acct : `${acct}@${host}`);
/** As people write it: of one's own server the name is enough. */
const nameFor = (post: Post, host: string): string => (post.author?.handle ?? '').replace(`@${host}`, '');
