import fc from 'fast-check';
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

  it.each([
    ['سلام، این محصول خوب است', 'fa'],
    ['بہت خراب سروس ہے', 'ur'],
    ['ليش التطبيق ما يشتغل', 'ar'],
    ['Дуже дякую за допомогу', 'uk'],
    ['Много съм доволен, благодаря', 'bg'],
    ['Чекам пакет већ три недеље', 'sr'],
    ['Верните, пожалуйста, подъезд', 'ru'],
    ['तीन आठवडे झाले, अजून आली नाही', 'mr'],
    ['बहुत घटिया सर्विस है', 'hi'],
    ['返金対応希望', 'ja'],
    ['退钱', 'zh'],
    ['וואָס איז דאס? מײַן געלט צוריק', 'yi'],
    ['איך מבטלים? עוד לא ענו לי על הערעור', 'he'],
  ])('tells languages of one script apart by letters and the commonest words: %s', (text, code) => {
    expect(identifyLanguage(text)).toMatchObject({ code, by: 'script' });
  });

  it.each([
    ['اشتريت Samsung Galaxy S24 Ultra من Acme Store ولم يصل', 'ar'],
    ['Купил iPhone 15 Pro в Acme, брак', 'ru'],
    ['갤럭시 S24 Ultra 진짜 좋다 #samsung #galaxy', 'ko'],
    ['@acmeの対応が早い', 'ja'],
    ['תודה #ThankYouAcmeForTheBestServiceEver', 'he'],
  ])('takes Latin names, tags and handles in another script for names: %s', (text, code) => {
    expect(identifyLanguage(text, null, says('en', 0.99)).code).toBe(code);
  });

  it('gives the few words in a script of their own the rest, where nobody can tell the others', () => {
    const text = 'Samsung Galaxy S24 Ultra Titanium, Apple Watch: огонь';
    expect(identifyLanguage(text)).toEqual({ code: 'ru', confidence: 0.4, by: 'script' });
    expect(identifyLanguage('קניתי iPhone 15 Pro Max אצל Acme Store').code).toBe('he');
    expect(identifyLanguage(text, null, says('en', 0.9)).code).toBe('en');
    expect(identifyLanguage('The price per µ is off')).toMatchObject({ code: 'und' });
  });

  it.each([
    ['still waiting ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ', 'en'],
    ['so funny 哈哈哈哈哈哈哈哈哈哈哈哈', 'en'],
    ['ㅋㅋㅋㅋ', 'ko'],
    ['哈哈哈哈', 'zh'],
  ])('is not misled by laughs: %s', (text, code) => {
    expect(identifyLanguage(text, null, says('en', 0.9)).code).toBe(code);
  });

  it('believes Hebrew in Latin letters against a source that says what its devices are set to', () => {
    expect(identifyLanguage('ani lo mamin', 'en', says('he', 0.6))).toEqual({ code: 'he', confidence: 0.6, by: 'model' });
    expect(identifyLanguage('ani lo mamin', 'he', says('he', 0.6))).toEqual({ code: 'he', confidence: 0.6, by: 'model' });
    expect(identifyLanguage('ani lo mamin', 'en', says('he', 0.4)).code).toBe('en');
  });

  const scripts = ['a', 'é', 'א', 'ב', 'ж', 'ى', 'ک', 'अ', 'অ', 'ਅ', 'અ', 'அ', 'అ', 'ಅ', 'അ', 'අ', 'ก', 'ກ', 'က', 'ა', '각', 'ㅋ', 'አ', 'ខ', 'Ա', 'α', '中', 'あ', 'ア', '́', '\ud83d', '\udc00', '😡', '@', '#', 'http://', 'www.', ' ', '.', '5', '\u200f', '​'];
  it('gives a valid guess for any text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...scripts)).map((parts) => parts.join('')));
    fc.assert(
      fc.property(text, fc.option(fc.string({ maxLength: 5 })), fc.option(fc.tuple(fc.string({ maxLength: 3 }), fc.double())), (words, hint, said) => {
        const guess = identifyLanguage(words, hint, said === null ? null : says(...said));
        expect(guess.code).toMatch(/^[a-z]{2,3}$/u);
        expect(guess.confidence).toBeGreaterThanOrEqual(0);
        expect(guess.confidence).toBeLessThanOrEqual(1);
        expect(guess.code === 'und').toBe(guess.by === 'none');
      }),
    );
  });

  it.each(scripts)('shows an identifier a bounded, well-formed part of a megabyte of %j', (unit) => {
    const seen: string[] = [];
    const identify: LanguageIdentifier = (text) => {
      seen.push(text);
      return null;
    };
    identifyLanguage(unit.repeat(Math.ceil(1_000_000 / unit.length)), null, identify);
    identifyLanguage(`plain words ${unit.repeat(1_000_000 / unit.length)}`, null, identify);
    expect(seen.length).toBeLessThanOrEqual(2);
    for (const text of seen) {
      expect(text.length).toBeLessThanOrEqual(1000);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it('reads no further than the beginning of a long text', () => {
    let furthest = 0;
    const whole = 'plain words '.repeat(100_000);
    const text = new Proxy(new String(whole), {
      get: (_, name) => {
        if (name === 'charCodeAt') return (index: number) => ((furthest = Math.max(furthest, index)), whole.charCodeAt(index));
        if (name === 'slice') return (from: number, to: number) => whole.slice(from, to);
        return name === 'length' ? whole.length : undefined;
      },
    }) as unknown as string;
    identifyLanguage({ ...normaliseText(''), text }, null, () => null);
    expect(furthest).toBeGreaterThan(100);
    expect(furthest).toBeLessThan(5000);
  });
});

it('two letters that name no language say nothing', () => {
  const guess = (hint: string) => identifyLanguage('acme broke again today and nobody answers', hint, null);
  expect(['zz', 'xx', 'yu'].map((hint) => guess(hint).code)).toEqual(['und', 'und', 'und']);
  expect(['en', 'EN_us', 'in', 'tl'].map((hint) => guess(hint).code)).toEqual(['en', 'en', 'id', 'tl']);
});
