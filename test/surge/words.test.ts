import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../src/lib/canonical-json.ts';
import type { HeardMention, Tracker, TrackerState } from '../../src/surge/index.ts';
import { charger, chargerHebrew, refunds, spoken, spokenCalm, wordsOf } from './spoken.ts';
import { day, hour, mention, minute, monday, only, seeded, tell, tracker, type Heard } from './story.ts';

const start = monday + 5 * day;
const calm = spokenCalm(7, { from: monday, until: start + 2 * day });
const before = calm.filter(({ seenAt }) => seenAt < start);
const angry = { arousal: 'high' } as const;
const burnt = spoken('burnt', charger, start, 50 * minute, angry);
const owed = spoken('owed', refunds, start + 10 * minute, 45 * minute);

/** The incident each mention came to, by the incident's first mention; those who left another one may have begun that too. */
function homes(heard: readonly Heard[]): Map<string, string> {
  const found = new Map<string, string>();
  const first = new Map<string, string>();
  for (const { change } of heard) {
    if (change.type === 'opened') for (const one of change.mentions) found.set(one, change.incident.id);
    if (change.type === 'opened') first.set(change.incident.id, `${change.mentions[0] ?? ''}${change.from === undefined ? '' : ', left'}`);
    if (change.type === 'joined') found.set(change.mention, change.incident);
  }
  return new Map([...found].map(([one, incident]) => [one, first.get(incident) ?? '']));
}
const named = (found: ReadonlyMap<string, string>, name: string): (string | undefined)[] => [...new Set([...found].filter(([one]) => one.startsWith(`mention-${name}`)).map(([, home]) => home))];
const openedOf = (mentions: readonly HeardMention[], settings = {}) => only(tell(tracker(settings), mentions), 'opened').filter(({ incident }) => incident.openedAt >= start);

