import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compileQueries, explainQuery, formatQuery, lintQuery, parseQuery, projectQuery, toDocument } from '../../src/query/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { fill, fortyScripts, letters, listed } from '../support/fill.ts';
import { countSteps } from '../support/steps.ts';

/** Twice the input takes twice the steps, and a little more where a table grows. */
const LINEAR = 2.3;
/** Steps for each character of a query, whatever is made of it; most take a tenth. The highest: hints for 190 parentheses around 100 kB, which is looked through once for each. */
const PER_QUERY_CHARACTER = 700;
/** Steps for each character of a post, for any query of 100 kB; most take a tenth. The highest: 64 letters of a phrase, from each letter on. */
const PER_POST_CHARACTER = 800;

const FEATURES = ['words', 'phrases', 'or', 'not', 'hashtags', 'handles', 'wildcards', 'near', 'emoji', 'text', 'title', 'url', 'author', 'lang'] as const;
const work: readonly (readonly [string, (query: string) => unknown])[] = [
  ['parseQuery', parseQuery],
  ['lintQuery', lintQuery],
  ['formatQuery', (query) => formatQuery(parseQuery(query))],
  ['compileQueries', (query) => compileQueries([{ brand: 'b', query }])],
  ['projectQuery, to a source that can do all', (query) => projectQuery(parseQuery(query), FEATURES)],
  ['projectQuery, to one that can do little', (query) => projectQuery(parseQuery(query), ['words', 'or', 'near', 'not'])],
  ['explainQuery', (query) => explainQuery(query, 'acme w1 w2 a b z')],
];

/** A correct answer, or an error that says what is wrong and where; anything else is a crash. */
function answered(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!KashuvError.is(error) || error.code !== 'INPUT_INVALID') throw error;
    expect([error.message, error.fix]).toEqual([expect.stringMatching(/at \d+: /), expect.stringMatching(/\.$/)]);
  }
}

/** Queries of about so many characters, made to be slow. */
const queries: Readonly<Record<string, (size: number) => string>> = {
  words: (size) => fill((index) => `w${index} `, size),
  'one word': (size) => 'w'.repeat(size),
  'the same word': (size) => fill(() => 'acme ', size),
  ORs: (size) => listed((index) => `w${index}`, size),
  NOTs: (size) => `acme ${fill((index) => `-w${index} `, size)}`,
  'NOT NOTs': (size) => `acme ${fill((index) => `NOT NOT w${index} `, size)}`,
  quotes: (size) => fill((index) => `"w${index} x" `, size),
  'quotes alone': (size) => '"'.repeat(size),
  'quotes of 64 words': (size) => fill(() => `"${'a '.repeat(64)}" `, size),
  'quotes around signs': (size) => fill(() => `"a${'!'.repeat(1_000)}" `, size),
  'quotes around marks': (size) => fill(() => `"a${'\u0301\u0323'.repeat(500)}" `, size),
  braces: (size) => fill((index) => `{W${index} X} `, size),
  'braces around dashes': (size) => fill(() => `{a${'—'.repeat(1_000)}} `, size),
  parentheses: (size) => fill((index) => `(w${index}) `, size),
  'parentheses around all': (size) => `${'('.repeat(190)}${fill((index) => `w${index} `, size)}${')'.repeat(190)}`,
  'AND in OR in AND': (size) => `${'w (x OR ('.repeat(95)}${fill((index) => `w${index} `, size)}${'))'.repeat(95)}`,
  'ORs to the left': (size) => `${'('.repeat(190)}a${' OR b)'.repeat(190)}${fill((index) => ` OR w${index}`, size)}`,
  remarks: (size) => `acme ${fill((index) => `/* w${index} */ `, size)}`,
  'remarks by line': (size) => `acme ${fill((index) => `// w${index}\n`, size)}`,
  emoji: (size) => fill(() => '🍎 ', size),
  families: (size) => fill(() => '👩‍👩‍👧', size),
  fields: (size) => fill((index) => `url:w${index} `, size),
  'fields in a row': (size) => fill(() => 'url:', size),
  'a field of many': (size) => `title:(${fill((index) => `w${index} `, size)})`,
  ranges: (size) => `acme ${fill((index) => `followers:[${index} TO *] `, size)}`,
  'open brackets': (size) => fill(() => 'source:[x ', size),
  hashtags: (size) => listed((index) => `#t${index}`, size),
  handles: (size) => listed((index) => `@t${index}.com`, size),
  'leet words': (size) => listed((index) => `leet:abc${index}`, size),
  NEARs: (size) => listed((index) => `a NEAR/${index % 100} b${index}`, size),
  'NEAR of many': (size) => `acme NEAR/3 (${listed((index) => `w${index}`, size)})`,
  'NEAR in OR in NEAR': (size) => listed(() => `${'(a NEAR/1 (x OR '.repeat(50)}acm*${'))'.repeat(50)}`, size),
  windows: (size) => listed((index) => `"a b${index} c"~3`, size),
  wildcards: (size) => listed((index) => `*a?${letters(index)}b*`, size),
  'Hebrew words': (size) => fill((index) => `שלום${'אבגדה'.charAt(index % 5)}${index} `, size),
  'Hebrew quotes': (size) => `"${fill(() => 'א"', Math.min(size, 16_000))} x"${fill(() => " א''א", size)}`,
  'Hebrew points': (size) => fill(() => `א${'\u05b8'.repeat(200)} `, size),
  'Chinese phrases': (size) => fill(() => `"${'苹'.repeat(60)}" `, size),
  'lone surrogates': (size) => fill(() => 'a\ud83c ', size),
};

