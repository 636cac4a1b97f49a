import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { stages } from '../../src/spec/element.ts';
import { reviewSchema, type ReviewContextInput } from '../../src/spec/reply.ts';
import { cuesOf, levelsOf, packs, reviewIn } from './packs.ts';

describe('levels follow the situation', () => {
  const cases: [what: string, cue: string, text: string, mild: ReviewContextInput, grave: ReviewContextInput][] = [
    ['a conditional apology blocks where somebody was harmed', 'L01', 'We are sorry if anyone was hurt.', { stage: 'complaint' }, { stage: 'complaint', harm: 2 }],
    ['a small word blocks when it is serious', 'L04', 'It was a hiccup.', { stage: 'complaint' }, { stage: 'complaint', severity: 'high' }],
    ['"inconvenience" blocks where it is about safety', 'L05', 'We apologise for the inconvenience.', { stage: 'complaint' }, { stage: 'complaint', themes: ['safety'] }],
    ['an overclaim blocks while reports go on', 'L18', 'All systems are back to normal.', { stage: 'note' }, { stage: 'note', incidentOpen: true }],
    ['a voucher blocks when it is critical', 'L24', 'Here is a voucher.', { stage: 'note' }, { stage: 'note', severity: 'critical' }],
    ['what the plan forbids blocks', 'L20', 'It will be fixed in 10 minutes.', { stage: 'note' }, { stage: 'note', forbid: ['never.repairEta'] }],
  ];
  test.each(cases)('%s', (_, cue, text, mild, grave) => {
    expect(levelsOf(reviewIn('en', text, mild), cue)).toEqual(['warn']);
    expect(levelsOf(reviewIn('en', text, grave), cue)).toEqual(['block']);
  });

  test('the first holding statement may leave the next update open, the second may not', () => {
    const text = 'We know about it and we are looking into it.';
    expect(levelsOf(reviewIn('en', text, { stage: 'holding', turn: 0 }), 'L30')).toEqual(['info']);
    expect(levelsOf(reviewIn('en', text, { stage: 'holding', turn: 1 }), 'L30')).toEqual(['block']);
  });

  test('a voucher in a later turn blocks where the plan forbids compensation', () => {
    expect(levelsOf(reviewIn('en', 'Here is a voucher.', { stage: 'note', turn: 1, forbid: ['never.compensation'] }), 'L24')).toEqual(['block']);
  });

  test('an inconvenience beside an apology that owns it is warned of, alone it blocks', () => {
    const context: ReviewContextInput = { stage: 'update', themes: ['safety'], harm: 3 };
    expect(levelsOf(reviewIn('en', 'We got this wrong, and we are deeply sorry for the inconvenience.', context), 'L05')).toEqual(['warn']);
    expect(levelsOf(reviewIn('en', 'We are deeply sorry for the inconvenience.', context), 'L05')).toEqual(['block']);
  });

  test('to have found no sign so far, and to keep looking, denies nothing', () => {
    expect(cuesOf(reviewIn('en', 'We have found no sign of that so far, and we keep checking.', { stage: 'update' }))).not.toContain('L15');
    expect(cuesOf(reviewIn('en', 'We have found no sign of that.', { stage: 'update' }))).toContain('L15');
  });

  test('a way around a broken machine is an instruction', () => {
    expect(reviewIn('en', 'Please start the machine in safe mode and remove the file.', { stage: 'update' }).present).toContain('say.instruction');
  });

  test('a way to write in private is no answer in public, and is one in private', () => {
    expect(levelsOf(reviewIn('en', 'Please DM us.', { stage: 'complaint' }), 'L14')).toEqual(['block']);
    expect(levelsOf(reviewIn('en', 'Please DM us.', { stage: 'complaint', public: false }), 'L14')).toEqual([]);
    expect(cuesOf(reviewIn('en', "I'm sorry, you are right. I understand how annoying it is. Please DM us your number and I'll call. — Kim", { stage: 'complaint' }))).not.toContain('L14');
  });

  test('a voucher in a later turn, or for all alike, is no hush money', () => {
    expect(cuesOf(reviewIn('en', 'Here is a voucher.', { stage: 'note', turn: 1 }))).not.toContain('L24');
    expect(cuesOf(reviewIn('en', 'Everyone who waited gets the same voucher.', { stage: 'note' }))).not.toContain('L24');
  });

  test('where somebody was hurt, a holding statement needs a word of empathy', () => {
    const text = 'We know about it and we are looking into it.';
    expect(reviewIn('en', text, { stage: 'holding' }).verdict).toBe('pass');
    expect(reviewIn('en', text, { stage: 'holding', harm: 3 }).missing).toEqual(['say.empathy']);
  });
});

