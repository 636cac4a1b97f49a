import { AMPLIFIERS, COMPLAINTS, HASHTAG, HUB, STATEMENT, THANKS } from './cast.ts';

/** What came of it, for a test to hold against what should. */
export interface Ending {
  hub: string | undefined;
  incidentCases: number;
  /** Reposts and quotes that were heard. */
  amplified: number;
  statement: Record<string, unknown>;
  /** Reply by reply: the record that the brand's server has. */
  replies: { parent: string; root: string; asked: { parent: string; root: string } }[];
  /** Replies that the application view shows in their threads, and authors who were told. null: there is no view. */
  seen: Seen | null;
  deletedTextInStore: boolean;
  otherTextInStore: boolean;
  /** When the server died while it took an answer: how the sending ended, what met the duty, and how often it was said. */
  duringOutage: string;
  saidAfterOutage: number;
  metBy: string;
  /** Posts that the server took in its last moment and that were never heard. */
  lost: number;
  doubled: string[];
  /** After kashuv was started again: posts heard twice, and what it said without anybody's yes. */
  heardTwice: number;
  saidByItself: number;
}

/** What only an application view can show. */
export interface Seen {
  inThread: number;
  notified: number;
  /** What the publisher says of a thread that was closed, and of somebody who blocks the brand. */
  closed: string[];
  blocked: string[];
  /** What the brand's own notifications bring: texts. */
  told: string[];
}

/** What is wrong with how it ended; empty: nothing. */
export function shortcomings(ending: Ending, whole: boolean): string[] {
  const { statement, replies, seen } = ending;
  const should: [string, boolean][] = [
    ['the hub is the hashtag', ending.hub === HUB],
    ['the incident holds those who complained', ending.incidentCases >= COMPLAINTS.length],
    ['reposts and quotes are heard', ending.amplified === AMPLIFIERS.length],
    ['the statement stands under the hashtag, as a post of its own', JSON.stringify(statement.tags) === JSON.stringify([HASHTAG.slice(1)]) && JSON.stringify(statement.langs) === '["en"]' && statement.reply === undefined && statement.text === STATEMENT],
    ['people are answered', replies.length >= 3],
    ['each reply hangs under the post it answers, in its thread', replies.every(({ parent, root, asked }) => parent === asked.parent && root === asked.root)],
    ['one of them in a thread that somebody else began', replies.filter(({ parent, root }) => parent !== root).length === 1],
    // The stream may have told of it before the server died.
    ['an outcome that nobody can know is told as such', ending.duringOutage === 'reply.uncertain' || ending.duringOutage === 'reply.sent'],
    ['nothing is lost', ending.lost === 0],
    ['nothing is heard twice, and nothing said without a yes', ending.heardTwice === 0 && ending.saidByItself === 0],
    ['the duty is met by the answer that had arrived', ending.metBy === 'reply' && ending.saidAfterOutage === 1],
    ['nothing is said twice', ending.doubled.length === 0],
    ['words that were taken back are gone from the file, others are there', !ending.deletedTextInStore && ending.otherTextInStore],
  ];
  if (whole) {
    should.push(
      ['the application view shows each reply in its thread', seen?.inThread === replies.length],
      ['each author is told of it', seen?.notified === replies.length],
      ['a closed thread stands in the way', seen?.closed.join() === 'the thread is closed to replies of this account'],
      ['so does a block', seen?.blocked.join() === 'the author of the post that is answered blocks this account'],
      ['the brand hears what is answered to it', seen?.told.includes(THANKS) === true],
    );
  }
  return should.filter(([, is]) => !is).map(([what]) => what);
}
