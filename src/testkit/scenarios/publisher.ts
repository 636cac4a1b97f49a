import { deriveId } from '../../lib/digest.ts';
import type { Publisher } from '../../spec/plugin.ts';
import type { PublishCommand } from '../../spec/reply.ts';
import { aName } from './given.ts';

/** A publisher that reaches every place and sends nothing out of the house. `sent`: what it was given, in order. */
export function rememberingPublisher(instance = 'remembering'): Publisher & { readonly sent: readonly PublishCommand[] } {
  aName('rememberingPublisher', instance);
  const sent: PublishCommand[] = [];
  return {
    contract: 1,
    name: 'remembering',
    instance,
    capabilities: { actions: ['reply', 'post', 'message'], idempotency: 'native', maxLength: 100_000, maxInFlight: 1 },
    sent,
    reaches: () => true,
    check: () => [],
    publish: async (command, context) => {
      const id = deriveId('receipt', command.idempotencyKey);
      if (!sent.some(({ idempotencyKey }) => idempotencyKey === command.idempotencyKey)) sent.push(command);
      return { id, at: context.now() };
    },
  };
}
