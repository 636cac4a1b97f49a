import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HeardText, Learnt } from '../../../src/understand/themes/index.ts';
import { DAY, hearAll, learner, namesOf, said, START } from './talk.ts';

describe('a theme', () => {
  it('is what several authors talk of, by the words of several', () => {
    const themes = learner();
    hearAll(themes, ['acme, my battery died', 'battery is empty by noon', 'which charger for the battery?', 'the screen flickers'], { negative: true });
    const [theme, ...others] = themes.top();
    expect(others).toEqual([]);
    expect(theme).toMatchObject({ name: 'battery', words: ['battery'], mentions: 3, authors: 3, negativeShare: 1, rising: null, first: START, last: START + 120_000 });
    expect(theme?.evidence).toEqual(['mention_2']);
    expect(theme?.id).toMatch(/^theme_[0-9a-f]{20}$/);
  });

  it('is known by its forms, in English', () => {
    const themes = learner();
    hearAll(themes, ['where is my bag', 'lost the bag', 'a bag is gone', 'our bags', 'two bags', 'bags?', 'flight cancelled', 'they cancelled', 'cancelled', 'canceled', 'it was canceled', 'they canceled']);
    expect(themes.top().map(({ name, words, mentions }) => [name, [...words].sort(), mentions])).toEqual(
      expect.arrayContaining([['bag', ['bag', 'bags'], 6], [expect.stringMatching(/^cancell?ed$/), ['canceled', 'cancelled'], 6]]),
    );
  });

  it('counts forms also when the mentions are long out of mind', () => {
    const themes = learner();
    hearAll(themes, ['bag', 'bag', 'the bag', 'bags', 'bags', 'the bags']);
    hearAll(themes, Array.from({ length: 2_500 }, (_, n) => `odd${n}x`), {}, 10);
    expect(themes.top({ about: 'bags' })).toMatchObject([{ mentions: 6, authors: 6 }]);
  });

  it('is known by its forms, in Hebrew, and named without prefix letters', () => {
    const themes = learner();
    hearAll(themes, ['המשלוח לא הגיע', 'איפה המשלוח', 'המשלוח אבד', 'שוב המשלוח', 'משלוח מהיר', 'משלוח חינם', 'אין משלוח', 'מחכה במוקד', 'המוקד לא עונה', 'מוקד סגור', 'המוקד מנתק', 'מוקד', 'במוקד', 'המוקד', 'מוקד', 'במוקד']);
    expect(themes.top().map(({ name, mentions }) => [name, mentions])).toEqual([['מוקד', 9], ['משלוח', 7]]);
    expect(themes.of('מתי יגיעו המשלוחים')).toEqual([themes.top()[1]!.id]);
    expect(themes.of('ולמוקד')).toEqual([themes.top()[0]!.id]);
  });

  it('is a pair where its words mostly stand together, and the pair names it', () => {
    const themes = learner();
    hearAll(themes, Array.from({ length: 12 }, (_, n) => `customer service is item${n}a rude`));
    hearAll(themes, ['the service', 'room service'], {}, 20);
    expect(themes.top()).toMatchObject([{ name: 'customer service', words: expect.arrayContaining(['customer', 'service', 'customer service']) as string[] }]);
  });

  it('is one theme where two words are said in the same posts, and two where they are not', () => {
    const themes = learner();
    hearAll(themes, ['smoke came out of the kettle', 'kettle full of smoke', 'kettle: smoke!', 'smoke, kettle', 'the lid is loose', 'lid broke', 'my lid']);
    expect(themes.top().map(({ words, mentions }) => [[...words].sort(), mentions])).toEqual([[['kettle', 'smoke'], 4], [['lid'], 3]]);
  });

  it('is no name of the brand, and nothing that stands in nearly every mention', () => {
    const themes = learner();
    hearAll(themes, Array.from({ length: 60 }, (_, n) => `acme globex ${n % 3 === 0 ? 'parcel' : 'voucher'}`));
    expect(namesOf(themes)).toEqual(['voucher', 'parcel']);
  });

  it('is no name that the brand was given later', () => {
    const themes = learner();
    hearAll(themes, ['globex lid', 'globex lid', 'globex lid']);
    expect(namesOf(learner(themes.state(), ['Acme', 'Globex']))).toEqual(['lid']);
  });

  it('is what suddenly everybody talks of, until everybody always did', () => {
    const themes = learner();
    for (let day = 0; day < 20; day += 1) hearAll(themes, ['voucher', 'parcel', 'kiosk', 'opening'], { at: START + day * DAY }, day * 10);
    for (let day = 20; day < 26; day += 1) hearAll(themes, Array.from({ length: 30 }, () => 'poison'), { at: START + day * DAY }, 1_000 + day * 100);
    expect(namesOf(themes)).toContain('poison');
    for (let day = 26; day < 36; day += 1) hearAll(themes, Array.from({ length: 30 }, () => 'poison'), { at: START + day * DAY }, 1_000 + day * 100);
    expect(namesOf(themes)).not.toContain('poison');
  });

  it('rises where its share of what is said grew', () => {
    const themes = learner();
    for (let day = 0; day < 28; day += 1) hearAll(themes, ['parcel late', 'parcel lost', 'price too high', 'lid', 'voucher'], { at: START + day * DAY }, day * 10);
    for (let day = 28; day < 35; day += 1) hearAll(themes, ['parcel gone', 'login', 'login again', 'the login'], { at: START + day * DAY }, day * 10);
    const by = Object.fromEntries(themes.top().map(({ name, rising }) => [name, rising]));
    expect(by['login']).toBeGreaterThan(50);
    expect(by['parcel']).toBeLessThan(0.7);
    expect(by['price']).toBeLessThan(0.1);
    expect(themes.top({ order: 'rising', most: 1 })).toMatchObject([{ name: 'login', first: START + 28 * DAY }]);
    expect(themes.top({ since: START + 28 * DAY }).map(({ name, mentions }) => [name, mentions])).toEqual([['login', 21], ['parcel', 7]]);
    // Weeks later all of it is old.
    expect(themes.top({ now: START + 90 * DAY })).toEqual([]);
  });

  it('is told of a text: those said most first, last what nearly everybody talks of', () => {
    const themes = learner();
    hearAll(themes, [...Array.from({ length: 20 }, () => 'flight'), ...Array.from({ length: 5 }, () => 'luggage'), ...Array.from({ length: 3 }, () => 'seat'), ...Array.from({ length: 30 }, (_, n) => `thing${n}x`)]);
    const id = Object.fromEntries(themes.top().map((theme) => [theme.name, theme.id]));
    expect(themes.of('my flight, my seat, my luggage')).toEqual([id['luggage'], id['seat'], id['flight']]);
    expect(themes.top({ about: 'the seats', most: 5 }).map(({ name }) => name)).toEqual(['seat']);
    expect(themes.of('nothing of it')).toEqual([]);
  });
});