describe('words that are named do not count as said', () => {
  test.each<['en' | 'he', string, string]>([
    ['en', 'L04', "You're right, calling it a glitch was wrong."],
    ['en', 'L04', 'This was no glitch.'],
    ['en', 'L04', 'It was not an isolated incident.'],
    ['en', 'L04', 'We never should have called it a misunderstanding; that was a mistake.'],
    ['en', 'L05', 'For you this was more than an inconvenience.'],
    ['en', 'L08', 'We will not take legal action against anyone.'],
    ['en', 'L07', 'You should have heard from us on Monday.'],
    ['he', 'L04', 'אתם צודקים, לקרוא לזה תקלונת היה טעות.'],
    ['he', 'L04', 'זו לא הייתה אי הבנה.'],
    ['he', 'L04', 'זו לא תקלה קטנה.'],
    ['he', 'L07', 'היית צריכה לקבל תשובה כבר ביום שני.'],
    ['he', 'L08', 'לא ננקוט צעדים משפטיים נגד איש.'],
  ])('%s %s: %s', (language, cue, text) => {
    expect(cuesOf(reviewIn(language, text, { stage: 'note', severity: 'high' }))).not.toContain(cue);
  });

  test('a naming does not excuse a small word that is used', () => {
    expect(cuesOf(reviewIn('en', 'We are sorry, it was a glitch.', { stage: 'note' }))).toContain('L04');
    expect(cuesOf(reviewIn('he', 'סליחה, זה היה מקרה נקודתי ולא היה צריך לקרות.', { stage: 'note' }))).toContain('L04');
  });

  test("the complainer's words in quotation marks are theirs", () => {
    const text = 'You were told it was "just a minor glitch".';
    expect(cuesOf(reviewIn('en', text, { stage: 'note', mention: 'They said: just a minor glitch! My salary is gone.' }))).not.toContain('L04');
    expect(cuesOf(reviewIn('en', text, { stage: 'note' }))).toContain('L04');
    const hebrew = 'כתבנו לך "תקלה קטנה".';
    expect(cuesOf(reviewIn('he', hebrew, { stage: 'note', mention: 'ענו לי תקלה קטנה אחרי שאיבדתי משכורת' }))).not.toContain('L04');
    expect(cuesOf(reviewIn('he', hebrew, { stage: 'note', mention: 'אין לי חשמל' }))).toContain('L04');
  });

  test('"fault" and "issue" are neutral words, unless they are the whole account or made small', () => {
    expect(cuesOf(reviewIn('he', 'יש לנו תקלה ואנחנו בודקים אותה.', { stage: 'holding' }))).not.toContain('L04');
    expect(cuesOf(reviewIn('he', 'יש תקלה.', { stage: 'holding' }))).not.toContain('L15');
    expect(cuesOf(reviewIn('he', 'הייתה תקלה.', { stage: 'holding' }))).toContain('L04');
    expect(cuesOf(reviewIn('he', 'זו רק תקלה, אנחנו מטפלים.', { stage: 'holding' }))).toContain('L04');
    expect(cuesOf(reviewIn('en', 'We know of the issue and are working on it.', { stage: 'holding' }))).not.toContain('L04');
    expect(cuesOf(reviewIn('en', 'There was an issue.', { stage: 'holding' }))).toContain('L04');
  });

  test('a passive hides who did it only where nobody says so', () => {
    expect(cuesOf(reviewIn('en', 'The books were removed.', { stage: 'note' }))).toContain('L06');
    expect(cuesOf(reviewIn('en', 'We see that your books were removed by mistake.', { stage: 'note' }))).not.toContain('L06');
    expect(cuesOf(reviewIn('en', 'We are sorry. Mistakes were made.', { stage: 'note' }))).toContain('L06');
    expect(cuesOf(reviewIn('he', 'הספרים הוסרו.', { stage: 'note' }))).toContain('L06');
    expect(cuesOf(reviewIn('he', 'אנחנו רואים שהספרים הוסרו.', { stage: 'note' }))).not.toContain('L06');
  });

  test('Hebrew: vowel points, prefix letters and the other gender change nothing', () => {
    for (const text of ['הייתה פַּאדִיחָה.', 'שהייתה פאדיחה', 'והפאדיחה הזאת']) expect(cuesOf(reviewIn('he', text, { stage: 'note' })), text).toContain('L04');
    for (const text of ['מצטער שנפגעת', 'מצטערת שנפגעתן', 'מצטערים שנפגעתם']) expect(levelsOf(reviewIn('he', text, { stage: 'note' }), 'L02'), text).toEqual(['block']);
    for (const text of ['אתה צודק', 'את צודקת', 'אתם צודקים', 'אתן צודקות']) expect(reviewIn('he', text, { stage: 'note' }).present, text).toContain('say.acceptance');
  });

  test('"but" after an apology is none where what follows is warm itself', () => {
    expect(cuesOf(reviewIn('en', "I'm sorry it took so long, but you are right and I'm refunding it today.", { stage: 'note' }))).not.toContain('L03');
    expect(cuesOf(reviewIn('he', 'סליחה על ההמתנה, אבל אתם צודקים ונחזיר את הכסף.', { stage: 'note' }))).not.toContain('L03');
  });
});

