import { KashuvError, type ErrorCode } from '../../spec/errors.ts';
import type { CallContext, Publisher } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import type { FaultSeen } from './contract.ts';

/** How a call ended. */
export type Ended = { is: 'sent'; receipt: Receipt } | { is: 'failed'; error: unknown };

type Making = () => Publisher | Promise<Publisher>;

/** What the rules about faults need of the kit for publishers. */
export interface Sending {
  readonly make: () => Promise<Publisher>;
  /** A message that was not sent before, to a place where it may go. */
  readonly next: (text?: string, action?: PublishCommand['action']) => Promise<PublishCommand>;
  readonly isThere: (text: string) => Promise<boolean>;
  readonly context: (signal?: AbortSignal) => CallContext;
  readonly note: (seen: FaultSeen) => void;
  readonly unheard: Making | undefined;
  readonly refused: Readonly<Partial<Record<ErrorCode, Making>>> | undefined;
  readonly secrets: readonly string[];
}

export async function publishing(publisher: Publisher, command: PublishCommand, context: CallContext): Promise<Ended> {
  try {
    return { is: 'sent', receipt: await publisher.publish(command, context) };
  } catch (error) {
    return { is: 'failed', error };
  }
}

/** How a call ended, in a word: a code, or what else. */
export function outcomeOf(ended: Ended): string {
  if (ended.is === 'sent') return 'sent';
  return KashuvError.is(ended.error) ? ended.error.code : 'an error that is no KashuvError';
}