describe('people with one grievance, each in words of their own', () => {
  it('become an incident of their own, also where there are two at once; nobody else does', () => {
    const others = [
      ...spoken('praise', ['the charger is great, love it', 'my refund came at once, thank you'], start + 9 * hour, minute, { negative: false }),
      ...spoken('other', ['the wardrobe door hangs crooked', 'rude driver blocked my gate'], start + 9 * hour, minute, angry),
    ];
    const heard = tell(tracker(), [...calm, ...burnt, ...owed, ...others]);
    const found = homes(heard);
    expect(only(heard, 'opened')).toHaveLength(2);
    expect(named(found, 'burnt')).toEqual(['mention-burnt-0']);
    expect(named(found, 'owed')).toHaveLength(1);
    expect(named(found, 'owed')).not.toEqual(named(found, 'burnt'));
    expect([...found.keys()].filter((one) => one.startsWith('mention-burnt')).length).toBeGreaterThanOrEqual(9);
    expect([...found.keys()].filter((one) => one.startsWith('mention-owed')).length).toBeGreaterThanOrEqual(10);
    expect([...found.keys()].filter((one) => !/^mention-(burnt|owed)/.test(one))).toEqual([]);
  });

  it('do so in Hebrew, whatever letters stand before a word', () => {
    const heard = tell(tracker(), [...calm, ...spoken('burnt', chargerHebrew, start, 50 * minute, angry)]);
    expect(only(heard, 'opened')).toHaveLength(1);
    expect(homes(heard).size).toBeGreaterThanOrEqual(6);
  });

  it('are told by what: words as digests, in the incident and with each who joins', () => {
    const told = tracker();
    const heard = tell(told, [...before, ...burnt]);
    const [opened] = only(heard, 'opened');
    expect(opened?.incident.detectedBy).toMatchObject({ series: 'grievance', observed: 3 });
    expect(opened?.incident.detectedBy.why).toMatch(/^3 people speak of one thing in words of their own \(\d+ in common\) within 48 h, 0\.\d by the usual talk$/);
    expect(opened?.because.by).toBe('words');
    const joined = only(heard, 'joined');
    expect(joined.length).toBeGreaterThan(4);
    for (const { because } of joined) {
      expect(because.by).toBe('words');
      expect(because.shared?.every((word) => /^word:[0-9a-f]{8}$/.test(word))).toBe(true);
    }
    expect(told.incident(opened?.incident.id ?? '')?.words).toContain(joined[0]?.because.shared?.[0]);
  });

  describe('weigh when they are few (R-18)', () => {
    const three = (more: Partial<HeardMention>, texts = charger.slice(1, 4)) => openedOf([...before, ...spoken('few', texts, start, hour, more)]);

    it('three angry people are enough', () => expect(three(angry)).toHaveLength(1));
    it.each([
      ['two', () => three(angry, charger.slice(1, 3))],
      ['three who are not angry', () => three({})],
      ['one who says it three times', () => three({ ...angry, authorKey: 'author-same' })],
      ['three of whom nobody could judge', () => three({ ...angry, negative: null })],
      ['three who say what is usually said', () => three(angry, ['parcel late by days', 'the parcel is two days late again', 'two days late, this parcel'])],
      ['three who share one word that is sometimes said', () => three(angry, ['the sofa smells of glue', 'sofa delivered to the wrong street', 'legs of the sofa wobble'])],
      ['three over three days', () => openedOf([...calm, ...spoken('slow', charger.slice(1, 4), start, 25 * hour, angry)])],
    ])('%s are not', (_, opened) => expect(opened()).toEqual([]));

    it('more are asked for where nothing weighs', () => {
      expect(openedOf([...before, ...owed.slice(0, 5)])).toEqual([]);
      expect(openedOf([...before, ...owed])).toHaveLength(1);
    });
  });

  it('are not found before one knows how the brand is spoken of', () => {
    expect(openedOf(spoken('first', charger, start, hour, { ...angry }))).toEqual([]);
  });

  it('are none who only complain as one has complained since the first hour', () => {
    const phrases = ['half an hour on the phone', 'third visit within a week', 'nobody at the counter again', 'password reset fails once more'];
    const habit = spoken('habit', Array.from({ length: 120 }, (_, index) => phrases[index % phrases.length] ?? ''), monday, 36 * minute);
    const praise = spoken('praise', Array.from({ length: 400 }, (_, index) => `lovely lamp number ${index}`), monday, 11 * minute, { negative: false });
    const heard = tell(tracker({ threshold: 1000 }), [...habit, ...praise].sort((a, b) => a.seenAt - b.seenAt));
    expect(only(heard, 'opened').map(({ because }) => because.by)).toEqual([]);
  });

  it('are not brought together by copies: their words are another\'s', () => {
    const copies = Array.from({ length: 40 }, (_, index) => mention(`copy-${index}`, start + index * 5 * minute, { ...angry, copyGroup: 'post-first', link: 'copy', parentAuthor: 'author-first', threadRoot: 'post-first' }));
    const [first] = spoken('first', charger.slice(1, 2), start, 0, angry);
    const heard = tell(tracker({ threshold: 1000 }), [...before, { ...(first as HeardMention), copyGroup: null }, ...copies]);
    expect(only(heard, 'opened').filter(({ because }) => because.by === 'words')).toEqual([]);
  });
});

describe('whoever repeats common words', () => {
  const random = seeded(5);
  const common = ['parcel', 'late', 'days', 'shop', 'support line', 'checkout', 'lamp', 'sofa', 'queue', 'staff', 'drawer', 'colour'];
  const flood = Array.from({ length: 120 }, (_, index) => {
    const text = Array.from({ length: 5 }, () => common[Math.floor(random() * common.length)]).join(' ');
    return mention(`flood-${index}`, start + index * 4 * minute, { ...angry, words: wordsOf(text) });
  });

  it('does not swallow what others complain of', () => {
    const heard = tell(tracker({ threshold: 1000 }), [...calm, ...flood, ...burnt]);
    const found = homes(heard);
    expect(named(found, 'burnt')).toEqual(['mention-burnt-0']);
    expect([...found.keys()].filter((one) => one.startsWith('mention-calm')).length).toBeLessThanOrEqual(3);
    expect([...found].filter(([one, home]) => one.startsWith('mention-flood') && home === 'mention-burnt-0')).toEqual([]);
  });
});

