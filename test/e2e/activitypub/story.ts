import type { Incident } from '../../../src/spec/incident.ts';
import type { Reply } from '../../../src/spec/reply.ts';
import type { Arrived } from '../../support/activitypub/fedify-server.ts';
import { readerText } from '../../support/reader-text.ts';
import { Stage } from './stage.ts';

export const CROWD = 12;
export const FANS = 6;
const COMPLAINTS = [
  'my kettle caught fire and burnt my hand #acmefail',
  'the kettle nearly burnt our kitchen down. Shame on you #acmefail',
  'this kettle is dangerous, my daughter was hurt #acmefail',
  'I am furious, the kettle melted and nobody answers #acmefail',
];

type Note = NonNullable<Arrived['note']>;

/** One answer: what a human approved, and what came of it. */
export interface Answered {
  readonly words: string;
  readonly to: string;
  readonly author: string;
  readonly reply: Reply;
  readonly inbox: string | null;
  readonly note: Note | undefined;
  /** The state of what was owed, afterwards. */
  readonly duty: string | undefined;
}

/** What came of the crisis, for whoever wants to hold it against what should. */
export interface Story {
  readonly incidents: readonly Incident[];
  readonly plans: number;
  readonly owed: number;
  readonly account: string;
  readonly first: Answered & { readonly shown: unknown };
  readonly deleted: { readonly heldBefore: boolean; readonly heldAfter: boolean; readonly stillOwed: boolean };
  readonly second: Answered;
  readonly missedHeard: number;
  /** The posts that were answered, as their authors have the answers; and those that still wait. */
  readonly answeredInTheEnd: readonly (string | null)[];
  readonly waitingInTheEnd: readonly string[];
}

/** From the first complaint to the answers, through a deletion, and both servers going away and coming back. */
export async function tellStory(tell: (line: string) => void): Promise<Story> {
  const stage = await Stage.open();
  try {
    return await play(stage, tell);
  } finally {
    await stage.close();
  }
}

async function play(stage: Stage, tell: (line: string) => void): Promise<Story> {
  tell(`The brand is ${stage.account.handle}; the crowd is on ${new URL(stage.other.web.url).host}.`);
  const said: string[] = [];
  await stage.delivered(CROWD, async () => {
    for (let index = 0; index < CROWD; index += 1) said.push(await stage.complain(`buyer${index}`, `${COMPLAINTS[index % COMPLAINTS.length]} ${index}`));
  });
  tell(`${CROWD} accounts complain. The first: “@acme ${COMPLAINTS[0]}”`);
  await stage.delivered(FANS, async () => {
    for (let index = 0; index < FANS; index += 1) await stage.other.passOn(`fan${index}`, said[0] ?? '', stage.inbox());
  });
  tell(`${FANS} others pass it on.`);
  const incidents = await stage.monitor.incidents({ open: true });
  const plans = (await stage.monitor.plans({ subject: incidents[0]?.id ?? '' })).length;
  for (const { severity, hub, mentions, originators } of incidents) tell(`kashuv opens an incident: ${severity.level}, ${mentions} mentions, hub ${hub?.venue.id ?? 'unknown'}, begun by ${originators.length}.`);
  const owed = await stage.owed();
  for (const { owner, dueAt } of owed) tell(`Owed: an answer, by ${owner.name ?? owner.role}, until ${new Date(dueAt).toISOString()}.`);

  const first = await answer(stage, 'Lena', tell);
  const shown: unknown = await (await fetch(first.note?.id ?? stage.account.id)).json();

  const doomed = await stage.firstOwed();
  const words = (await stage.monitor.post(doomed.replyTo ?? ''))?.text ?? '';
  const heldBefore = words !== '' && (await stage.holds(words));
  const gone = await stage.sourceIdOf(doomed);
  await stage.delivered(1, () => stage.other.takeBack(gone, stage.inbox()));
  const deleted = { heldBefore, heldAfter: await stage.holds(words), stillOwed: (await stage.owed()).some(({ id }) => id === doomed.id) };
  tell(`An author deletes a post. Its words are ${deleted.heldAfter ? 'still in the store' : 'gone from the store'}.`);

  const second = await answer(stage, 'Kim', tell, async (approving) => {
    await stage.other.web.stop();
    tell('The other server goes away just before.');
    const away = stage.outOfReach();
    const sending = approving();
    await away;
    await stage.other.web.startAgain();
    tell('It was not reached, and comes back.');
    return sending;
  });

  await stage.host.stop();
  const missed = await stage.complain('late', 'my kettle burnt the table, too #acmefail');
  tell('The host goes away with kashuv; somebody complains meanwhile.');
  await stage.restart();
  await stage.delivered(1, () => stage.host.startAgain());
  const missedHeard = await stage.timesHeard(missed);
  tell(`Both are back, and hear it ${missedHeard === 1 ? 'once' : `${missedHeard} times`}.`);

  const waitingInTheEnd = await Promise.all((await stage.owed()).map((duty) => stage.sourceIdOf(duty)));
  const answeredInTheEnd = stage.answers().map(({ note }) => note.replyTo);
  tell(`In the end ${answeredInTheEnd.length} answers are with their authors, and ${waitingInTheEnd.length} wait for a human.`);
  return { incidents, plans, owed: owed.length, account: stage.account.id, first: { ...first, shown }, deleted, second, missedHeard, answeredInTheEnd, waitingInTheEnd };
}

type Sending = ReturnType<Stage['approve']>;

/** The first answer that is owed: written by Dana, approved by whom the plan asks, sent. */
async function answer(stage: Stage, name: string, tell: (line: string) => void, around: (approving: () => Sending) => Sending = (approving) => approving()): Promise<Answered> {
  const duty = await stage.firstOwed();
  const to = await stage.sourceIdOf(duty);
  const words = `Hello ${name}, thank you for telling us. I am sorry that our kettle hurt you. You are right, this must not happen. Please stop using it now. I am looking into it with our engineers and will write to you here by 18:00.\n\nDana, Acme`;
  const { draft, review } = await stage.monitor.submitDraft({ duty: duty.id, text: words, by: 'Dana' });
  tell(`Dana writes to ${name}; the review says ${review.verdict}.`);
  const { by, reply } = await around(() => stage.approve(duty, draft));
  const arrived = stage.answers().at(-1);
  tell(`${by.join(' and ')} approve. The answer is ${reply.state}, and in the inbox of ${arrived?.to ?? 'nobody'}: “${readerText(arrived?.note.content ?? '').slice(0, 60)}…”`);
  const state = (await stage.monitor.duties()).find(({ id }) => id === duty.id)?.state.is;
  return { words, to, author: to.slice(0, to.indexOf('/posts/')), reply, inbox: arrived?.to ?? null, note: arrived?.note, duty: state };
}
