import { describe, expect, test } from 'vitest';

import { stems } from '../../src/reply/stems.ts';

describe('words that carry no subject have no form', () => {
  test.each([
    ['a handle', '@maya'],
    ['a link', 'https://'],
    ['a common word', 'with'],
    ['a common word as a tag', '#with'],
    ['a common word in Hebrew', 'של'],
    ['a single digit', '5'],
    ['two Latin letters', 'ox'],
    ['two letters of which one is a digit', 'a4'],
    ['two Hebrew letters', 'אב'],
    ['nothing', ''],
  ])('%s: %s', (_, word) => {
    expect(stems(word)).toEqual([]);
  });
});

describe('an English word is met again without its ending', () => {
  test.each([
    ["shop's", 'shop'],
    ['berries', 'ber'],
    ['carried', 'car'],
    ['parking', 'park'],
    ['mornings', 'morn'],
    ['payment', 'pay'],
    ['payments', 'pay'],
    ['reservation', 'reserv'],
    ['reservations', 'reserv'],
    ['option', 'opt'],
    ['options', 'opt'],
    ['kindness', 'kind'],
    ['waited', 'wait'],
    ['boxes', 'box'],
    ['boats', 'boat'],
    ['slowly', 'slow'],
    ['rainy', 'rain'],
    ['pays', 'pay'],
    ['designs', 'design'],
    ['delete', 'delet'],
    ['stopped', 'stop'],
    ['passed', 'pass'],
    ['sadder', 'sadder'],
    ['saddles', 'saddl'],
    ['flights', 'fly'],
    ['children', 'child'],
    ['#parking', 'park'],
    ['1990s', '1990'],
  ])('%s: %s', (word, stem) => {
    expect(stems(word)).toEqual([stem]);
  });

  test.each([
    ['too little would be left', 'bees'],
    ['three letters', 'tea'],
    ['no ending', 'boat'],
    ['ss is no plural', 'address'],
    ['a number', '24'],
    ['a long number', '2026'],
    ['Latin letters with a Hebrew ending', 'smsים'],
  ])('it stays as it is: %s', (_, word) => {
    expect(stems(word)).toEqual([word]);
  });
});

describe('a Hebrew word is met again without prefix letters, without its ending, by its consonants', () => {
  test.each<[word: string, forms: string[]]>([
    ['תשלום', ['תשלום', 'שלום', 'לום', 'תשלמ', 'שלמ']],
    ['שילם', ['שילם', 'ילם', 'שלמ', 'ילמ']],
    ['לשלם', ['לשלם', 'שלם', 'לשלמ', 'שלמ']],
    ['חשן', ['חשן', 'חשנ']],
    ['דרך', ['דרך']],
    ['לכסף', ['לכסף', 'כסף', 'לכספ', 'כספ']],
    ['נוסעים', ['נוסעים', 'וסעים', 'סעים', 'נוסע', 'וסע', 'נסע']],
    ['להתקשר', ['להתקשר', 'תקשר', 'התקשר', 'קשר']],
    ['שכתבתם', ['שכתבתם', 'תבתם', 'כתבתם', 'שכתב', 'כתב']],
    ['ובטלפון', ['ובטלפון', 'טלפון', 'בטלפון', 'ובטלפנ', 'טלפנ', 'בטלפנ']],
    ['מהדירקטור', ['מהדירקטור', 'דירקטור', 'הדירקטור', 'מהדרקטר', 'הדרקטר', 'דרקטר']],
    ['הודעות', ['הודעות', 'דעות', 'ודעות', 'הודע', 'ודע', 'הדע']],
  ])('%s', (word, forms) => {
    expect(stems(word)).toEqual(forms);
  });
});

describe('which words meet', () => {
  test.each([
    ['address', 'addresses', true],
    ['process', 'processed', true],
    ['service', 'services', true],
    ['delivery', 'deliveries', true],
    ['refund', 'refunded', true],
    ['paid', 'payment', true],
    ['flew', 'flights', true],
    ['boat', 'boots', false],
    ['תשלום', 'שילם', true],
    ['תשלום', 'לשלם', true],
    ['הכסף', 'כסף', true],
    ['סניף', 'סירה', false],
  ])('%s and %s: %s', (one, other, meet) => {
    expect(stems(one).some((stem) => stems(other).includes(stem))).toBe(meet);
  });
});
