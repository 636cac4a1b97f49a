import { KashuvError } from '../spec/errors.ts';

const NEEDS = {
  duty: { keys: ['id', 'kind', 'subject'], fix: 'Take it from duties(), or let monitor.draft() call the drafter.' },
  material: { keys: ['brand', 'plan', 'pack', 'facts', 'recentVariants'], fix: 'Hand in the material of the duty: brand, plan, language, pack, mention, facts, recentVariants.' },
  limits: { keys: ['maxLength'], fix: 'Write { maxLength: 500 }.' },
  context: { keys: ['signal', 'log'], fix: 'A drafter is called with (duty, material, limits, context); monitor.draft() does so.' },
} as const;

/** What a drafter is called with, looked at as far as the drafter goes by it. Throws INPUT_INVALID that names the argument. */
export function checkAsked(asked: { readonly [name in keyof typeof NEEDS]: unknown }): void {
  for (const [name, { keys, fix }] of Object.entries(NEEDS) as [keyof typeof NEEDS, (typeof NEEDS)[keyof typeof NEEDS]][]) {
    const given = asked[name];
    if (typeof given !== 'object' || given === null) throw new KashuvError('INPUT_INVALID', given === undefined ? 'is missing.' : 'expected an object.', { field: name, fix });
    const absent = keys.find((key) => (given as Record<string, unknown>)[key] === undefined);
    if (absent !== undefined) throw new KashuvError('INPUT_INVALID', 'is missing.', { field: `${name}.${absent}`, fix });
  }
}
