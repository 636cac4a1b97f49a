import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { classifierResultSchema, type ClassificationTask, type Label } from '../../src/spec/classification.ts';
import type { LanguageTools } from '../../src/spec/language.ts';
import { createUnderstanding, mergeResults } from '../../src/understand/index.ts';

const packs = [english(), hebrew()];
const understanding = createUnderstanding({ packs });

const label = (text: string, language = 'en', target?: string) => understanding.label({ id: 'x', text, language, ...(target === undefined ? {} : { target }) });
const labels = (text: string, language = 'en', target?: string): Label[] => {
  const result = label(text, language, target);
  return result.status === 'labelled' ? result.labels : [];
};
const values = (task: ClassificationTask, text: string, language = 'en', target?: string): unknown[] => labels(text, language, target).filter((one) => one.task === task).map(({ value }) => value);
const known = (text: string, language = 'en', target?: string) => mergeResults([{ by: 'cues', result: label(text, language, target) }]);

/** Tools that hold every text for what the test says. */
const toolsThatSay = (polarity: number | null): LanguageTools => ({ version: 'test', analyse: () => ({ polarity, evidence: [{ source: 'model', cue: 'test' }] }) });
const withTools = (polarity: number | null) => createUnderstanding({ packs, tools: new Map([['en', toolsThatSay(polarity)]]) });

describe('sentiment', () => {
  test.each<[string, string, string]>([
    ['What a terrible, rude, useless shop', 'en', 'negative'],
    ['Not good at all, not helpful', 'en', 'negative'],
    ['Wonderful staff, thank you', 'en', 'positive'],
    ['not bad at all, great value', 'en', 'positive'],
    ['No problem, lovely people', 'en', 'positive'],
    ['Ughhh 😡😡', 'en', 'negative'],
    ['loooove it', 'en', 'positive'],
    ['שירות מחפיר, בושה', 'he', 'negative'],
    ['לא ממליצה', 'he', 'negative'],
    ['היה נהדר, תודה רבה', 'he', 'positive'],
    ['לא רע בכלל, מומלץ', 'he', 'positive'],
    ['שֵׁרוּת מַחְפִּיר', 'he', 'negative'],
  ])('%s', (text, language, value) => expect(values('sentiment', text, language)).toEqual([value]));

  test('strong words on both sides are mixed', () => expect(values('sentiment', 'Amazing, brilliant food. Disgusting, horrible toilets.')).toEqual(['mixed']));

  test('neutral is a finding of the tools, not the lack of one', () => {
    const input = { id: 'x', text: 'the lamp stands on the table', language: 'en' };
    expect(withTools(0).label(input)).toMatchObject({ status: 'labelled', labels: expect.arrayContaining([expect.objectContaining({ task: 'sentiment', value: 'neutral' })]) });
    expect(values('sentiment', input.text)).toEqual([]);
    expect(known(input.text).sentiment).toMatchObject({ known: false });
  });

  test('a plain question is neutral without tools', () => expect(values('sentiment', 'האם יש משלוחים לאילת?', 'he')).toEqual(['neutral']));

  test('the polarity of the tools speaks where the cues are silent', () => {
    const input = { id: 'x', text: 'flurb glorp zindle', language: 'en' };
    expect(mergeResults([{ by: 't', result: withTools(-1).label(input) }]).sentiment).toMatchObject({ known: true, value: 'negative', evidence: [{ source: 'model' }] });
  });

  test('towards the brand it is told only where a brand is named, less surely beside somebody else', () => {
    const towards = (text: string) => labels(text, 'en', 'Acme').find(({ task }) => task === 'target-sentiment')?.confidence ?? 0;
    expect(values('target-sentiment', 'terrible')).toEqual([]);
    expect(towards('@acme terrible')).toBeGreaterThan(towards('@acme @rival terrible'));
    expect(towards('@acme @rival terrible')).toBeGreaterThan(0);
  });
});

