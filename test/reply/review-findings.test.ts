import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import type { ReviewContextInput } from '../../src/spec/reply.ts';
import { packs, reviewIn } from './packs.ts';
import { cueFor, packWith, reviewSmall, seenIn, type Seen } from './small-pack.ts';

/** Findings of these cues alone. */
const seen = (text: string, context: Partial<ReviewContextInput>, ...cues: string[]): Seen[] => seenIn(reviewSmall(text, { stage: 'note', ...context }), text).filter(([cue]) => cues.includes(cue));

describe('what is found in words', () => {
  const own = ['I understand.', 'You are right.', 'I am sorry.', 'It was our mistake.', 'I will call.', 'Tell me more.', 'Here is the refund.', 'From now on two of us look.'];
  test.each(own.map((first, at): [string, string, string] => [first, own[(at + 1) % own.length] as string, own[(at + 2) % own.length] as string]))(
    'thanks for patience are a hint beside three things of one’s own, a formula beside two: %s %s %s',
    (first, second, third) => {
      expect(seen(`${first} ${second} ${third} Thanks for your patience.`, {}, 'L09')).toEqual([['L09', 'info', 'your patience']]);
      expect(seen(`${first} ${second} Thank you for your patience.`, {}, 'L09')).toEqual([['L09', 'warn', 'your patience']]);
    },
  );

  test.each<[text: string, found: Seen[]]>([
    ['The book was removed.', [['L06', 'warn', 'was removed']]],
    ['We see that the book was removed.', []],
    ['From now on each book that was removed is listed.', []],
    ['We see it. The book was removed. From now on two of us look.', [['L06', 'warn', 'was removed']]],
    ['We see that mistakes happened.', [['L06', 'warn', 'mistakes happened']]],
  ])('a person, or a change, in the same sentence makes a passive personal: %s', (text, found) => {
    expect(seen(text, {}, 'L06')).toEqual(found);
  });

  test.each<[text: string, found: Seen[]]>([
    ['It is over in Europe.', [['L18', 'warn', 'is over']]],
    ['It is over in Europe; in Asia it is still failing.', []],
    ['It was a glitch. In Asia it is still failing.', [['L04', 'warn', 'glitch']]],
  ])('who says what is still open claims no more than is known: %s', (text, found) => {
    expect(seen(text, {}, 'L18', 'L04')).toEqual(found);
  });

  test.each<[text: string, found: Seen[]]>([
    ['I am sorry for the inconvenience.', [['L05', 'block', 'inconvenience']]],
    ['It was our mistake. Such an inconvenience.', [['L05', 'block', 'inconvenience']]],
    ['It was our mistake, and I am sorry for the inconvenience.', [['L05', 'warn', 'inconvenience']]],
    ['It was our mistake. I am sorry. That you feel that way is new.', [['L02', 'block', 'feel that way']]],
  ])('beside an apology that owns it, inconvenience is warned of, and nothing else: %s', (text, found) => {
    expect(seen(text, { harm: 3 }, 'L02', 'L05')).toEqual(found);
  });

  test('words for the same thing are taken up, and show nothing by themselves', () => {
    const pack = packWith(cueFor('S.home', 'flat|home', 'say.thanks'));
    const { present, warm } = reviewSmall('Your flat is dry.', { stage: 'note', mention: 'My home is wet.' }, pack);
    expect({ present, warm }).toEqual({ present: ['say.uptake'], warm: [] });
  });
});

