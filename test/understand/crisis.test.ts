import { describe, expect, test } from 'vitest';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import type { MentionKind } from '../../src/spec/classification.ts';
import { createUnderstanding, mergeResults } from '../../src/understand/index.ts';

const understanding = createUnderstanding({ packs: [english(), hebrew()] });
const languageOf = (text: string): string => (/[א-ת]/u.test(text) ? 'he' : 'en');
const read = (text: string, target = 'Acme') => mergeResults([{ by: 'cues', result: understanding.label({ id: '1', text, language: languageOf(text), target }) }]);
const kindsOf = (text: string): MentionKind[] => read(text).kinds.map(({ value }) => value);
const themesOf = (text: string): string[] => read(text).themes.map(({ value }) => value);

/** What is said where people turn against a brand. `yes` must be found, `no` must not. Invented. */
const kinds: Partial<Record<MentionKind, { yes: string[]; no: string[] }>> = {
  complaint: {
    yes: [
      'Half of my recipe videos were removed without a word of warning',
      'Our podcast has vanished from the app store, ten years of episodes',
      'My workshop page is nowhere to be found on their map since Tuesday',
      'They flagged as inappropriate a drawing by my six-year-old',
      'My pottery shop lost its verification badge overnight',
      'Acme deleted our reviews because they were honest',
      'Put our playlists back, Acme',
      'Who decided this, and why was nobody asked?',
      'I have closed my account after eleven years',
      'Not another cent for this bank',
      'Taking my business to the shop next door',
      'How can you sell this and sleep at night',
      'How dare you read our messages',
      '#acmefail and they still hide the mistake',
      'הסירו את הסרטונים שלי בלי הסבר',
      'העמוד של העסק שלנו נעלם מתוצאות החיפוש',
      'מחקתם לנו תגובות שלא נעמו לכם',
      'ביטלתי את המנוי אחרי שמונה שנים',
      'אי אפשר למצוא את החנות שלי באתר מאז אתמול',
      'תסבירו מי החליט על זה',
      'הציור של הבת שלי סומן כתוכן פוגעני',
    ],
    no: [
      'We found a hidden gem behind the station',
      'The stains are gone after one wash',
      'Banned Books Week starts at the library on Sunday',
      'I will bring it back tomorrow, thanks',
      'The lid was removed before serving',
      'Acme opened a new branch in Haifa',
      'Filter coffee or espresso, both are fine',
      'I tried it on and put it back',
      'How do I restore my phone from a backup?',
      'My grandfather was buried on Tuesday',
      'I have a fever and feel sick',
      'Tell us what you think of the new flavour',
      'My files are in my #dropbox',
      'הכתם נעלם תוך דקה',
      'הורדתי את האפליקציה הבוקר',
      'הסירו את המכסה והכניסו לתנור',
      'לא מוצאת מילים להודות לכם',
      'הסניף החדש נפתח בשדרה',
    ],
  },
  'values-criticism': {
    yes: [
      'Only women authors had their pages hidden',
      'They are hiding lesbian films again',
      'Trans creators get demonetised while others keep their money',
      "One rule for the rich and another for the rest of us",
      'Men\'s jackets stay visible, ours are classed as indecent',
      'I was singled out because of my accent',
      'They ban books and call it care for families',
      'Deaf people like us are not welcome here',
      'רק סופרות ערביות נפגעו? דווקא אנחנו?',
      'איפה ואיפה: למתחרה מותר ולנו אסור',
      'חוסמים תכנים של להט"בים',
      'הפלו אותי בגלל המבטא',
      'סתימת פיות, אין מילה אחרת',
      'דין אחד למקורבים ודין אחר לכולנו',
      'סיננו סופרים גאים מהקטלוג בכוונה',
    ],
    no: [
      'A gay couple runs the bakery and the rolls are superb',
      'The women’s jackets are on the second floor',
      'The black shoes are available again',
      'Wheelchair tennis on channel four tonight',
      'Value for money',
      'My aunt writes books about cats',
      'Flight at nine #cancelledflight',
      'זוג גאה פתח מאפייה ליד הבית',
      'מבצע על נעלי נשים',
      'זה קרה שלא בכוונה',
      'ארון בגדים בשלושה צבעים',
      'הספרייה פתוחה עד שמונה',
    ],
  },
  'silence-complaint': {
    yes: [
      'Six days, and not a single word from Acme',
      'Still nothing from @acme about the leak',
      "Why doesn't Acme answer any of us?",
      'They said nothing, they say nothing, they will say nothing',
      'Nobody from the company has been in touch',
      'Where is your statement, Acme?',
      'All I got was a canned reply',
      'Acme has not apologised to a single family',
      'We are kept in the dark',
      'They have gone quiet since the report',
      'אף מילה מהחברה מאז יום ראשון',
      'עדיין לא הגיבו לאף אחד מהנפגעים',
      'החברה שותקת ואנחנו משלמים',
      'איפה ההסבר שהבטחתם?',
      'שלושה ימים ולא אמרו לנו כלום',
      'קיבלנו תשובה אוטומטית ותו לא',
      'אף אחד לא מסביר לנו מה קרה',
    ],
    no: [
      'A quiet room with a view of the lake',
      'Silent Night was the last song',
      'Nothing to complain about, nothing but praise',
      'They answered within the hour',
      'Not one problem in five years',
      'My sleeping bag is warm',
      'חדר שקט עם נוף לאגם',
      'ענתה מיד ובסבלנות רבה',
      'אין לי מילים, תודה',
      'לא אמרתי מילה רעה',
      'אין הודעות חדשות בתיבה',
    ],
  },
  rumour: {
    yes: ['A source inside says they knew for a year', 'Maybe somebody hacked the shop', 'Everybody has a theory', 'Hackers claim it was them, could not be verified', 'There is talk that the plant will close', 'Real or fake? The screenshot is everywhere', 'They claim they were hacked'],
    no: ['A friend at the gym told a joke', 'Is it real leather?', 'Maybe tomorrow', 'I claim the window seat', 'The talk was at noon'],
  },
  satire: {
    yes: ['A "glitch" my foot', 'Glitch, my arse', 'Yeah right, an algorithm did it', 'And the award for worst excuse of the year goes to Acme', 'A likely story', 'We leak so you can swim #acmenewslogan', 'Oh the irony', 'איזה צירוף מקרים', 'פרס התירוץ הולך אל החברה', 'נו בטח, תקלה', 'כמה נוח שזה נמחק #acmemyfoot'],
    no: ['The glitch was fixed on Monday', 'An error in the invoice', 'My foot hurts', 'I like stories', 'התקלה תוקנה', 'המקום נוח', 'קיבלנו פרס על העיצוב', 'הכלב אוכל בשש'],
  },
};

