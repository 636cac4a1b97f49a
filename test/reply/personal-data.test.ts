import { describe, expect, test } from 'vitest';

import { levelsOf, placesOf, reviewIn } from './packs.ts';

type Row = readonly [name: string, language: 'en' | 'he', text: string, places: readonly string[]];

const L21 = (language: 'en' | 'he', text: string): (string | null)[] => placesOf(reviewIn(language, text, { stage: 'note' }), text, 'L21');

describe('numbers that a house gave a person', () => {
  const rows: readonly Row[] = [
    ['bare', 'en', 'Your order 48211 left today.', ['order 48211']],
    ['capitals', 'en', 'ORDER 48211 left today.', ['ORDER 48211']],
    ['with "number"', 'en', 'Your booking number 48211937 is safe.', ['booking number 48211937']],
    ['with "no." and a colon', 'en', 'Your reservation no.: 48211 stands.', ['reservation no.: 48211']],
    ['with "id:"', 'en', 'The customer id: 90817 is blocked.', ['customer id: 90817']],
    ['with "code"', 'en', 'Reference code KX-48211 was used twice.', ['Reference code KX-48211']],
    ['a hash without a blank', 'en', 'Ticket#48211 is open.', ['Ticket#48211']],
    ['a hash after a blank', 'en', 'Ticket #48211 is open.', ['Ticket #48211']],
    ['a numero sign and a colon', 'en', 'Invoice №: 48211 was sent twice.', ['Invoice №: 48211']],
    ['letters around digits', 'en', 'Tracking JD014B is lost.', ['Tracking JD014B']],
    ['account', 'en', 'We closed account 7734120.', ['account 7734120']],
    ['policy', 'en', 'We renewed policy 7734120.', ['policy 7734120']],
    ['passport', 'en', 'We saw passport X7734120.', ['passport X7734120']],
    ['two in one sentence', 'en', 'We merged order 48211 and invoice 90817.', ['order 48211', 'invoice 90817']],
    ['four characters are too few', 'en', 'Platform ticket 4821 is valid.', []],
    ['two digits in a row are too few', 'en', 'Our reference AB12-CD34 file is public.', []],
    ['no digits', 'en', 'The order arrived yesterday.', []],
    ['within another word', 'en', 'At the border 48211 people waited.', []],
    ['Hebrew, bare', 'he', 'הזמנה 48211 יצאה היום.', ['הזמנה 48211']],
    ['Hebrew, without a blank', 'he', 'הזמנה48211 יצאה היום.', ['הזמנה48211']],
    ['Hebrew, yours', 'he', 'הזמנתך 48211 יצאה היום.', ['הזמנתך 48211']],
    ['Hebrew, yours, of several', 'he', 'הזמנתכם 48211 יצאה היום.', ['הזמנתכם 48211']],
    ['Hebrew, with "number:"', 'he', 'חשבון מספר: 48211937 נסגר.', ['חשבון מספר: 48211937']],
    ["Hebrew, with \"no'\"", 'he', "פוליסה מס' 48211937 חודשה.", ["פוליסה מס' 48211937"]],
    ['Hebrew, with "no" and a hash', 'he', 'לקוח מס #48211 נחסם.', ['לקוח מס #48211']],
    ['Hebrew, a hash', 'he', 'אסמכתא #48211-AB נמצאה.', ['אסמכתא #48211-AB']],
    ['Hebrew, a request', 'he', 'פנייה 48211 נסגרה.', ['פנייה 48211']],
    ['Hebrew, a passport', 'he', 'דרכון 31234567 נמצא.', ['דרכון 31234567']],
    ['Hebrew, four characters are too few', 'he', 'פנייה 4821 נסגרה.', []],
    ['Hebrew, two digits in a row are too few', 'he', 'אסמכתא AB12-CD34 נסגרה.', []],
  ];
  test.each(rows)('%s (%s): %s', (_, language, text, places) => {
    expect(L21(language, text)).toEqual(places);
  });
});

describe('numbers of identity', () => {
  const rows: readonly Row[] = [
    ['social security number', 'en', 'We have your social security number: 123456789 here.', ['social security number: 123456789']],
    ['social security, bare', 'en', 'We have social security 123456789 here.', ['social security 123456789']],
    ['short form', 'en', 'The SSN 123456789 is on file.', ['SSN 123456789']],
    ['short form with hyphens', 'en', 'The SSN: 123-45-6789 is on file.', ['SSN: 123-45-6789']],
    ['a hash', 'en', 'The SSN #123456 is on file.', ['SSN #123456']],
    ['without a blank', 'en', 'The SSN:123456789 is on file.', ['SSN:123456789']],
    ['five digits are too few', 'en', 'The SSN 12345 is cut.', []],
    ['gershayim typed as a quotation mark', 'he', 'ת"ז 123456782 נרשמה.', ['ת"ז 123456782']],
    ['true gershayim', 'he', 'ת״ז123456782 נרשמה.', ['ת״ז123456782']],
    ['dots', 'he', 'ת.ז. 123456782 נרשמה.', ['ת.ז. 123456782']],
    ['one dot', 'he', 'ת.ז 123456782 נרשמה.', ['ת.ז 123456782']],
    ['in full', 'he', 'תעודת זהות מספר: 123456782 נרשמה.', ['תעודת זהות מספר: 123456782']],
    ['five digits are too few, in Hebrew', 'he', 'תעודת זהות 12345 נרשמה.', []],
  ];
  test.each(rows)('%s (%s): %s', (_, language, text, places) => {
    expect(L21(language, text)).toEqual(places);
  });
});