describe('voices are counted, not posts', () => {
  it('one author makes no theme', () => {
    const themes = learner();
    hearAll(themes, Array.from({ length: 500 }, (_, n) => `battery number${n}x`), { author: 'loud' });
    expect(themes.top()).toEqual([]);
    hearAll(themes, ['the battery', 'battery!'], {}, 1_000);
    expect(themes.top()).toMatchObject([{ name: 'battery', mentions: 3, authors: 3 }]);
  });

  it('a text that many accounts repeat counts once, links, handles and tags aside', () => {
    const themes = learner();
    hearAll(themes, Array.from({ length: 200 }, (_, n) => `@u${n} Never buy the kettle of those frauds again, people! https://x.example/${n} #t${n}`));
    expect(themes.top()).toEqual([]);
  });

  it('but short words are what many say', () => {
    const themes = learner();
    hearAll(themes, ['app down', 'app down', 'app down?']);
    expect(themes.top()).toMatchObject([{ mentions: 3 }]);
  });

  it('what is known to be a copy counts not at all', () => {
    const themes = learner();
    hearAll(themes, ['kettle', 'kettle', 'kettle'], { copy: true });
    expect(themes.top()).toEqual([]);
  });
});

describe('what is taken back', () => {
  it('counts no more, and a term of two authors is kept in no words', () => {
    const themes = learner();
    hearAll(themes, ['the battery', 'my battery', 'battery']);
    expect(JSON.stringify(themes.state())).toContain('"battery"');
    themes.forget('mention_1');
    expect(themes.top()).toEqual([]);
    expect(JSON.stringify(themes.state())).not.toContain('battery');
    hearAll(themes, ['battery'], {}, 9);
    expect(themes.top()).toMatchObject([{ mentions: 3, authors: 3 }]);
  });

  it('is replaced where the mention is heard again in other words, or as a copy', () => {
    const themes = learner();
    hearAll(themes, ['the battery', 'my battery', 'battery']);
    themes.hear(said(2, 'the screen'));
    expect(themes.top()).toEqual([]);
    themes.hear(said(2, 'battery', { again: true }));
    expect(namesOf(themes)).toEqual(['battery']);
    themes.hear(said(2, 'battery', { copy: true }));
    expect(themes.top()).toEqual([]);
    expect(themes.hear(said(3, 'battery', { again: true }))).toBeNull();
  });

  it('is forgotten of an author whose mentions are long out of mind', () => {
    const themes = learner();
    hearAll(themes, ['the battery', 'my battery', 'battery']);
    hearAll(themes, Array.from({ length: 3_000 }, (_, n) => `thing${n}x`), {}, 100);
    expect(JSON.stringify(themes.state())).toContain('"battery"');
    themes.forget('mention_0');
    themes.forgetAuthor('author_0');
    expect(JSON.stringify(themes.state())).not.toContain('"battery"');
    expect(JSON.stringify(themes.state())).not.toContain('mention_0"');
  });

  it('words of fewer than three authors are never kept', () => {
    const themes = learner();
    hearAll(themes, ['the sesame incident', 'sesame', 'my sister Ruth']);
    for (const word of ['sesame', 'incident', 'sister', 'ruth']) expect(JSON.stringify(themes.state())).not.toContain(word);
  });
});

