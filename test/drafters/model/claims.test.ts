import { describe, expect, test } from 'vitest';

import { modelDrafter } from '../../../src/drafters/model/index.ts';
import { wordingDrafter } from '../../../src/drafters/wording.ts';
import { stages } from '../../../src/spec/element.ts';
import { testContext } from '../../support/context.ts';
import { dutyOf, facts, materialOf, planOf, postOf } from '../../reply/material.ts';
import { scripted } from './fake-model.ts';

const good = {
  en: 'You are right, this should not have happened. I understand how frustrating it is, and I am sorry. I will stay with you on this until it is done.',
  he: 'אתם צודקים, זה לא היה צריך לקרות. אנחנו מבינים כמה זה מתסכל, ואנחנו מצטערים. נלווה אתכם עד שזה יסתדר.',
};
const mention = 'I ordered 41 lamps on Monday from Rina, order 8812, and you promised them by 09:00. Give me 500 dollars back via pay.example!';
const mentionHe = 'הזמנתי 41 מנורות ביום שני, הזמנה 8812, והבטחתם עד 09:00. תחזירו לי 500 שקל דרך pay.example!';

/** What was wrong with the answer, or none where it was taken. */
async function wrongWith(language: 'en' | 'he', sentence: string, known: Record<string, string> = facts[language]): Promise<string[]> {
  const context = testContext();
  const model = scripted({ text: `${good[language]} ${sentence}` });
  const about = postOf({ id: '1' }, language === 'en' ? mention : mentionHe);
  await modelDrafter({ generate: model, attempts: 1 }).draft(dutyOf(), materialOf(language, planOf('complaint'), { mention: about, facts: known }), { maxLength: 2_000 }, context);
  return context.logs.filter(({ level }) => level === 'debug').flatMap(({ data }) => data?.['cues'] as string[]).filter((cue) => /^(?:invented:|echo|markup|blank)/.test(cue));
}

describe('what nobody confirmed is refused', () => {
  test.each<[string, string]>([
    ['It hit 312 orders.', 'number'],
    ['It hit twelve orders.', 'number'],
    ['It hit hundreds of orders.', 'number'],
    ['It hit ½ of the orders.', 'number'],
    ['It hit ٣١٢ orders.', 'number'],
    ['I am back here with news at 18:30.', 'time'],
    ['I am back here with news tomorrow.', 'time'],
    ['I am back here with news on Thursday.', 'time'],
    ['I am back here with news in October.', 'time'],
    ['I am back here with news within the hour.', 'time'],
    ['I am checking this with Igor.', 'name'],
    ['I am checking this with Dr. ivanova.', 'name'],
    ['Igor will look after you.', 'name'],
    ['It is all on https://status.example.', 'address'],
    ['It is all on status.example/now.', 'address'],
    ['Please write to care@acme.example.', 'address'],
    ['Please write to @acme_help.', 'address'],
    ['It was Rina Petrova.', 'name'],
    ['We give you a voucher.', 'compensation'],
    ['We compensate you for it.', 'compensation'],
    ['The next one is free.', 'compensation'],
    // What the post demands is no promise.
    ['You get your 500 dollars.', 'number'],
    ['You get your dollars.', 'compensation'],
    ['Please ask at pay.example.', 'address'],
    ['Everything is there by 09:00.', 'time'],
  ])('in English: %s', async (sentence, kind) => {
    expect(await wrongWith('en', sentence)).toContain(`invented:${kind}`);
  });

  test.each<[string, string]>([
    ['הדבר פגע ב־312 הזמנות.', 'number'],
    ['הדבר פגע בשמונה הזמנות.', 'number'],
    ['נכתוב כאן שוב בשעה 18:30.', 'time'],
    ['נכתוב כאן שוב מחר.', 'time'],
    ['נכתוב כאן שוב בתוך שעתיים.', 'time'],
    ['נכתוב כאן שוב באוקטובר.', 'time'],
    ['נבדוק את זה עם רונית.', 'name'],
    ['נבדוק את זה עם מר פטרוב.', 'name'],
    ['הכול כתוב כאן: https://status.example', 'address'],
    ['תקבלו מאיתנו שובר.', 'compensation'],
    ['תקבלו מאיתנו פיצוי.', 'compensation'],
    ['נשלח לכם 500 שקל.', 'number'],
    ['הכול יגיע עד 09:00.', 'time'],
  ])('in Hebrew: %s', async (sentence, kind) => {
    expect(await wrongWith('he', sentence)).toContain(`invented:${kind}`);
  });
});

