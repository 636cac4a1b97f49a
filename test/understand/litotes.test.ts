import { describe, expect, test } from 'vitest';

import { localClassifier } from '../../src/classifiers/local.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { testContext } from '../support/context.ts';

const classifier = localClassifier({ packs: [english(), hebrew()] });
const moodOf = async (text: string, language: string): Promise<unknown> => {
  const [result] = await classifier.classify([{ id: '1', text, language }], testContext());
  return result?.status === 'labelled' ? result.labels.find(({ task }) => task === 'sentiment')?.value : undefined;
};

/** Invented. */
const denied = {
  'en positive': [
    "I can't fault them",
    "Can't fault the service at all",
    'No complaints from me about Acme',
    'Not bad at all, Acme',
    'Nothing bad to say about this shop',
    "I couldn't be happier with my order",
    'Acme never disappoints',
    'No problem at all with the return',
    "Can't complain",
    "I really can't complain about the delivery",
    'could not ask for more',
    "Can't recommend them enough",
    "couldn't have asked for a better experience",
    'Not a single complaint after two years',
    'zero complaints, zero issues',
    'I have never had a bad meal here',
    'no regrets buying this',
    "wouldn't change a thing",
    'I cannot praise them highly enough',
    'Nobody does it better',
    'Never let me down',
    'Not disappointed at all',
    "hasn't let us down once",
    'There is nothing not to like about this app',
    "what's not to love",
    "It's hard to fault this kettle",
    "You can't go wrong with Acme",
    'Not too shabby',
    'far from disappointing',
  ],
  'en negative': [
    'not exactly great',
    'could not be worse',
    'The service could not have been worse',
    'not what I call service',
    'this is hardly what I would call support',
    'not exactly what I was hoping for',
    'not my idea of customer service',
    "couldn't be less helpful",
    'could hardly be more disappointing',
    'far from happy with this',
    'nothing good to say about them',
    'not the best experience',
    "I wouldn't exactly call that fast",
    'not worth the money',
    'anything but helpful',
    'less than impressed',
    'leaves a lot to be desired',
    'not impressed in the slightest',
    'so much for quality',
    'I would not recommend this to anyone',
  ],
  'he positive': [
    'אין תלונות',
    'אין לי תלונות על השירות',
    'לא רע בכלל',
    'אין לי מילה רעה להגיד עליהם',
    'אי אפשר להתלונן',
    'אף פעם לא מאכזבים',
    'לא התאכזבתי בכלל',
    'אין לי שום טענות',
    'בלי שום בעיה בכלל',
    'לא יכולתי לבקש יותר',
    'לא יכולתי להיות מרוצה יותר',
    'אין מה להתלונן',
    'אין על מה להתלונן',
    'לא היה דבר אחד רע',
    'קשה למצוא בהם פגם',
    'אין שני להם',
    'לא מתחרט לרגע שקניתי',
    'מעולם לא אכזבו אותי',
    'אין דברים כאלה, איזה שירות',
    'לא נתקלתי בשום בעיה',
  ],
  'he negative': [
    'לא בדיוק מדהים',
    'לא יכול להיות גרוע יותר',
    'לא מה שהייתי קורא שירות',
    'זה לא מה שאני קורא לו שירות',
    'לא הייתי קורא לזה שירות',
    'לא בדיוק מה שקיוויתי',
    'רחוק מלהיות טוב',
    'אין לי מילה טובה להגיד עליהם',
    'הכל חוץ מאדיבים',
    'לא הייתי ממליץ לאף אחד',
    'לא החוויה הכי טובה',
    'לא משהו בכלל',
  ],
} as const;

describe.each(Object.entries(denied))('%s by denial', (name, texts) => {
  const [language = '', mood] = name.split(' ');
  test.each(texts)('%s', async (text) => expect(await moodOf(text, language)).toBe(mood));
});

test('other words that speak against it are not overruled', async () => {
  expect(await moodOf("I can't fault the waiter but the food was horrible, cold and disgusting, I will never come back", 'en')).toBe('negative');
});

test.each(['no complaints until my Acme heater caught fire', 'never had a problem with Acme until today', 'never disappointed until yesterday', 'without issues until it leaked'])('what was so until something came is no praise: %s', async (text) => {
  expect(await moodOf(text, 'en')).toBe('negative');
});
