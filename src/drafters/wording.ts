import { checkAsked, composeDraft } from '../reply/index.ts';
import type { Drafter } from '../spec/plugin.ts';

/**
 * Drafts from the wording of the language pack and the confirmed facts: no model, nothing leaves the machine, nothing is invented.
 * Called by hand it takes what a monitor hands in, all four arguments, or throws INPUT_INVALID that names the one that is missing.
 * A draft that does not fit, a plan that asks for something the pack cannot word, or a fact for which there is no blank, is logged as a warning.
 */
export function wordingDrafter(): Drafter {
  return {
    contract: 1,
    name: 'wording',
    instance: 'wording',
    capabilities: { languages: 'any', sendsTextOut: false },
    async draft(duty, material, limits, context) {
      checkAsked({ duty, material, limits, context });
      context.signal.throwIfAborted();
      const { problems, ...draft } = composeDraft(duty, material, limits);
      // Else a misspelt name would be lost without a word.
      const unused = Object.keys(material.facts).filter((name) => name !== 'approved' && !Object.hasOwn(material.pack.wording.hints, name));
      if (unused.length > 0) context.log('warn', 'there are facts for which there is no blank', { duty: duty.id, names: unused, blanks: Object.keys(material.pack.wording.hints) });
      if (problems.length > 0) context.log('warn', 'the draft is not complete', { duty: duty.id, problems });
      return draft;
    },
  };
}