describe.each(Object.entries(kinds))('%s', (kind, { yes, no }) => {
  test.each(yes)('is in: %s', (text) => expect(kindsOf(text)).toContain(kind));
  test.each(no)('is not in: %s', (text) => expect(kindsOf(text)).not.toContain(kind));
});

describe('discrimination', () => {
  test.each([
    'Your guard threw a lesbian couple out, shame on you',
    'They are hiding lesbian films again',
    'Two dads at the desk and the clerk refused to serve us, disgraceful',
    'My wheelchair was left on the platform, worst service ever',
    'Only Muslim customers were asked for papers. Why?',
    'The straight version stays listed, ours was removed',
    'כולם קיבלו שירות, רק נוסעים ערבים נבדקו',
    'השפילו זוג גאה מול כולם, בושה',
    'נכה בכיסא גלגלים נשאר בחוץ, שירות מחפיר',
    'דווקא הספרים שלנו נעלמו',
    'סירבו להחזיר כסף ללסבית בגלל שהיא לסבית',
    'יחס מפלה לאתיופים בכניסה',
  ])('is a theme of: %s', (text) => expect(themesOf(text)).toContain('discrimination'));

  test.each([
    'A gay couple runs the bakery and the rolls are superb',
    'My daughter came out last year and picked your cake for the party',
    'The museum has a ramp for every wheelchair',
    'The lesbian choir sings on Saturday',
    'זוג גאה פתח מאפייה ליד הבית',
    'יש רמפה לכיסא גלגלים',
    'במופע ישירו גם ערבים',
    'ערב לנשים במוזיאון',
  ])('is no theme of: %s', (text) => expect(themesOf(text)).not.toContain('discrimination'));

  test('a group that is only named is told, as too weak a sign to be known', () => {
    const result = understanding.label({ id: '1', text: 'A gay couple runs the bakery', language: 'en' });
    expect(result.status === 'labelled' ? result.labels : []).toContainEqual(expect.objectContaining({ task: 'theme', value: 'discrimination', confidence: 0.4 }));
  });
  test('whoever is wronged for what they are is hurt', () => {
    expect(read('They are hiding lesbian films again').harm).toMatchObject({ known: true, value: 2 });
    expect(read('The straight version stays listed, ours was removed').harm).toMatchObject({ known: true, value: 2 });
    expect(read('חוסמים תכנים של להט"בים').harm).toMatchObject({ known: true, value: 2 });
    expect(read('The delivery is late').harm).toMatchObject({ known: true, value: 1 });
  });
});

describe('tags that judge what they name', () => {
  test('make a complaint of what is half a complaint, and none of what is none', () => {
    expect(kindsOf('Such a mistake')).not.toContain('complaint');
    expect(read('Such a mistake #acmefail').kind).toMatchObject({ value: 'complaint', evidence: expect.arrayContaining([expect.objectContaining({ cue: 'tag.grievance' })]) });
    expect(kindsOf('Our train has left #acmefail')).not.toContain('complaint');
    expect(kindsOf('טעות קטנה')).not.toContain('complaint');
    expect(kindsOf('טעות קטנה #acmefail')).toContain('complaint');
  });
  test('leave what is plain as it is', () => expect(read('Does anyone know when they open? #acmefail').kind).toMatchObject({ value: 'question' }));
  test('a mocking tag makes a joke of it', () => expect(read('The system had feelings today #acmemyfoot').kind).toMatchObject({ value: 'satire' }));
  test.each(['#supplies', '#navigate', '#families'])('%s is a word, not a judgement of a name', (tag) => expect(read(`Such a mistake ${tag}`).kind).toMatchObject({ known: false }));
});

describe('what outweighs what', () => {
  test('bitter thanks are no praise', () => {
    expect(kindsOf('They delete trans creators. Thanks, Acme.')).not.toContain('praise');
    expect(kindsOf('Not a single word since Friday. Well done, Acme.')).not.toContain('praise');
    expect(kindsOf('Well done, Acme.')).toContain('praise');
  });
  test('who complains of nothing but the silence complains of the silence', () => expect(read('Six days, and not a single word from Acme').kind).toMatchObject({ value: 'silence-complaint' }));
  test('a grievance has a colour', () => {
    expect(read('Only Muslim customers were asked for papers').sentiment).toMatchObject({ known: true, value: 'negative' });
    expect(read('אף אחד לא מסביר לנו מה קרה').sentiment).toMatchObject({ known: true, value: 'negative' });
  });
  test('a shade of complaint does not take the question mark away', () => expect(kindsOf('Is the new recipe bad?')).toContain('question'));
});