describe('numbers of cards, by their length and check digit', () => {
  // "on" before it: no telephone number is seen in its groups.
  const rows: readonly (readonly [name: string, number: string, card: boolean])[] = [
    ['in one piece', '4111111111111111', true],
    ['in groups with blanks', '4111 1111 1111 1111', true],
    ['in groups with hyphens', '4111-1111-1111-1111', true],
    ['groups of another length', '3782 822463 10005', true],
    ['many zeros', '5500 0000 0000 0004', true],
    ['every digit', '4539578763621486', true],
    ['nines', '999999999999994', true],
    ['thirteen digits', '4222222222222', true],
    ['nineteen digits', '4111111111111111110', true],
    ['another check digit', '4111 1111 1111 1112', false],
    ['two digits changed places', '4539578763612486', false],
    ['twelve digits', '411111111116', false],
    ['twenty digits', '41111111111111111115', false],
    ['a hyphen before', '-4111111111111111', false],
    ['a hyphen after', '4111111111111111-', false],
    ['dots between', '4111.1111.1111.1111', false],
  ];
  test.each(rows)('%s: %s', (_, number, card) => {
    expect(L21('en', `The money was taken on ${number} last night.`)).toEqual(card ? [number] : []);
    expect(L21('he', `החיוב במספר ${number} בוטל.`)).toEqual(card ? [number] : []);
  });
});

describe("the person's addresses and telephones", () => {
  const rows: readonly Row[] = [
    ['a mail address', 'en', 'Your mail dana.levi+shop@post.example-mail.org. We saw it.', ['dana.levi+shop@post.example-mail.org']],
    ['nobody says whose it is', 'en', 'We saw DANA_7%@EXAMPLE.ORG there.', ['DANA_7%@EXAMPLE.ORG']],
    ['the public name of an account', 'en', '@dana.levi@social.example We saw it, and dana@post.example too.', ['dana@post.example']],
    ['no dot after the sign', 'en', 'We saw dana@home there.', []],
    ['a mobile', 'en', 'Your phone 054-123-4567 is known.', ['054-123-4567']],
    ['a mobile in two groups', 'en', 'Your phone 054-1234567 is known.', ['054-1234567']],
    ['a mobile in one piece', 'en', 'Your phone 0541234567 is known.', ['0541234567']],
    ['a land line in one piece', 'en', 'Your phone 031234567 is known.', ['031234567']],
    ['abroad, in one piece', 'en', 'Your phone +972541234567 is known.', ['+972541234567']],
    ['abroad, in groups', 'en', 'Your phone +972 54 123 4567 is known.', ['+972 54 123 4567']],
    ['abroad, the last eight together', 'en', 'Your phone +49 30 12345678 is known.', ['+49 30 12345678']],
    ['a short land line', 'en', 'Your phone 03-12345 is known.', ['03-12345']],
    ['a code in brackets', 'en', 'Your phone (212) 555-0147 is known.', ['(212) 555-0147']],
    ['a code in brackets without a blank', 'en', 'Your phone (212)555-0147 is known.', ['(212)555-0147']],
    ['a one before it', 'en', 'Your phone 1-212-555-0147 is known.', ['1-212-555-0147']],
    ['a plus and a one before it', 'en', 'Your phone +1 212-555-0147 is known.', ['+1 212-555-0147']],
    ['a plus, a one and a code in brackets', 'en', 'Your phone +1 (212) 555-0147 is known.', ['+1 (212) 555-0147']],
    ['a longer number goes on after it', 'en', 'The part 054-123-4567-8 is known.', []],
    ['a longer number leads to it', 'en', 'The part 7-054-123-4567 is known.', []],
    ['many digits that no zero leads', 'en', 'We counted 5412345670 stars.', []],
    ['eight digits', 'en', 'The part 05412345 is known.', []],
    ['a day', 'en', 'Since 2026-04-12 it runs.', []],
    ['a number of people', 'en', 'There were 16 000 people.', []],
    ['yours, after a way in', 'en', 'We write to your address dana@example.org today.', ['dana@example.org']],
    ['yours, two words before', 'en', 'We call your old mobile 054-123-4567 today.', ['054-123-4567']],
    ['yours, three words before', 'en', 'Please call your nearest Acme shop: 03-123-4567.', []],
    ['yours, in quotation marks', 'en', 'We mail your “old address” dana@example.org today.', ['dana@example.org']],
    ['where you were called', 'en', 'We called you on 054-123-4567 twice.', ['054-123-4567']],
    ['where you were written to', 'en', 'We wrote to you at dana@example.org twice.', ['dana@example.org']],
    ['an "on" within a word', 'en', 'We confirmed 054-123-4567 to him.', ['054-123-4567']],
    ['an "at" within a word', 'en', 'We updated the file of dana@example.org today.', ['dana@example.org']],
    ['Hebrew, yours', 'he', 'הטלפון שלך 054-123-4567 רשום אצלנו.', ['054-123-4567']],
    ['Hebrew, yours, after a way in', 'he', 'שלחנו למייל שלך dana@example.org הודעה.', ['dana@example.org']],
    ['Hebrew, yours, two words before', 'he', 'שלחנו למייל שלכם הישן והמוכר dana@example.org הודעה.', ['dana@example.org']],
    ['Hebrew, yours, three words before', 'he', 'שלחנו למייל שלכן הישן והטוב והמוכר dana@example.org הודעה.', []],
    ['Hebrew, nobody says whose it is', 'he', 'ראינו את 0541234567 שם.', ['0541234567']],
  ];
  test.each(rows)('%s (%s): %s', (_, language, text, places) => {
    expect(L21(language, text)).toEqual(places);
  });
});

