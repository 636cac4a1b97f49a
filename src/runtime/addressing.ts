import { bindApproval } from '../reply/index.ts';
import { deriveId } from '../lib/digest.ts';
import type { Publisher } from '../spec/plugin.ts';
import type { Draft, PublishCommand } from '../spec/reply.ts';
import type { BrandRoom } from './brand-room.ts';
import { keys } from './keys.ts';
import type { PostRecord } from './records.ts';

/** Words for a place, and who is to send them there. */
export interface Addressed {
  readonly publisher: Publisher;
  readonly command: PublishCommand;
}

type Words = Pick<Draft, 'duty' | 'text' | 'target'> & Partial<Pick<Draft, 'language'>>;

/** The command that sends these words, and the source of the post they answer. The same words for the same duty have the same key, whoever approved them. */
export async function commandOf({ brand, session }: BrandRoom, { duty, text, target, language }: Words): Promise<{ command: PublishCommand; source: string | null }> {
  const parent = target.replyTo === null ? null : ((await session.get<PostRecord>(keys.post(target.replyTo)))?.post ?? null);
  const command: PublishCommand = {
    action: target.replyTo === null ? 'post' : 'reply',
    brand: brand.id,
    text,
    target,
    replyToSourceId: parent?.sourceId ?? null,
    idempotencyKey: deriveId('send', duty, bindApproval(text, target)),
    ...(language !== undefined && { language }),
  };
  return { command, source: parent?.source ?? null };
}

/** Null where no publisher reaches the place: the host sends it, and kashuv will hear it. */
export async function addressed(room: BrandRoom, words: Words, publishers: readonly Publisher[]): Promise<Addressed | null> {
  const { command, source } = await commandOf(room, words);
  const publisher = publishers.find((one) => one.reaches({ venue: words.target.venue, source }));
  return publisher === undefined ? null : { publisher, command };
}
