import { describe, expect, test } from 'vitest';

import { review } from '../../src/review.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { ReviewContextInput } from '../../src/spec/reply.ts';

function refusal(context: unknown): { code: string; field: string | undefined; fix: string | undefined } {
  try {
    review('We see it.', context as ReviewContextInput);
  } catch (error) {
    if (!KashuvError.is(error)) throw error;
    return { code: error.code, field: error.field, fix: error.fix };
  }
  throw new Error('it was taken');
}

describe('a context that says less than it seems to is refused', () => {
  test.each<[what: string, context: object, field: string, fix: string | RegExp]>([
    ['a misspelt theme', { stage: 'note', themes: ['helth'] }, 'context.themes.0', 'Write health.'],
    ['a theme in capitals', { stage: 'note', themes: ['money', 'Safety'] }, 'context.themes.1', 'Write safety.'],
    ['a theme there is not', { stage: 'note', themes: ['weather'] }, 'context.themes.0', 'Use one of discrimination, safety, children, health, money, death.'],
    ['a theme that is no text', { stage: 'note', themes: [7] }, 'context.themes.0', /^Use one of discrimination/],
    ['a misspelt key', { stage: 'note', sevrity: 'critical' }, 'context.sevrity', 'Write severity.'],
    ['a key in another case', { stage: 'note', incidentopen: true }, 'context.incidentopen', 'Write incidentOpen.'],
    ['a key there is not', { stage: 'note', weather: 'wet' }, 'context.weather', /^Take it out; there are stage, severity, language/],
    ['a short key there is not', { stage: 'note', ab: 1 }, 'context.ab', /^Take it out/],
    ['a very long key', { stage: 'note', ['x'.repeat(5_000)]: 1 }, `context.${'x'.repeat(40)}`, /^Take it out/],
    ['a misspelt stage', { stage: 'complant' }, 'context.stage', 'Write complaint.'],
    ['no stage', {}, 'context.stage', /^Use one of none, complaint, question/],
    ['a misspelt severity', { stage: 'note', severity: 'higgh' }, 'context.severity', 'Write high.'],
    ['a number for a word', { stage: 'note', severity: 7 }, 'context.severity', 'Use one of low, medium, high, critical.'],
    ['a misspelt element', { stage: 'note', require: ['say.apology', 'say.remdy'] }, 'context.require.1', 'Write say.remedy.'],
    ['an element there is not', { stage: 'note', forbid: ['never.mind'] }, 'context.forbid.0', 'Take it out.'],
    ['too much harm', { stage: 'note', harm: 9 }, 'context.harm', 'Give a number from 0 to 4.'],
    ['themes that are no list', { stage: 'note', themes: 5 }, 'context.themes', 'Give a list of themes.'],
    ['a brand that is none', { stage: 'note', brand: 5 }, 'context.brand', 'Give the name of the brand, or a list of its names.'],
    ['a mention that is none', { stage: 'note', mention: null }, 'context.mention', 'Give the text of the post that is answered.'],
    ['half a turn', { stage: 'note', turn: 0.5 }, 'context.turn', 'Give a whole number from 0.'],
    ['no object', 'complaint' as unknown as object, 'context', "Write { stage: 'complaint' } and what else is known."],
  ])('%s', (_, context, field, fix) => {
    expect(refusal(context)).toEqual({ code: 'INPUT_INVALID', field, fix: typeof fix === 'string' ? fix : expect.stringMatching(fix) as string });
  });

  test('every theme and every key there is passes', () => {
    const full: ReviewContextInput = {
      stage: 'note', severity: 'low', language: 'en', kind: 'complaint', brand: ['Acme'], mention: 'A wet parcel.', harm: 1, themes: ['discrimination', 'safety', 'children', 'health', 'money', 'death'],
      incidentOpen: false, ownFault: false, turn: 0, public: true, require: [], forbid: [], earlierReplies: [], canonicalStatement: 'x', earlierStatements: [], liveMentionsPerHour: 0, competitors: [],
      claim: 'unverified', uniformRemedy: false, humour: 'off', mentionLanguage: 'en', locale: 'en',
    };
    expect(review('We see it. — Tom', full).verdict).toBe('pass');
  });
});