describe('elements', () => {
  test('a plan asks for more than the stage', () => {
    const text = 'We know about it and we are looking into it.';
    expect(reviewIn('en', text, { stage: 'holding', require: ['say.unknowns', 'say.awareness', 'venue.hub'] })).toMatchObject({ verdict: 'revise', missing: ['say.unknowns'] });
  });

  test('what the plan rules out is found', () => {
    expect(cuesOf(reviewIn('en', 'The cause: a broken pump.', { stage: 'note', forbid: ['say.explanation'] }))).toContain('forbidden:say.explanation');
  });

  test('the words of the post are taken up, or not', () => {
    const mention = 'The kettle exploded and burned my hand';
    expect(reviewIn('en', 'A kettle must never explode.', { stage: 'complaint', mention }).present).toContain('say.uptake');
    expect(cuesOf(reviewIn('en', 'We are sorry.', { stage: 'complaint', mention }))).toContain('L12');
    expect(reviewIn('he', 'על הקומקום הזה אחראים אנחנו.', { stage: 'complaint', mention: 'קומקום שהתפוצץ לי ביד' }).present).toContain('say.uptake');
    expect(cuesOf(reviewIn('he', 'סליחה.', { stage: 'complaint', mention: 'קומקום שהתפוצץ לי ביד' }))).toContain('L12');
  });

  test('an answer in another script is seen', () => {
    expect(cuesOf(reviewIn('en', 'Thank you for telling us about this.', { stage: 'note', mention: 'החבילה שלי לא הגיעה כבר שבוע' }))).toContain('L29');
  });

  test('the fourth copy is one too many', () => {
    const text = 'Thank you for telling us. We understand how annoying this is, and we are looking into it right now for you.';
    const to = (name: string): string => `Hi ${name}, ${text}`;
    expect(levelsOf(reviewIn('en', to('Dana'), { stage: 'note', earlierReplies: [to('Ben')] }), 'L10')).toEqual(['warn']);
    expect(levelsOf(reviewIn('en', to('Dana'), { stage: 'note', earlierReplies: ['Ben', 'Gil'].map(to) }), 'L10')).toEqual(['block']);
    expect(levelsOf(reviewIn('en', to('Dana'), { stage: 'note', earlierReplies: ['Ben', 'Gil', 'Noa'].map(to) }), 'L10')).toEqual(['block']);
    expect(levelsOf(reviewIn('en', to('Dana'), { stage: 'note', earlierReplies: ['We have posted the opening hours of our shops.'] }), 'L10')).toEqual([]);
  });

  test.each(['{time}', '[name]', '[…]', '____', '{שם}'])('a blank left open blocks: %s', (blank) => {
    expect(levelsOf(reviewIn('en', `We will write by ${blank}.`, { stage: 'note' }), 'slot')).toEqual(['block']);
  });

  test.each([
    ['en', 'Your order number 48211937 is on its way.'], ['en', 'Your card 4111 1111 1111 1111 was charged.'], ['en', 'We wrote to your address dana.levi@example.org.'], ['en', 'We discussed your diagnosis.'],
    ['he', 'הזמנה מספר 48211937 בדרך.'], ['he', 'ת"ז 123456782 נרשמה.'], ['he', 'הטלפון שלך 054-123-4567 רשום אצלנו.'],
  ] as const)('personal data blocks (%s): %s', (language, text) => {
    expect(levelsOf(reviewIn(language, text, { stage: 'note' }), 'L21')).toEqual(['block']);
  });

  test.each([['en', 'Call us on 03-123-4567.'], ['en', 'Write to care@example.org.'], ['he', 'חייגו 03-123-4567.'], ['en', 'It happened on 2026-04-12 at 15:00.']] as const)("the brand's own way in is no personal data (%s): %s", (language, text) => {
    expect(cuesOf(reviewIn(language, text, { stage: 'note' }))).not.toContain('L21');
  });

  test('the score is the sum of its parts, each cue once', () => {
    const { warmth } = reviewIn('en', 'I am sorry. I am so sorry. We got this wrong. It was a glitch.', { stage: 'note' });
    expect(warmth.parts).toEqual(expect.arrayContaining([{ cue: 'W06', points: 15 }, { cue: 'W07', points: 30 }, { cue: 'L04', points: -15 }]));
    expect(warmth.score).toBe(warmth.parts.reduce((sum, { points }) => sum + points, 0));
    expect(new Set(warmth.parts.map(({ cue }) => cue)).size).toBe(warmth.parts.length);
  });

  test("messages are in the reviewer's language", () => {
    const en = reviewIn('he', 'אין תגובה.', { stage: 'press', locale: 'en' }).findings;
    const he = reviewIn('en', 'No comment.', { stage: 'press', locale: 'he' }).findings;
    for (const { message, suggestion } of en) expect(`${message}${suggestion}`).not.toMatch(/[א-ת]/);
    for (const { message, suggestion } of he) expect(`${message}${suggestion}`).toMatch(/[א-ת]/);
  });
});