describe('the list of findings', () => {
  test('the gravest come first, then by place, what is about the whole text last, then by name', () => {
    const text = 'It was probably a hiccup. The book was removed. That you feel that way is new. A glitch.';
    expect(seenIn(reviewSmall(text, { stage: 'note', require: ['say.thanks', 'say.empathy'] }), text)).toEqual([
      ['L02', 'block', 'feel that way'],
      ['L04', 'warn', 'hiccup'], ['L08', 'warn', 'hiccup'], ['L06', 'warn', 'was removed'], ['L04', 'warn', 'glitch'], ['missing:say.empathy', 'warn', null], ['missing:say.thanks', 'warn', null],
      ['L19', 'info', 'probably'], ['L11', 'info', null],
    ]);
  });

  test('so in Hebrew', () => {
    const text = 'הספרים הוסרו. זו הייתה תקלונת. מצטערים שנפגעת.';
    expect(seenIn(reviewIn('he', text, { stage: 'note' }), text).filter(([, level]) => level !== 'info')).toEqual([['L02', 'block', 'מצטערים שנפגעת'], ['L06', 'warn', 'הוסרו'], ['L04', 'warn', 'תקלונת']]);
  });

  test('what two forms of a cue see at one place is said once, at its gravest', () => {
    expect(seen('The supplier failed to read it. Another supplier failed.', {}, 'L07')).toEqual([['L07', 'block', 'failed to read'], ['L07', 'warn', 'supplier failed']]);
    expect(seen('I am here.', { require: ['say.thanks', 'say.thanks'] }, 'missing:say.thanks')).toEqual([['missing:say.thanks', 'warn', null]]);
  });

  test('no cue is reported more than twenty times, the first ones', () => {
    const text = (times: number): string => `I see. ${'A glitch. '.repeat(times)}That was an inconvenience.`;
    const counts = [19, 20, 21, 50].map((times) => seen(text(times), {}, 'L04').length);
    expect(counts).toEqual([19, 20, 20, 20]);
    const { findings } = reviewSmall(text(30), { stage: 'note' });
    expect(findings.filter(({ cue }) => cue === 'L04').map(({ span }) => span?.start)).toEqual(Array.from({ length: 20 }, (_, index) => 9 + index * 10));
    expect(findings.filter(({ cue }) => cue === 'L05')).toHaveLength(1);
  });
});

describe('the list of what is warm', () => {
  const warmIn = (text: string, mention: string, pack = packWith()): [cue: string, words: string][] => reviewSmall(text, { stage: 'note', mention }, pack).warm.map(({ cue, span }) => [cue, text.slice(span.start, span.end)]);

  test.each<[what: string, text: string, mention: string, warm: [cue: string, words: string][]]>([
    ['by place', 'Hello Dana, I am sorry your kettle exploded. — Maya', 'My kettle exploded!', [['W01', 'Hello Dana'], ['W06', 'I am sorry'], ['W03', 'kettle'], ['W13', '— Maya']]],
    ['at one place by name', 'Your refund for the kettle comes. I saw to it.', 'Where is the refund for my kettle?', [['W03', 'refund'], ['W10', 'refund'], ['W13', 'I']]],
    ['one word taken up is form', 'I am sorry about the kettle.', 'My kettle exploded!', [['W06', 'I am sorry'], ['W13', 'I']]],
    ['a signature goes before an “I”', 'I am sorry. — Maya', '', [['W06', 'I am sorry'], ['W13', '— Maya']]],
    ['a statement by nobody', 'The shop is closed.', '', []],
  ])('%s: %s', (_, text, mention, warm) => {
    expect(warmIn(text, mention)).toEqual(warm);
  });

  test('two forms of one cue that begin together keep the order of the pack', () => {
    const forms = [cueFor('W12.long', 'ask me anything'), cueFor('W12.short', 'ask me')];
    expect(warmIn('So ask me anything.', '', packWith(...forms))).toEqual([['W12', 'ask me anything'], ['W12', 'ask me']]);
    expect(warmIn('So ask me anything.', '', packWith(...forms.reverse()))).toEqual([['W12', 'ask me'], ['W12', 'ask me anything']]);
  });
});

describe('what may be handed in', () => {
  test.each([[undefined], [null], [42], [['Hello.']], [{ length: 3 }]])('a reply that is no text is refused: %j', (text) => {
    expect(() => reviewReply(text as unknown as string, { stage: 'note' }, packs.en)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'text' }));
  });

  test('a reply may have 65,536 characters', () => {
    expect(reviewSmall(' '.repeat(65_536), { stage: 'note' }).verdict).toBe('pass');
    expect(() => reviewSmall(' '.repeat(65_537), { stage: 'note' })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'text' }));
  });

  test('of a longer post the first 65,536 characters are read', () => {
    const post = (before: number): string => `${' '.repeat(before)}kettle`;
    const uptake = (mention: string): boolean => reviewSmall('The kettle is here.', { stage: 'note', mention }).present.includes('say.uptake');
    expect([0, 65_530, 65_536, 70_000].map((before) => uptake(post(before)))).toEqual([true, true, false, false]);
  });
});
