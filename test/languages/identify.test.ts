import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { latinIdentifier } from '../../src/languages/identify.ts';
import type { LanguageIdentifier } from '../../src/spec/language.ts';

describe('the language of Latin-script text', () => {
  let identify: LanguageIdentifier;
  beforeAll(async () => {
    identify = await latinIdentifier();
  });

  test.each<[string, string]>([
    ['en', 'The parcel was supposed to be here on Monday and nobody answers the phone'],
    ['de', 'Ich warte seit drei Wochen auf meine Lieferung und niemand antwortet mir'],
    ['fr', 'Je suis très déçue de votre service après-vente, personne ne répond jamais'],
    ['es', 'Llevo dos semanas esperando mi pedido y nadie me responde, qué vergüenza'],
    ['nl', 'Ik wacht al drie weken op mijn bestelling en niemand neemt de telefoon op'],
  ])('%s', (code, text) => {
    const guess = identify(text);
    expect(guess).toMatchObject({ code });
    expect(guess?.confidence).toBeGreaterThan(0.6);
  });

  test('a few words are not enough to be sure', () => {
    for (const text of ['love it', 'wow great', 'no comment']) expect(identify(text)?.confidence ?? 0).toBeLessThan(0.5);
  });
  test.each(['', 'ok', '😡😡', '@acme #fail', 'https://acme.example/the/way/to/the/shop', 'שלום לכולם', '12345'])('nothing can be said of %j', (text) => expect(identify(text)).toBeNull());
  test.each<[string, string]>([
    ['es', 'que tal, no funciona la aplicacion'],
    ['pt', 'voces nao tem respeito pelo cliente'],
    ['de', 'bin echt enttäuscht, sowas hätt ich von euch nich gedacht'],
    ['fr', "qu'est-ce que c’est que ce service"],
    ['tr', 'REZALET BİR MÜŞTERİ HİZMETLERİ'],
    ['pl', 'dlaczego aplikacja znowu nie dziala'],
    ['vi', 'Dịch vụ quá tệ, không bao giờ quay lại'],
    ['id', 'kenapa aplikasinya error terus sih'],
    ['tl', 'bakit ang bagal ng app nyo'],
    ['hi', 'bhai kya bakwas service hai, refund nahi mila'],
    ['en', 'sooooo happyyyyy with theeeese shoes, I looove them'],
    ['en', 'WHY IS NOBODY ANSWERING ME'],
    ['en', "I don’t know what they're doing over there"],
    ['es', 'jajajaja me encanta'],
    ['no', 'Jeg har ventet tre uker på pakken min og ingen svarer'],
    ['da', 'Jeg har ventet tre uger på min pakke og ingen svarer'],
    ['de', 'Das Update ist the worst, was habt ihr euch dabei gedacht'],
    ['fr', 'le story telling de cette marque est au top, great job'],
  ])('%s without marks, in capitals, stretched, mixed: %s', (code, text) => {
    expect(identify(text)).toMatchObject({ code });
    expect(identify(text)?.confidence).toBeGreaterThanOrEqual(0.5);
  });

  test.each([
    'ani lo mamin she ze kara',
    'yalla achi eizo sherut',
    'shalom kan hamishpacha',
    'Shalom rav, ashmach lekabel tshuva legabei hahazmana',
    'kvar shvuayim ani mechaka lamishloach shel Acme ve af echad lo oneh',
    'achi the app lo oved kvar shvua, what a balagan',
    'please tachziru li et hakesef thanks',
    'BUSHA VECHERPA, LO KONIM SHAM YOTER',
    'iPhone chadash me Acme Store ve kvar shavur',
  ])('Hebrew in Latin letters is Hebrew, not too surely: %s', (text) => {
    expect(identify(text)?.code).toBe('he');
    expect(identify(text)?.confidence).toBeGreaterThanOrEqual(0.5);
    expect(identify(text)?.confidence).toBeLessThanOrEqual(0.6);
  });

  test.each<[string | undefined, string]>([
    ['en', 'Shabbat shalom to all my friends, have a good weekend'],
    ['en', 'We flew to Tel Aviv and the hotel in Haifa was great'],
    ['en', 'Ken said hi to me at the mall, so he is alive'],
    ['es', 'ni mi mama lo cree, no me lo dan'],
    ['it', 'ma che ne so, lo zio non mi ha detto niente'],
    ['pl', 'ani razu nie odpowiedzieli, kto im to zrobi'],
    ['id', 'kalau mau beli lagi ya di sana saja'],
    ['hi', 'kaha hai mera paisa, koi batao na'],
    ['tl', 'ano ba yan, ang mahal na nga ang bagal pa'],
    [undefined, 'Yalla!'],
  ])('what others say is not Hebrew for a few of its words: %s %s', (code, text) => {
    expect(identify(text)?.code).toBe(code);
  });

  test.each(['Acme stinks', 'great router', 'ok Acme', 'lol', 'wow nice', 'Hooli iPhone Galaxy'])('too little is said to be half sure of a language: %s', (text) => {
    expect(identify(text)?.confidence ?? 0).toBeLessThan(0.5);
  });

  test('handles, tags and links are not read', () => {
    const text = 'Ich warte seit drei Wochen auf meine Lieferung';
    expect(identify(`@the_best_shop_ever ${text} #neveragain https://acme.example/this/is/english www.the.best/of/all`)).toEqual(identify(text));
    expect(identify('acme.it s24the the4you')?.confidence ?? 0).toBeLessThan(0.5);
  });
  test('one identifier does not change another', async () => {
    const text = 'Je suis très déçue de votre service';
    const before = identify(text);
    await latinIdentifier();
    expect(identify(text)).toEqual(before);
  });
  test('whatever the text: null or a code with a share', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.lorem()), (text) => {
        const guess = identify(text);
        if (guess === null) return;
        expect(guess.code).toMatch(/^[a-z]{2}$/u);
        expect(guess.confidence).toBeGreaterThanOrEqual(0);
        expect(guess.confidence).toBeLessThanOrEqual(1);
      }),
    );
  });
  test.each(['a', 'word ', '@x ', '\ud800'])('a megabyte of %j passes', (unit) => {
    const guess = identify(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    expect(guess === null || guess.confidence <= 1).toBe(true);
  });
});