const WORDS = ['battery', 'customer service', 'the', 'app login', 'bags', 'bag', 'משלוח', 'המשלוח', 'מוקד', '#FlightCancelled', 'acme', '🔥', 'terrible'];
const heardText: fc.Arbitrary<HeardText> = fc
  .tuple(fc.nat(60), fc.nat(12), fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }), fc.nat(50), fc.constantFrom(true, false, null), fc.boolean())
  .map(([mention, author, words, day, negative, again]) => ({ mention: `m${mention}`, author: `a${author}`, text: words.join(' '), language: 'und', at: START + day * DAY, negative, again }));
type Input = HeardText | { forget: number } | { author: number };
const inputs = fc.array(fc.oneof({ weight: 9, arbitrary: heardText }, fc.record({ forget: fc.nat(60) }), fc.record({ author: fc.nat(12) })), { maxLength: 80 });

function enter(themes: ReturnType<typeof learner>, input: Input): Learnt | null {
  if ('forget' in input) themes.forget(`m${input.forget}`);
  else if ('author' in input) themes.forgetAuthor(`a${input.author}`);
  else return themes.hear(input);
  return null;
}

describe('the state', () => {
  it('resumed anywhere, through JSON, goes on as if it had never stopped (property)', () => {
    fc.assert(
      fc.property(inputs, fc.nat(80), (all, at) => {
        const whole = learner();
        for (const input of all) enter(whole, input);
        const before = learner();
        for (const input of all.slice(0, at)) enter(before, input);
        const after = learner(JSON.parse(JSON.stringify(before.state())) as ReturnType<typeof before.state>);
        for (const input of all.slice(at)) enter(after, input);
        expect(after.state()).toEqual(whole.state());
        expect(after.top()).toEqual(whole.top());
      }),
    );
  });

  it('is the same when what was learnt is learnt again, without the texts (property)', () => {
    fc.assert(
      fc.property(inputs, (all) => {
        const first = learner();
        const second = learner();
        for (const input of all) {
          const learnt = enter(first, input);
          if ('text' in input) {
            if (learnt !== null) second.learn(JSON.parse(JSON.stringify(learnt)) as Learnt);
          } else enter(second, input);
        }
        expect(second.state()).toEqual(first.state());
      }),
    );
  });

  it('does not change when themes are asked for, nor with what it gave out', () => {
    const themes = learner();
    hearAll(themes, ['the battery', 'my battery', 'battery']);
    const state = themes.state();
    const copy = structuredClone(state);
    themes.top({ since: START });
    themes.of('battery');
    const other = learner(state);
    hearAll(other, ['battery', 'battery'], {}, 50);
    themes.forget('mention_0');
    expect(state).toEqual(copy);
  });
});