describe('signals that look alike', () => {
  test('an insult at the brand is abuse, at somebody bullying', () => {
    expect(known('@acme you are idiots', 'en', 'Acme').kinds.map(({ value }) => value)).toEqual(expect.not.arrayContaining(['bullying']));
    expect(known('@acme you are idiots', 'en', 'Acme').kinds.map(({ value }) => value)).toContain('abuse');
    expect(known('@dana you are an idiot', 'en', 'Acme').kind).toMatchObject({ value: 'bullying' });
    expect(known('@acme אתם מטומטמים', 'he', 'Acme').kinds.map(({ value }) => value)).not.toContain('bullying');
    expect(known('@dana את מטומטמת', 'he', 'Acme').kind).toMatchObject({ value: 'bullying' });
  });
  test('rage with a grievance is a complaint first', () => expect(known('@acme you lost my bag you useless idiots!!!', 'en', 'Acme').kind).toMatchObject({ value: 'complaint' }));
  test('rudeness without a victim stays a complaint', () => expect(known('Rude staff, stupid rules', 'en', 'Acme').kind).toMatchObject({ value: 'complaint' }));
  test('life comes before all else', () => expect(known('Worst support ever, no response for weeks, I want to kill myself').kind).toMatchObject({ value: 'self-harm' }));
  test('silence is a complaint too, and asks for an answer', () => {
    expect(values('kind', 'Nobody answers my emails')).toEqual(expect.arrayContaining(['silence-complaint', 'complaint']));
    expect(known('Nobody answers my emails').demand).toMatchObject({ value: 'answer' });
  });
});

describe('the rest of what is said', () => {
  test.each<[ClassificationTask, string, string, unknown]>([
    ['topic', 'the screen is broken', 'en', 'product'], ['topic', 'the rep hung up, hold time was an hour', 'en', 'service'], ['topic', 'that billboard and the slogan', 'en', 'campaign'], ['topic', 'change your fees policy', 'en', 'policy'],
    ['topic', 'המסך שבור', 'he', 'product'], ['topic', 'הנציגה והמוקד', 'he', 'service'], ['topic', 'הקמפיין והפרסומת', 'he', 'campaign'], ['topic', 'המדיניות והעמלות', 'he', 'policy'],
    ['theme', 'racist door policy', 'en', 'discrimination'], ['theme', 'the charger caught fire', 'en', 'safety'], ['theme', 'my daughter', 'en', 'children'], ['theme', 'allergic, in hospital', 'en', 'health'], ['theme', 'a refund of the fee', 'en', 'money'], ['theme', 'her funeral', 'en', 'death'],
    ['theme', 'סלקציה גזענית', 'he', 'discrimination'], ['theme', 'המטען עלה באש', 'he', 'safety'], ['theme', 'התינוקת שלי', 'he', 'children'], ['theme', 'אושפזתי בבית חולים', 'he', 'health'], ['theme', 'החזר כספי', 'he', 'money'], ['theme', 'בלוויה', 'he', 'death'],
    ['demand', 'I want my money back', 'en', 'refund'], ['demand', 'please fix this', 'en', 'fix'], ['demand', 'you owe us an apology', 'en', 'apology'], ['demand', 'change your policy', 'en', 'policy-change'], ['demand', 'how much is it?', 'en', 'information'], ['demand', 'Thank you so much!', 'en', 'none'],
    ['demand', 'תחזירו לי את הכסף', 'he', 'refund'], ['demand', 'תתקנו את זה', 'he', 'fix'], ['demand', 'תתנצלו', 'he', 'apology'], ['demand', 'תשנו את המדיניות', 'he', 'policy-change'], ['demand', 'תענו לי', 'he', 'answer'], ['demand', 'כמה עולה המנוי?', 'he', 'information'],
    ['arousal', 'FIX THIS RIGHT NOW!!! WORST COMPANY EVER', 'en', 'high'], ['arousal', 'a bit annoying', 'en', 'medium'], ['arousal', 'the box is on the shelf', 'en', 'low'], ['arousal', 'אני רותחת מעצבים!!!', 'he', 'high'],
    ['harm', 'the delivery is late', 'en', 1], ['harm', 'you lost my luggage, we were stranded', 'en', 2], ['harm', 'it exploded and I am injured', 'en', 3], ['harm', 'someone could die, brake failure', 'en', 4], ['harm', 'I will kill you', 'en', 4], ['harm', 'Thank you so much', 'en', 0],
    ['harm', 'המשלוח באיחור', 'he', 1], ['harm', 'חייבתם אותי פעמיים, נעקצתי', 'he', 2], ['harm', 'נכוויתי ואושפזתי', 'he', 3], ['harm', 'סכנת חיים', 'he', 4],
  ])('%s of %j', (task, text, language, value) => expect(values(task, text, language)).toContain(value));

  test('idioms are no death and no illness', () => expect(values('theme', 'my battery is dead and I am sick of it')).toEqual([]));
});

