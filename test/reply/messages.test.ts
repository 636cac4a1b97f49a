import { describe, expect, test } from 'vitest';

import { phrase } from '../../src/reply/messages.ts';
import { reviewIn } from './packs.ts';

describe('a finding in words', () => {
  test.each<[cue: string, locale: 'en' | 'he', message: string, suggestion: string]>([
    ['L31', 'en', 'It closes the matter without saying how it will not recur.', 'Say what you changed, concretely.'],
    ['L31', 'he', 'העניין נסגר בלי לומר כיצד הוא לא יחזור.', 'אמרו מה שיניתם, באופן ממשי.'],
    ['slot', 'en', 'A blank is still open.', 'Fill it with what is known, or take the sentence out.'],
    ['missing:say.empathy', 'en', 'Missing: empathy.', 'Add a sentence that says it.'],
    ['missing:say.empathy', 'he', 'חסר: אמפתיה.', 'הוסיפו משפט שאומר זאת.'],
    ['forbidden:say.explanation', 'en', 'The plan rules out here: an explanation.', 'Take it out.'],
    ['forbidden:say.explanation', 'he', 'התוכנית אוסרת כאן: הסבר.', 'הוציאו זאת.'],
    // An element of a plan of one's own has no title: its name will do.
    ['missing:say.joke', 'en', 'Missing: say.joke.', 'Add a sentence that says it.'],
    ['forbidden:say.joke', 'he', 'התוכנית אוסרת כאן: say.joke.', 'הוציאו זאת.'],
    // So does the cue of a pack of one's own.
    ['L77', 'en', 'L77', ''],
    ['L77', 'he', 'L77', ''],
    ['missing', 'en', 'Missing: missing.', 'Add a sentence that says it.'],
  ])('%s in the language of the reviewer (%s)', (cue, locale, message, suggestion) => {
    expect(phrase(cue, locale)).toEqual({ message, suggestion });
  });

  test.each<['en' | 'he', string, string]>([
    ['en', 'Missing: thanks for telling us.', 'The plan rules out here: an apology.'],
    ['he', 'חסר: תודה על הפנייה.', 'התוכנית אוסרת כאן: התנצלות.'],
  ])('a review names what the plan asks for and rules out (%s)', (locale, missing, forbidden) => {
    const { findings } = reviewIn('en', 'We are so sorry about your kettle.', { stage: 'note', locale, require: ['say.thanks'], forbid: ['say.apology'] });
    expect(findings.filter(({ cue }) => cue.includes(':')).map(({ message }) => message)).toEqual([forbidden, missing]);
  });
});
