import type { Incident } from '../spec/incident.ts';
import type { Draft, Reply, Review, ReviewContextInput } from '../spec/reply.ts';
import type { BrandRoom } from './brand-room.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { keys } from './keys.ts';
import type { PostRecord } from './records.ts';

/** The latest statements are held beside a new one. */
const COMPARED = 20;

/** The words that stand for all, and those said beside them, as far as their texts are known: what a reply says must agree with them. */
export async function statementsOf(room: BrandRoom, { statements, statement }: Pick<Incident, 'statements' | 'statement'>): Promise<Pick<ReviewContextInput, 'canonicalStatement' | 'earlierStatements'>> {
  const texts: { id: string; text: string }[] = [];
  for (const { id } of statements.filter((one, index) => one.id === statement || index >= statements.length - COMPARED)) {
    const text = await textOf(room, id);
    if (text !== null) texts.push({ id, text });
  }
  // Where the words of the one that stands for all are not known, the latest that are known stand for it.
  const canonical = texts.find(({ id }) => id === statement) ?? texts.at(-1);
  return {
    ...(canonical === undefined ? {} : { canonicalStatement: canonical.text }),
    earlierStatements: texts.filter((one) => one !== canonical).map(({ text }) => text),
  };
}

/** Words that contradict what was said before have gone out all the same: they are to be reconciled, until a correction is published. */
export async function noteContradiction(incidents: IncidentDesk, incident: string, review: Pick<Review, 'findings' | 'present'>, causedBy: string): Promise<void> {
  const corrects = review.present.includes('say.correction');
  const contradicted = (await incidents.get(incident))?.incident.told.contradicted === true;
  if (corrects ? contradicted : review.findings.some(({ cue }) => cue === 'contradiction')) await incidents.noteTold(incident, { contradicted: !corrects }, causedBy);
}

/** A statement is a reply that kashuv sent, or a post of the brand that it heard. */
async function textOf({ session, brand }: BrandRoom, statement: string): Promise<string | null> {
  const reply = await session.get<Reply>(keys.reply(brand.id, statement));
  if (reply !== null) return (await session.get<Draft>(keys.draft(brand.id, reply.draft)))?.text ?? null;
  return (await session.get<PostRecord>(keys.post(statement)))?.post?.text ?? null;
}
