import { describe, expect, test } from 'vitest';

import { review } from '../../src/review.ts';

/** What is said of a context as somebody may write it, past the types. */
function refusal(context: object): [field: string, message: string] | null {
  try {
    review('We are sorry.', { stage: 'complaint', ...context });
    return null;
  } catch (error) {
    const { field = '', message } = error as Error & { field?: string };
    expect(error).toMatchObject({ code: 'INPUT_INVALID' });
    return [field, message];
  }
}

describe('what a plan can require of a reply, and forbid', () => {
  test.each<[string, object, string, string[]]>([
    ['what is never done, required', { require: ['say.empathy', 'never.delete'] }, 'context.require.1', ["'never.delete' is nothing that can be required", 'say.awareness, say.action']],
    ['a misspelt element, required', { require: ['say.sorry'] }, 'context.require.0', ["'say.sorry' is nothing that can be required", 'say.apology']],
    ['a slot, required', { require: ['decision'] }, 'context.require.0', ["'decision' is nothing that can be required"]],
    ['a slot, forbidden', { forbid: ['deadline.ackBy'] }, 'context.forbid.0', ["'deadline.ackBy' is nothing that can be forbidden", 'never.ignore, never.flee']],
    ['a misspelt element, forbidden', { forbid: [`never.${'x'.repeat(1_000_000)}`] }, 'context.forbid.0', [`'never.${'x'.repeat(74)}' is nothing that can be forbidden`]],
  ])('%s', (_name, context, field, parts) => {
    const [place, message] = refusal(context) ?? [];
    expect(place).toBe(field);
    for (const part of parts) expect(message).toContain(part);
    expect(message?.length).toBeLessThan(2_000);
  });
  test('accepted: all that a plan says', () => {
    expect(refusal({ require: ['say.empathy', 'venue.hub', 'act.triage'], forbid: ['never.delete', 'say.remedy', 'strategy.deny', 'venue.press'] })).toBeNull();
  });
});