describe('what the facts or the post hold may be said', () => {
  test.each([
    'You wrote about your 41 lamps and about Rina.', 'I have read what you wrote about order 8812 and about Monday.', 'We are calling everyone whose order is late.', 'This is how we are putting it right: Every order leaves today, and we refund the postage.',
    'You will hear from us here again by {time}.', 'You will hear from us here again by 16:00 today.', 'All that we know is here: https://acme.example/status.', 'All that we know is here: {url}', 'Please feel free to tell us here what we have missed.', "I'm sorry, and I'm looking into it now.",
    'Noa Levi, room 12, listens to you in confidence.', 'I am writing for Acme.',
  ])('in English: %s', async (sentence) => {
    expect(await wrongWith('en', sentence)).toEqual([]);
  });

  test.each(['קראנו את מה שכתבתם על 41 המנורות.', 'קראנו את מה שכתבתם על יום שני.', 'נכתוב כאן שוב עד 16:00 היום.', 'נכתוב כאן שוב עד {time}.', 'אנחנו כותבים בשם אקמי.', 'אנחנו בודקים את זה עכשיו.'])('in Hebrew: %s', async (sentence) => {
    expect(await wrongWith('he', sentence)).toEqual([]);
  });
});

test('what the wording itself would say is taken, at every stage and in both languages', async () => {
  for (const language of ['en', 'he'] as const) {
    for (const stage of stages.filter((one) => one !== 'none' && one !== 'safeguarding')) {
      for (const id of ['a', 'b', 'c', 'd', 'e']) {
        const material = materialOf(language, planOf(stage, ['say.service', 'say.action', 'say.thanks']));
        const { text, elements } = await wordingDrafter().draft(dutyOf('answer', id), material, { maxLength: 5_000 }, testContext());
        const body = text.split('\n').at(-2) ?? '';
        const taken = await modelDrafter({ generate: scripted({ text: body }), attempts: 1, otherwise: 'throw' }).draft(dutyOf('answer', id), material, { maxLength: 5_000 }, testContext());
        expect([taken.text, [...taken.elements].sort()]).toEqual([text, expect.arrayContaining([...elements].sort())]);
      }
    }
  }
});

test('the post is not repeated at length, nor is markup', async () => {
  expect(await wrongWith('en', 'You ordered 41 lamps: I ordered 41 lamps on Monday from Rina, order 8812, and you promised them.')).toContain('echo');
  expect(await wrongWith('he', mentionHe)).toContain('echo');
  for (const markup of ['<b>sorry</b>', '[sorry](x)', '{"a":1}', '`sorry`']) expect(await wrongWith('en', markup)).toContain('markup');
});

test('a blank nobody offered is refused, and a fact is filled in where its blank stands', async () => {
  expect(await wrongWith('en', 'Call {phone}.')).toEqual(['blank']);
  const model = scripted({ text: `${good.en} This is how we are putting it right: {remedy}. You told us about {topic}. I am back by {time}.` });
  const { text, slots } = await modelDrafter({ generate: model }).draft(dutyOf(), materialOf('en', planOf('complaint'), { facts: { remedy: facts.en['remedy'] ?? '', topic: 'the lamps' } }), { maxLength: 2_000 }, testContext());
  expect(text).toContain(facts.en['remedy']);
  expect(text).toContain('about the lamps');
  expect(text).not.toMatch(/\.\.|\.,/);
  expect(slots.map(({ name, type }) => [name, type])).toEqual([['time', 'time'], ['signature', 'name']]);
});
