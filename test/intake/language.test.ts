import { describe, expect, it } from 'vitest';

import { identifyLanguage, normaliseText } from '../../src/intake/index.ts';
import type { LanguageIdentifier } from '../../src/spec/language.ts';

const says =
  (code: string, confidence: number): LanguageIdentifier =>
  () => ({ code, confidence });

describe('identifyLanguage', () => {
  it.each([
    ['אקמי לא עונים לי כבר שבוע', 'he'],
    ['Καλημέρα σε όλους', 'el'],
    ['สวัสดีครับ', 'th'],
    ['안녕하세요 acme', 'ko'],
    ['アクメの新製品を買った', 'ja'],
    ['привет всем', 'ru'],
    ['їжак і ґанок', 'uk'],
    ['مرحبا بكم', 'ar'],
    ['چرا گرفتی', 'fa'],
    ['我喜欢这个产品', 'zh'],
  ])('tells by script: %s', (text, code) => {
    const guess = identifyLanguage(text);
    expect(guess).toMatchObject({ code, by: 'script' });
    expect(guess.confidence).toBeGreaterThan(0.5);
  });

  it.each([
    ['שלום world', 'he'], // 4 of 9
    ['השירות של Acme Customer Care', 'he'], // 8 of 24
    ['Customer care of שלום is really something else', null], // 4 of 38
  ])('takes a mixed text for Hebrew from 30 % Hebrew letters on: %s', (text, code) => {
    expect(identifyLanguage(text, null, says('en', 0.99)).code).toBe(code ?? 'en');
  });

  it('asks the identifier about Latin, without links and handles', () => {
    const seen: string[] = [];
    const guess = identifyLanguage(normaliseText('@someone bonjour &agrave; tous https://example.org/hello-world'), null, (text) => {
      seen.push(text);
      return { code: 'fr', confidence: 0.83 };
    });
    expect(guess).toEqual({ code: 'fr', confidence: 0.83, by: 'model' });
    expect(seen[0]?.trim()).toBe('bonjour à tous');
  });

  it('does not count links and handles for the script either', () => {
    expect(identifyLanguage('@acme_support_international תודה https://example.org/very/long/path').code).toBe('he');
  });

  it('gives the hint up where the script says otherwise', () => {
    expect(identifyLanguage('שלום לכולם', 'en')).toMatchObject({ code: 'he', by: 'script' });
    expect(identifyLanguage('hello there', 'he')).toEqual({ code: 'und', confidence: 0, by: 'none' });
  });

  it('takes the hint among languages of one script, unless a long text is surely another', () => {
    expect(identifyLanguage('a gut morgn: גוט מאָרגן, ווי גייט עס', 'yi')).toMatchObject({ code: 'yi', by: 'source' });
    expect(identifyLanguage('short words', 'nl', says('en', 0.99))).toMatchObject({ code: 'nl', by: 'source' });
    expect(identifyLanguage('a much longer text that leaves no doubt about its language', 'nl', says('en', 0.99))).toMatchObject({ code: 'en', by: 'model' });
    expect(identifyLanguage('a much longer text that leaves some doubt about its language', 'nl', says('en', 0.5))).toMatchObject({ code: 'nl', by: 'source' });
    expect(identifyLanguage('words', 'en-GB', says('en', 0.4))).toEqual({ code: 'en', confidence: 0.8, by: 'source' });
  });

  it('takes a weak guess for none, without a hint that agrees', () => {
    expect(identifyLanguage('Acme stinks', null, says('ro', 0.4))).toEqual({ code: 'und', confidence: 0, by: 'none' });
    expect(identifyLanguage('Acme stinks', null, says('ro', 0.5)).code).toBe('ro');
  });

  it('reads old and regional tags and passes over empty ones', () => {
    expect(identifyLanguage('', 'iw')).toMatchObject({ code: 'he', by: 'source' });
    expect(identifyLanguage('words', 'EN_us').code).toBe('en');
    for (const hint of ['und', '', 'x', '???', 'mul']) expect(identifyLanguage('words', hint).code).toBe('und');
  });

  it('says und where there is nothing to go by', () => {
    const nothing = { code: 'und', confidence: 0, by: 'none' };
    for (const text of ['', '😀😀', '12345', 'https://example.org/words @handle', 'plain latin']) expect(identifyLanguage(text)).toEqual(nothing);
    expect(identifyLanguage('plain latin', null, () => null)).toEqual(nothing);
    expect(
      identifyLanguage('plain latin', null, () => {
        throw new Error('broken model');
      }),
    ).toEqual(nothing);
  });

  it('keeps confidence within 0 and 1 whatever the identifier says', () => {
    expect(identifyLanguage('plain latin', null, says('en', 17)).confidence).toBe(1);
    expect(identifyLanguage('plain latin', null, says('en', Number.NaN)).code).toBe('und');
  });
});