describe('hostile and impossible input', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(fc.constantFrom('sorry if ', 'glitch ', '“', '"', '{time}', '[', '@x ', '\u202e', '\0', '\ud800', 'תקלה ', 'but ', '#a ', 'a@b.c ', '1234 ', '\n', '— '), { maxLength: 200 }).map((parts) => parts.join('')),
  );
  test('every text gets a review of the agreed shape, its spans within the text', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(...stages), fc.constantFrom('en' as const, 'he' as const), (text, mention, stage, language) => {
        const review = reviewIn(language, text, { stage, mention, incidentOpen: true });
        reviewSchema.parse(review);
        for (const { span } of [...review.findings, ...review.warm]) if (span !== null) expect(span.start < span.end && span.end <= text.length).toBe(true);
        expect(review.verdict === 'pass').toBe(review.findings.every(({ level }) => level === 'info'));
      }),
      { numRuns: 300 },
    );
  });

  test('the longest text is reviewed, a longer one refused', () => {
    const unit = 'sorry if "glitch" but ';
    const text = unit.repeat(Math.ceil(65_536 / unit.length)).slice(0, 65_536);
    expect(reviewIn('en', text, { stage: 'note', mention: text }).verdict).not.toBe('pass');
    expect(() => reviewIn('en', `${text}!`, { stage: 'note' })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'text' }));
  });

  test.each([[{}], [{ stage: 'shouting' }], [{ stage: 'note', harm: 9 }], [{ stage: 'note', require: ['say.nothing'] }], [null]])('the context %j is refused', (context) => {
    let error: unknown;
    try {
      reviewReply('Hello.', context as unknown as ReviewContextInput, packs.en);
    } catch (thrown) {
      error = thrown;
    }
    expect(KashuvError.is(error) && error.code).toBe('INPUT_INVALID');
    expect(KashuvError.is(error) && error.field).toMatch(/^context/);
  });
});

