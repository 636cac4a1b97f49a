import { composeDraft } from '../reply/index.ts';
import type { Drafter } from '../spec/plugin.ts';

/**
 * Drafts from the wording of the language pack and the confirmed facts: no model, nothing leaves the machine, nothing is invented.
 * A draft that does not fit, or a plan that asks for something the pack cannot word, is logged as a warning.
 */
export function wordingDrafter(): Drafter {
  return {
    contract: 1,
    name: 'wording',
    instance: 'wording',
    capabilities: { languages: 'any', sendsTextOut: false },
    async draft(duty, material, limits, context) {
      context.signal.throwIfAborted();
      const { problems, ...draft } = composeDraft(duty, material, limits);
      if (problems.length > 0) context.log('warn', 'the draft is not complete', { duty: duty.id, problems });
      return draft;
    },
  };
}
