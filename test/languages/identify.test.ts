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
  test('handles, tags and links are not read', () => {
    const text = 'Ich warte seit drei Wochen auf meine Lieferung';
    expect(identify(`@the_best_shop_ever ${text} #neveragain https://acme.example/this/is/english`)).toEqual(identify(text));
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