describe('who speaks', () => {
  const identity = (language: 'en' | 'he', text: string, context: Partial<ReviewContextInput> = {}): string[] =>
    reviewIn(language, text, { stage: 'note', require: ['say.identity'], ...context }).missing;

  test.each<['en' | 'he', string]>([
    ['en', 'We are on it. Marit, Amazon'], ['en', 'We are on it. Marit, Amazon #amazonfail'], ['en', 'We are on it. — Noa, Acme service'], ['en', 'We are on it. Tom at Acme'],
    ['en', 'We are on it. ^JM'], ['en', 'We are on it.\nMaya Cohen'], ['en', 'We are on it. Best, Jim'], ['en', 'We are on it. Your Acme team'],
    ['he', 'אנחנו מטפלים בזה. מארית, אמזון'], ['he', 'אנחנו מטפלים בזה. נועה משירות הלקוחות'], ['he', 'אנחנו מטפלים בזה. שירי'], ['he', 'אנחנו מטפלים בזה. בברכה, נועה'],
  ])('a closing names somebody (%s): %s', (language, text) => {
    expect(identity(language, text)).toEqual([]);
  });

  test.each<['en' | 'he', string]>([
    ['en', 'We are on it. Sorry'], ['en', 'We are on it. Thank you'], ['en', 'We are on it. Stay safe'], ['en', 'We are on it. Please call us'], ['en', 'We are on it. Tomorrow, we will write'],
    ['en', 'Marit'], ['he', 'אנחנו מטפלים בזה. תודה'], ['he', 'אנחנו מטפלים בזה. שבת שלום'], ['he', 'אנחנו מטפלים בזה. מצטערים'], ['he', 'אנחנו מטפלים בזה. מחכים לכם'],
  ])('other last words name nobody (%s): %s', (language, text) => {
    expect(identity(language, text)).toEqual(['say.identity']);
  });

  test('the brand in the first person is an official voice, once the review knows its name', () => {
    expect(identity('en', 'All of us at Acme read this today, and we are on it.')).toEqual(['say.identity']);
    expect(identity('en', 'All of us at Acme read this today, and we are on it.', { brand: 'Acme' })).toEqual([]);
    expect(identity('he', 'אנחנו באקמי קראנו את זה היום.', { brand: ['Acme', 'אקמי'] })).toEqual([]);
    expect(identity('en', 'People say that Acme is late.', { brand: 'Acme' })).toEqual(['say.identity']);
  });
});

describe('regret for what happened, and regret for a feeling', () => {
  test.each<['en' | 'he', string]>([
    ['en', 'I am sorry for what this does to you.'], ['en', 'We are sorry you had to go through this.'], ['en', 'We understand how much this hurts.'],
    ['he', 'אנחנו מצטערים על הפגיעה בכם.'], ['he', 'אני מצטערת על מה שעברתם.'],
  ])('the effect on the person is empathy (%s): %s', (language, text) => {
    const review = reviewIn(language, text, { stage: 'note', require: ['say.empathy'] });
    expect(review.missing).toEqual([]);
    expect(cuesOf(review)).not.toContain('L02');
  });

  test.each<['en' | 'he', string]>([
    ['en', 'We are sorry you feel this way.'], ['en', "I'm sorry you didn't enjoy your stay."], ['he', 'מצטערים שכך אתה מרגיש.'], ['he', 'צר לנו שלא נהנית.'],
  ])('the feeling of the other is not ours to regret (%s): %s', (language, text) => {
    expect(levelsOf(reviewIn(language, text, { stage: 'note' }), 'L02')).toContain('block');
  });
});