describe('languages', () => {
  test('without a pack there is no judgement', () => expect(label('c’est nul, je suis furieux', 'fr')).toEqual({ id: 'x', status: 'abstained', why: 'no language pack covers fr', unread: true }));
  test.each<[what: string, text: string, language: string, unread: boolean]>([
    ['Hebrew in Latin letters', 'acme ze mesukan, hayeled sheli hitchashmel', 'he', true],
    ['words of no language it could tell', 'acme chara', 'und', true],
    ['a name alone', 'acme https://acme.example #acme', 'und', false],
    ['English in which nothing was recognised', 'qwerty', 'en', false],
    ['Hebrew in which nothing was recognised', 'שולחן', 'he', false],
  ])('whether it was read at all: %s', (_, text, language, unread) => {
    const result = label(text, language);
    expect(result.status).toBe('abstained');
    expect(mergeResults([{ by: 'cues', result }]).unread).toBe(unread ? true : undefined);
  });
  test('what one classifier could read was read', () => {
    const unread = { id: 'x', status: 'abstained', why: 'no', unread: true } as const;
    expect(mergeResults([{ by: 'a', result: unread }, { by: 'b', result: { id: 'x', status: 'abstained', why: 'nothing' } }]).unread).toBeUndefined();
    expect(mergeResults([{ by: 'a', result: unread }, { by: 'b', result: { id: 'x', status: 'failed', why: 'down' } }])).toMatchObject({ status: 'failed' });
    expect(mergeResults([{ by: 'a', result: unread }, { by: 'b', result: unread }]).unread).toBe(true);
  });
  test('regions and old codes are read as their language', () => {
    expect(values('sentiment', 'terrible', 'en-GB')).toEqual(['negative']);
    expect(values('sentiment', 'נורא', 'iw')).toEqual(['negative']);
  });
  test('a text of unknown language is read by the pack that finds most', () => {
    expect(values('sentiment', 'wtf terrible', 'und')).toEqual(['negative']);
    expect(values('sentiment', 'נורא ואיום', 'und')).toEqual(['negative']);
    expect(label('qwerty', 'und')).toMatchObject({ status: 'abstained' });
  });
  test('where nothing was recognised it abstains', () => expect(label('qwerty')).toEqual({ id: 'x', status: 'abstained', why: 'nothing was recognised' }));
});

test('evidence names cues and places in the original, never words', () => {
  const text = String.raw`I don\u2019t mind &amp; the staff were RUDE`;
  const [sentiment] = labels(text);
  expect(sentiment?.evidence.map(({ cue, span }) => [cue, text.slice(span?.start, span?.end)])).toContainEqual(['en.sentiment.negative.medium', 'RUDE']);
});

const words = fc.constantFrom('terrible', 'thank you', 'kill', 'myself', '@acme', '@dana', 'idiot', '😡', 'תודה', 'גרוע', '\ud800', '\u202e', '\0', '&amp;', '\\u2019', 'https://a.example/?b', '?', '!', '#fail', 'LOUD', 'soooo', 'refund');
const texts = fc.oneof(fc.array(words, { maxLength: 50 }).map((parts) => parts.join(' ')), fc.string({ unit: 'binary', maxLength: 300 }));

test('whatever the text: a valid result, spans within it, the same again', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('en', 'he', 'und', 'zz', ''), fc.option(fc.constantFrom('Acme', '', '@@', 'א'), { nil: undefined }), (text, language, target) => {
      const result = label(text, language, target);
      expect(classifierResultSchema.safeParse(result).success).toBe(true);
      expect(label(text, language, target)).toEqual(result);
      const spans = (result.status === 'labelled' ? result.labels : []).flatMap(({ evidence }) => evidence).flatMap(({ span }) => (span === undefined ? [] : [span]));
      for (const { start, end } of spans) {
        expect(text.slice(start, end)).not.toBe('');
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 300 },
  );
});

test.each(['you idiot ', '@a you ', 'terrible no problem ', '?!', 'תתביישו ', '#fail'])('a megabyte of %j is labelled', (unit) => {
  expect(label(unit.repeat(Math.ceil(1_000_000 / unit.length)), unit.startsWith('ת') ? 'he' : 'en', 'Acme')).toMatchObject({ status: expect.stringMatching(/labelled|abstained/u) });
});