describe.each(work)('%s', (_, run) => {
  test('takes as many steps as a query has characters, whatever it is made of', () => {
    const slow: unknown[] = [];
    for (const [name, make] of Object.entries(queries)) {
      const [short, long] = [make(4_000), make(8_000)];
      const [few, many] = [short, long].map((query) => countSteps(() => answered(() => run(query))).steps) as [number, number];
      if (many / few > LINEAR * (long.length / short.length / 2) || many / long.length > PER_QUERY_CHARACTER) slow.push({ name, ratio: many / few, perCharacter: many / long.length });
    }
    expect(slow).toEqual([]);
  });

  test('answers on any text', () => {
    const unit = fc.constantFrom('acme', 'אקמי', ' ', ' OR ', ' NEAR/3 ', '-', '"', '(', ')', '{', '}', '[', ']', '*', '?', '#', '@', ':', '~2', 'url:', 'leet:', 'lang:he', 'rating:[0 TO 1]', '/*', '*/', '//', '\n', '🍎', '\ud83c', '\u0301', '苹', 'א"א', '\u202e');
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: unit }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) }), { maxLength: 40 }), (units) => {
        const query = units.join('');
        const { steps } = countSteps(() => answered(() => run(query)));
        expect(steps).toBeLessThan(2_000 + PER_QUERY_CHARACTER * query.length);
      }),
      { numRuns: 150 },
    );
  });
});

test('100 kB of each are answered', () => {
  for (const make of Object.values(queries)) {
    const query = make(90_000).slice(0, 100_000);
    answered(() => compileQueries([{ brand: 'b', query }]));
  }
});

test('1,000 nested parentheses, NOTs or fields are refused where they become too many', () => {
  for (const query of [`${'('.repeat(1_000)}acme${')'.repeat(1_000)}`, `acme ${'NOT '.repeat(1_000)}x`, `acme ${'-'.repeat(1_000)}x`, `${'url:'.repeat(1_000)}x`, `${'url:('.repeat(1_000)}x`]) {
    expect(() => parseQuery(query), query.slice(0, 20)).toThrow(/nested deeper than 200\. Leave out parentheses/);
  }
  expect(() => parseQuery(`${'('.repeat(200)}acme${')'.repeat(200)}`)).not.toThrow();
});

/** Posts of so many characters, made to be slow. */
const posts: Readonly<Record<string, (size: number) => string>> = {
  words: (size) => fill((index) => `w${index} `, size),
  'short words': (size) => fill((index) => `${letters(index)} `, size),
  'words that are asked for': (size) => fill((index) => `${'abc'.charAt(index % 3)} `, size),
  'long words': (size) => fill((index) => `${'a'.repeat(500)}${letters(index)} `, size),
  'Hebrew words with prefixes': (size) => fill((index) => `ושמה${'אבגדהזחטיכ'.charAt(index % 10)}${'אבגדהזחטיכ'.charAt((index / 10) % 10)}${index % 7} `, size),
  'accented words': (size) => fill((index) => `é${letters(index)}\u0323 `, size),
  'look-alike words': (size) => `x ${fill((index) => `АСЕ${index} `, size)}`,
  'one Latin letter': (size) => 'a'.repeat(size),
  'one Hebrew letter': (size) => 'א'.repeat(size),
  'one prefix letter': (size) => 'ו'.repeat(size),
  'one Chinese letter': (size) => '苹'.repeat(size),
  'one Thai letter': (size) => 'ก'.repeat(size),
  'one emoji': (size) => '🔥'.repeat(size / 2),
  'halves of flags': (size) => '🇮'.repeat(size / 2),
  'joined emoji': (size) => '👩\u200d'.repeat(size / 3),
  'combining marks': (size) => '\u0301'.repeat(size),
  'Hebrew points': (size) => '\u05b8'.repeat(size),
  'marks in the wrong order': (size) => `a${'\u0301\u0323'.repeat(size / 2)}`,
  quotes: (size) => '"'.repeat(size),
  'quotes in Hebrew': (size) => 'א"'.repeat(size / 2),
  'apostrophes in Hebrew': (size) => "א''".repeat(size / 3),
  '#': (size) => '#'.repeat(size),
  '@': (size) => '@'.repeat(size),
  '&': (size) => '&'.repeat(size),
  '!': (size) => '!'.repeat(size),
  hashtags: (size) => '#a'.repeat(size / 2),
  handles: (size) => '@a '.repeat(size / 3),
  'a handle with dots': (size) => `@${'a.'.repeat(size / 2)}`,
  addresses: (size) => 'http://a.b '.repeat(size / 11),
  'the beginning of addresses': (size) => 'http://'.repeat(size / 7),
  'high surrogates': (size) => '\ud83d'.repeat(size),
  'low surrogates': (size) => '\ude00'.repeat(size),
  '40 scripts': (size) => fill((index) => `${fortyScripts[index % fortyScripts.length] ?? ''} `, size),
};