describe('what humans do goes for words too', () => {
  const both = (): { told: Tracker; ids: string[] } => {
    const told = tracker();
    const ids = only(tell(told, [...before, ...burnt, ...owed]), 'opened').map(({ incident }) => incident.id);
    return { told, ids };
  };
  const later = start + 12 * hour;
  const next = (texts: readonly string[]): HeardMention[] => spoken('later', texts, later, minute);
  const joins = (told: Tracker, texts: readonly string[]) => only(tell(told, next(texts)), 'joined').map(({ incident }) => incident);
  const again = ['smoke came from the charger', 'a refund was promised and no money came'];

  it('merged, what either spoke of joins the one', () => {
    const { told, ids } = both();
    expect(joins(told, again)).toEqual(ids);
    const { told: other, ids: [one = '', two = ''] } = both();
    other.merge(one, two);
    expect(joins(other, again)).toEqual([two, two]);
  });

  it('split, each takes its own words along', () => {
    const { told, ids: [one = '', two = ''] } = both();
    told.merge(two, one);
    told.split({ incident: one, off: 'off', title: 'refunds', mark: null, leaving: owed, staying: burnt });
    expect(joins(told, again)).toEqual([one, 'off']);
  });

  it('closed, it takes nobody in any more', () => {
    const { told, ids } = both();
    for (const id of ids) told.close(id);
    expect(joins(told, again)).toEqual([]);
  });

  it('what is taken back brings nobody together', () => {
    const told = tracker();
    tell(told, [...before, ...burnt.slice(1, 3)]);
    told.forgetMention('mention-burnt-1');
    expect(only(tell(told, burnt.slice(3, 4)), 'opened')).toEqual([]);
  });
});

describe('a tracker that hears words', () => {
  const story = [...calm, ...burnt, ...owed].sort((a, b) => a.seenAt - b.seenAt);
  const throughJson = (state: TrackerState): TrackerState => JSON.parse(JSON.stringify(state)) as TrackerState;

  it('goes on from its state as if it had never stopped', () => {
    const whole = tracker();
    const heard = tell(whole, story);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: story.length }), (cut) => {
        const first = tracker();
        const begun = tell(first, story.slice(0, cut));
        const resumed = tracker(undefined, throughJson(first.state()));
        expect([...begun, ...tell(resumed, story.slice(cut))]).toEqual(heard);
        expect(canonicalJson(resumed.state())).toBe(canonicalJson(whole.state()));
      }),
      { numRuns: 12 },
    );
  });

  it('finds the same people, in whatever order those who speak at one time are heard', () => {
    const atOnce = [...burnt, ...owed].map((one) => ({ ...one, postedAt: start, seenAt: start }));
    fc.assert(
      fc.property(fc.shuffledSubarray(atOnce, { minLength: atOnce.length }), (shuffled) => {
        const found = homes(tell(tracker(), [...before, ...shuffled]));
        const most = (name: string): [home: string, people: number] => {
          const byHome = Map.groupBy([...found].filter(([one]) => one.startsWith(`mention-${name}`)), ([, home]) => home);
          const [home, people] = [...byHome].sort((a, b) => b[1].length - a[1].length)[0] ?? ['', []];
          return [home, people.length];
        };
        const [fire, burning] = most('burnt');
        const [money, owing] = most('owed');
        expect(fire).not.toBe(money);
        expect(burning).toBeGreaterThanOrEqual(7);
        expect(owing).toBeGreaterThanOrEqual(8);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps a bounded state, whatever it hears', () => {
    const random = seeded(11);
    const told = tracker();
    const sizes: number[] = [];
    for (let index = 0; index < 6_000; index += 1) {
      const words = Array.from({ length: index % 50 === 0 ? 5_000 : 30 }, () => Array.from({ length: 8 }, () => Math.floor(random() * 2 ** 31)));
      told.hear(mention(String(index), monday + index * 10 * minute, { words, negative: index % 2 === 0, arousal: 'high' }));
      if (index % 2_000 === 1_999) sizes.push(JSON.stringify(told.state()).length);
    }
    expect(Math.max(...sizes)).toBeLessThan(1_500_000);
    expect(sizes.at(-1)).toBeLessThan((sizes[0] ?? 0) * 1.1);
  });
});