describe('what a list of phrases cannot hold', () => {
  const mention = 'The lift has been broken for six weeks and I carry a pram up five floors.';

  test('taking the words up and acting on them is acceptance', () => {
    const text = 'Hello Ida, six weeks of stairs with a pram: I called the lift firm myself and the fitter comes tomorrow. I will ring you after. — Wendy';
    expect(reviewIn('en', text, { stage: 'complaint', mention }).present).toContain('say.acceptance');
    expect(reviewIn('en', `${text} If you were hurt, sorry.`, { stage: 'complaint', mention }).present).not.toContain('say.acceptance');
  });

  test('one element not found is a hint in a reply with a voice of its own, never where a plan requires it', () => {
    const text = 'About 600 of you are still waiting on the quay, and I am sorry. We found a faulty sensor. My colleague is swapping it. I know how cold it is. I will write again by 15:00. — Liv';
    expect(reviewIn('en', text, { stage: 'update', incidentOpen: true, turn: 1 })).toMatchObject({ verdict: 'pass', missing: [] });
    expect(cuesOf(reviewIn('en', text, { stage: 'update', incidentOpen: true, turn: 1 }))).toContain('missing:say.unknowns');
    expect(reviewIn('en', text, { stage: 'update', incidentOpen: true, turn: 1, require: ['say.unknowns', 'say.impact', 'say.knowns'] })).toMatchObject({ verdict: 'revise', missing: ['say.unknowns'] });
  });

  test('a time and a word of coming back announce the next update', () => {
    expect(cuesOf(reviewIn('en', 'We are on it. Back here with you at half past nine.', { stage: 'holding', turn: 1 }))).not.toContain('L30');
    expect(cuesOf(reviewIn('en', 'We are on it. It began at half past nine.', { stage: 'holding', turn: 1 }))).toContain('L30');
  });

  test('numbers of people or things say whom it hits; times and prices do not', () => {
    const impact = (text: string): boolean => reviewIn('en', text, { stage: 'note' }).present.includes('say.impact');
    expect(impact('There are 212 schools on that line.')).toBe(true);
    expect(impact('It took 40 minutes and 7 euros, until 18:30 Eastern.')).toBe(false);
  });
});

describe('in an incident', () => {
  test('an update that says nothing of the next one is asked to before the crowd heard anything, and blocked after', () => {
    const text = 'We found a faulty sensor.';
    expect(levelsOf(reviewIn('en', text, { stage: 'update', turn: 0 }), 'L30')).toEqual(['warn']);
    expect(levelsOf(reviewIn('en', text, { stage: 'update', turn: 1 }), 'L30')).toEqual(['block']);
  });

  test('correcting the press is asked to wait, accusing a supplier is blocked where the plan forbids to accuse', () => {
    const context: ReviewContextInput = { stage: 'update', forbid: ['never.accuse'] };
    expect(levelsOf(reviewIn('en', 'It has been misreported that only novels were hit.', context), 'L07')).toEqual(['warn']);
    expect(levelsOf(reviewIn('en', 'Our supplier failed.', context), 'L07')).toEqual(['block']);
  });

  test('a closing need not say what it is still doing, whatever the plan of the running incident asked for', () => {
    const review = reviewIn('en', 'Everything is restored. — Liv', { stage: 'closing', require: ['say.action', 'say.unknowns', 'say.apology'] });
    expect(review.missing).toEqual(['say.apology']);
  });

  test('thanks for patience are a hint beside words of one’s own', () => {
    const own = 'We got this wrong and I am sorry. I understand how frustrating it is. I am refunding you today. Thank you for your patience. — Liv';
    expect(levelsOf(reviewIn('en', own, { stage: 'note' }), 'L09')).toEqual(['info']);
    expect(levelsOf(reviewIn('en', 'Thank you for your patience. — Liv', { stage: 'note' }), 'L09')).toEqual(['warn']);
  });
});