const everything = 'acme OR "a b x" OR #a OR @a.b OR 🔥 OR leet:abc OR cafe OR אקמי OR 苹苹 OR acm* OR *cme OR *cm* OR a?me* OR {Acme} OR title:x OR links:example.org OR a NEAR/3 q';
const matchers: Readonly<Record<string, string>> = {
  everything,
  'phrases that nearly match': `"${'a '.repeat(63)}x" OR "${'苹'.repeat(63)}x" OR "${'א '.repeat(60)}x"`,
  NEAR: 'a NEAR/100 b NEAR/100 q OR a NEAR/0 b NEAR/0f c NEAR/0 q OR "a b c q"~100',
  'many NEAR': listed((index) => `a NEAR/${index % 101}${index % 2 === 0 ? 'f' : ''} q${index % 50}`, 90_000),
  'NEAR of many': `a NEAR/0 (${listed((index) => `${letters(index)}q`, 90_000)})`,
  '5,000 prefixes': listed((index) => `${letters(index + 26)}xx*`, Infinity, 5_000),
  '5,000 suffixes': listed((index) => `*xx${letters(index + 26)}`, Infinity, 5_000),
  '5,000 infixes': listed((index) => `*x${letters(index + 26)}y*`, Infinity, 5_000),
  '5,000 with ?': listed((index) => `a?${letters(index + 26)}`, Infinity, 5_000),
  '5,000 with all': listed((index) => `*${letters(index + 26)}?b*`, Infinity, 5_000),
  '5,000 with stars': listed((index) => `*a*a*${letters(index + 26)}*`, Infinity, 5_000),
  words: listed((index) => `w${index}`, 90_000),
  'phrases that begin alike': listed((index) => `"a b c${index}"`, 90_000),
  'words left out': `a ${fill((index) => `-w${index}x `, 90_000)}`,
};

describe.each(Object.entries(matchers))('a matcher of %s', (_, query) => {
  const matcher = compileQueries([{ brand: 'b', query }]);
  test('takes as many steps as a post has characters, whatever it is made of', () => {
    const slow: unknown[] = [];
    for (const [name, make] of Object.entries(posts)) {
      const steps = (size: number): number => {
        // A word that is new to it makes it forget what it knows of the words of posts.
        matcher.add({ brand: name, query: `new${name.length}size${size}` });
        return countSteps(() => matcher.match(toDocument(make(size)))).steps;
      };
      // Addresses of up to 2,064 characters are read, longer ones passed over.
      const [short, long, longest] = [steps(3_000), steps(6_000), steps(12_000)];
      // What the query takes by itself, whatever the post, is in none of the two.
      const [more, most] = [long - short, longest - long];
      if (most > LINEAR * more + 6_000 || most / 6_000 > PER_POST_CHARACTER) slow.push({ name, ratio: most / more, perCharacter: most / 6_000 });
    }
    expect(slow).toEqual([]);
  });
});

test('a megabyte of each is read to its end', () => {
  const matcher = compileQueries([{ brand: 'b', query: everything }, { brand: 'last', query: 'zebra' }]);
  for (const [name, make] of Object.entries(posts)) {
    const hits = matcher.match(toDocument(`${make(1_000_000)} zebra`));
    expect(hits.at(-1)?.brand, name).toBe('last');
  }
});

test('a word is found in each of 40 scripts', () => {
  expect(fortyScripts.length).toBe(40);
  for (const word of fortyScripts) {
    const [hit] = compileQueries([{ brand: 'b', query: word }]).match(toDocument(`( ${word} )`));
    expect(hit?.matches[0]?.span, word).toEqual({ start: 2, end: 2 + word.length });
  }
});
