import { expect, it } from 'vitest';

import { english } from '../../src/languages/en/index.ts';
import { commonWordIdentifier } from '../../src/lib/common-words.ts';

const identify = commonWordIdentifier([english(), { code: 'xx', commonWords: ['zu', 'za', 'zo'] }]);

it.each([
  ['You have been so kind to my mother, this is what I call service', 'en'],
  ['za zu zo, zo za', 'xx'],
  ['Le chat est sur la table et je ne sais pas pourquoi', null],
  ['Ich habe das Paket noch nicht bekommen und warte auf den Fahrer', null],
  ['the the the the', null],
  ['You have my word zu za zo', null],
  ['', null],
])('%s', (text, code) => {
  expect(identify(text)?.code ?? null).toBe(code);
});

it('is silent without words to go by', () => {
  expect(commonWordIdentifier([{ code: 'en' }])('You have been so kind to my mother')).toBeNull();
});