describe("the brand's own way in", () => {
  const rows: readonly (readonly [language: 'en' | 'he', text: string])[] = [
    ['en', 'Call 03-123-4567.'], ['en', 'Call: 03-123-4567.'], ['en', 'Ring us, day or night, 03-123-4567.'], ['en', 'Phone us 03-123-4567.'], ['en', 'Reach the desk 03-123-4567.'],
    ['en', 'Write to care@example.org.'], ['en', 'Mail care@example.org.'], ['en', 'E-mail us: care@example.org.'], ['en', 'Email care@example.org.'], ['en', 'Contact Maya (care@example.org).'],
    ['en', 'Text 054-123-4567.'], ['en', 'Dial 03-123-4567.'], ['en', 'WhatsApp us under 054-123-4567.'], ['en', 'We are on 03-123-4567.'], ['en', 'I am at care@example.org.'],
    ['en', 'Contact our always awake desk, care@example.org.'],
    ['en', 'Call us on 03-123-4567. We sit there until midnight, and somebody who can decide will pick up the receiver within a minute.'],
    ['he', 'דברו אלינו 03-123-4567.'], ['he', 'חייגו 03-123-4567.'], ['he', 'חייגו בכל שעה, 03-123-4567.'], ['he', 'התקשרו: 03-123-4567.'], ['he', 'בטלפון 03-123-4567.'], ['he', 'במספר 03-123-4567.'], ['he', 'כתבו לנו care@example.org.'],
    ['he', 'אפשר לכתוב אל care@example.org.'], ['he', 'אפשר להתקשר גם בערב 03-123-4567.'], ['he', 'למייל care@example.org.'], ['he', 'לכתובת care@example.org.'], ['he', 'במייל care@example.org.'], ['he', 'בדוא"ל care@example.org.'],
    ['he', 'וואטסאפ 054-123-4567.'], ['he', 'חייגו בכל שעה משעות היום 03-123-4567.'],
  ];
  test.each(rows)('%s: %s', (language, text) => {
    expect(L21(language, text)).toEqual([]);
  });

  test.each([
    ['en', 'Contact our always awake and kind desk, care@example.org.', 'care@example.org'],
    ['he', 'חייגו בכל שעה משעות היום או הלילה 03-123-4567.', '03-123-4567'],
  ] as const)('too far from it (%s): %s', (language, text, place) => {
    expect(L21(language, text)).toEqual([place]);
  });
});

describe('health', () => {
  const rows: readonly Row[] = [
    ['diagnosis', 'en', 'We discussed your diagnosis there.', ['your diagnosis']],
    ['treatment', 'en', 'After your treatment you left.', ['your treatment']],
    ['prescription', 'en', 'We lost your prescription.', ['your prescription']],
    ['record', 'en', 'We read your medical record.', ['your medical record']],
    ['results', 'en', 'We posted your test results.', ['your test results']],
    ["nobody's", 'en', 'A diagnosis needs time.', []],
    ['diagnosis', 'he', 'דיברנו על האבחון שלך.', ['האבחון שלך']],
    ['file', 'he', 'קראנו את התיק הרפואי שלך.', ['התיק הרפואי שלך']],
    ['results', 'he', 'תוצאות הבדיקה שלכם הגיעו.', ['תוצאות הבדיקה שלכם']],
    ['prescription', 'he', 'איבדנו את המרשם שלך.', ['המרשם שלך']],
    ["nobody's", 'he', 'האבחון דורש זמן.', []],
  ];
  test.each(rows)('%s (%s): %s', (_, language, text, places) => {
    expect(L21(language, text)).toEqual(places);
  });
});

test('every one of them blocks', () => {
  expect(levelsOf(reviewIn('en', 'We merged order 48211 and invoice 90817.', { stage: 'note' }), 'L21')).toEqual(['block', 'block']);
});
