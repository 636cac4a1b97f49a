import { describe, expect, test } from 'vitest';

import { isCold, overlap, type Scene } from '../../src/reply/scene.ts';
import { cue, sceneOf } from './scenes.ts';

const cues = [
  cue('L04.word', ['glitch', 'mere ... hiccup'], { negatable: true }),
  cue('L04.word', ['more than a glitch'], { weight: 0 }),
  cue('L04.dismissal', ['no big deal']),
  cue('L17.insult', ['idiot', 'lazy fool']),
  cue('L01.apology', ['that you feel']),
  cue('L01.blame', ['your haste']),
  cue('L02', ['for the inconvenience']),
  cue('L09', ['policy']),
  cue('L24', ['voucher', 'gift card', 'מבצע', 'ארוחות']),
  cue('W06', ['sorry'], { shows: ['apology'] }),
  cue('W02', ['thank you']),
  cue('W05', ['terrible']),
  cue('E.W05', ['angry']),
  cue('M.not', ['not', 'no', 'never']),
  cue('M.naming', ['calling']),
  cue('M.wrongness', ['wrong']),
  cue('M.account', ['issue']),
  cue('M.cause.bug', ['bug']),
  cue('M.be', ['was']),
  cue('never.delete', ['delete it']),
  cue('M.face', ['😡']),
];
const marks = /^M\.(?:not|naming|wrongness|be)$/;

/** What counts of a reply, without the marks that only lead there. */
const countedIn = ({ hits, text }: Scene): string[] => hits.filter((hit) => !marks.test(hit.cue)).map(({ cue: name, start, end }) => `${name}: ${text.slice(start, end)}`);

type Row = readonly [name: string, text: string, counts: readonly string[]];
const counting = (rows: readonly Row[], mention?: string, language: 'en' | 'he' = 'en'): void => {
  test.each(rows)('%s: %s', (_, text, counts) => {
    expect(countedIn(sceneOf(text, cues, { mention }, language))).toEqual(counts);
  });
};

describe('where a finding stands', () => {
  test.each([
    ['Sorry', { cue: 'W06', base: 'W06', shows: ['apology'], start: 0, end: 5, first: 0, last: 1, sentence: 0 }],
    ['We know. A mere, mere little hiccup, we said.', { cue: 'L04.word', base: 'L04', shows: [], start: 11, end: 35, first: 3, last: 7, sentence: 1 }],
    ['And not one glitch', { cue: 'M.not', base: 'M.not', shows: [], start: 4, end: 7, first: 1, last: 2, sentence: 0 }],
    ['You are angry', { cue: 'E.W05', base: 'E.W05', shows: [], start: 8, end: 13, first: 2, last: 3, sentence: 0 }],
  ])('%s', (text, place) => {
    expect(sceneOf(text, cues).hits).toEqual([expect.objectContaining(place)]);
  });

  test('words that touch are one each', () => {
    expect(sceneOf('😡😡', cues).hits.map(({ first, last }) => [first, last])).toEqual([[0, 1], [1, 2]]);
  });

  test.each([
    ['We know. We see! Do we? Yes, we do', [0, 0, 1, 1, 2, 2, 3, 3, 3]],
    ['... Sorry. Bye', [0, 1]],
    ['…', []],
  ])('sentences are counted from nought: %s', (text, sentences) => {
    expect(sceneOf(text, cues).sentences).toEqual(sentences);
  });

  test('a finding is met by its whole name and by its number, once', () => {
    const scene = sceneOf('No big deal, a glitch, for the inconvenience.', cues);
    const met = (name: string): string[] => scene.of(name).map(({ cue: whole }) => whole);
    expect(['L04', 'L04.word', 'L04.dismissal', 'L02', 'L0', 'L17'].map(met)).toEqual([['L04.dismissal', 'L04.word'], ['L04.word'], ['L04.dismissal'], ['L02'], [], []]);
    expect(['L04', 'L04.word', 'L02', 'L0', 'L17'].map((name) => scene.has(name))).toEqual([true, true, true, false, false]);
  });

  test('an earlier statement is read with the same eyes and answers no post', () => {
    const scene = sceneOf('We found your parcel.', cues, { mention: 'My parcel is lost.', brand: 'Acme', turn: 2 });
    expect(scene.takenUp).toEqual([{ start: 14, end: 20 }]);
    const read = scene.read('Sorry, the parcel is "lost".');
    expect(read.takenUp).toEqual([]);
    expect(countedIn(read)).toEqual(['W06: Sorry']);
    expect(read.context).toEqual({ ...scene.context, mention: undefined });
  });
});

describe('negated and excepted words do not count', () => {
  counting([
    ['said', 'A glitch.', ['L04.word: glitch']],
    ['negated', 'It was not a glitch.', []],
    ['an exception', 'It is more than a glitch.', []],
    ['beside an exception', 'A glitch, and more than a glitch.', ['L04.word: glitch']],
    ['a cue that is not negatable', 'Not sorry.', ['W06: sorry']],
  ]);
});

describe('words of the post within quotation marks do not count against the brand', () => {
  counting([
    ['a cold word', 'You wrote "a glitch".', []],
    ['what a brand never does', 'You wrote "delete it".', []],
    ['what it is called', 'You wrote "the issue".', []],
    ['a cause', 'You wrote "that bug".', []],
    ['a warm word', 'You wrote "sorry".', ['W06: sorry']],
    ['words that are not in the post so', 'You wrote "one glitch".', ['L04.word: glitch']],
    ['before the quotation', 'A glitch, you wrote "a glitch".', ['L04.word: glitch']],
    ['after the quotation', 'You wrote "that bug" of a bug.', ['M.cause.bug: bug']],
    ['from the quotation on', 'You wrote "a lazy" fool.', ['L17.insult: lazy" fool']],
    ['into the quotation', 'You wrote lazy "fool".', ['L17.insult: lazy "fool']],
  ], 'A glitch, or the issue, that bug: sorry, delete it, a lazy fool, sorry.');
});

describe('a word that is taken back does not count', () => {
  counting([
    ['a cold word', 'Calling it a glitch was wrong.', []],
    ['what it was called', 'Calling it an issue was wrong.', []],
    ['a cause', 'Calling it a bug was wrong.', []],
    ['a warm word', 'Calling it terrible was wrong.', ['W05: terrible']],
    ['not called wrong', 'Calling it a glitch was fair.', ['L04.word: glitch']],
    ['not named', 'A glitch was wrong.', ['L04.word: glitch']],
  ]);
});

describe("the other's insult that is refused is not the brand's", () => {
  const post = 'She is an idiot, a mere hiccup in a fool, no big deal says your policy.';
  counting([
    ['refused', 'It is not right to say idiot.', []],
    ['named', 'We read you calling her an idiot.', []],
    ['half of it was said', 'There was no lazy fool.', []],
    ['a belittling word', 'It was never a thing so mere as a hiccup.', []],
    ['after another mark', 'She was there, idiot.', ['L17.insult: idiot']],
    ['after a cause', 'It is a bug, idiot.', ['M.cause.bug: bug', 'L17.insult: idiot']],
    ['before the refusal', 'Idiot is not a word.', ['L17.insult: Idiot']],
    ['the refusal is the belittling', 'No big deal.', ['L04.dismissal: No big deal']],
    ['refused in another sentence', 'Not now. You idiot.', ['L17.insult: idiot']],
    ['another cold word', 'It is not our policy.', ['L09: policy']],
  ], post);
  counting([['the post did not say it', 'It is not right to say idiot.', ['L17.insult: idiot']]], 'She is late.');
  counting([['no post', 'It is not right to say idiot.', ['L17.insult: idiot']]]);
});

describe('the voucher the post is about is no offer', () => {
  counting([
    ['the same', 'Your voucher is valid.', []],
    ['the half of it', 'Your gift card is valid.', ['L24: gift card']],
    ['another cold word', 'Our policy is new.', ['L09: policy']],
  ], 'My gift voucher and your policy!');
  counting([['no post', 'Your voucher is valid.', ['L24: voucher']]]);
  counting([['other prefix letters', 'המבצע נמשך.', []], ['without them', 'יש מבצע.', []]], 'לא כיבדו לי את המבצע', 'he');
  counting([['more prefix letters in the post', 'המבצע נמשך.', []]], 'הגעתי וכשהמבצע נגמר לא אמרתם', 'he');
  counting([['a word that ends alike', 'יש מבצע.', ['L24: מבצע']]], 'הוצע לי תיקון', 'he');
  counting([['a word of the same letters but one', 'נשלח לכם ארוחות.', ['L24: ארוחות']]], 'היינו שתי אורחות במלון', 'he');
});

describe('an apology that is hollow and thanks within mockery are not warm', () => {
  counting([
    ['warm', 'Sorry, thank you.', ['W06: Sorry', 'W02: thank you']],
    ['for the inconvenience', 'Sorry for the inconvenience.', ['L02: for the inconvenience']],
    ['for a feeling', 'Sorry that you feel so.', ['L01.apology: that you feel']],
    ['in mockery', 'Thank you, idiot.', ['L17.insult: idiot']],
    ['beside blame', 'Sorry, your haste.', ['W06: Sorry', 'L01.blame: your haste']],
    ['beside another cold word', 'Sorry, policy.', ['W06: Sorry', 'L09: policy']],
    ['another warm word', 'Terrible for the inconvenience.', ['W05: Terrible', 'L02: for the inconvenience']],
    ['two words before', 'Sorry to all for the inconvenience.', ['L02: for the inconvenience']],
    ['three words before', 'Sorry to you all for the inconvenience.', ['W06: Sorry', 'L02: for the inconvenience']],
    ['just after', 'For the inconvenience, sorry.', ['L02: For the inconvenience']],
    ['two words after', 'For the inconvenience we are sorry.', ['L02: For the inconvenience']],
    ['three words after', 'For the inconvenience we are so sorry.', ['L02: For the inconvenience', 'W06: sorry']],
    ['in the sentence before', 'Sorry. For the inconvenience.', ['W06: Sorry', 'L02: For the inconvenience']],
    ['near one of two', 'Idiot, he said to you and all of us: sorry for the inconvenience.', ['L17.insult: Idiot', 'L02: for the inconvenience']],
    ['only the one that is near', 'Thank you. Sorry for the inconvenience.', ['W02: Thank you', 'L02: for the inconvenience']],
  ]);
});

test('cold are the cues against coldness and what a brand never does', () => {
  expect(['L04.word', 'L02', 'never.delete', 'W06', 'M.never.delete', 'E.apology', 'M.L04'].map((name) => isCold({ cue: name }))).toEqual([true, true, true, false, false, false, false]);
});

test.each([
  [[0, 5], [4, 8], true], [[4, 8], [0, 5], true], [[0, 9], [3, 4], true], [[0, 5], [5, 8], false], [[5, 8], [0, 5], false], [[0, 2], [5, 8], false],
] as const)('passages overlap where they share a letter: %j and %j', ([start, end], [from, to], shared) => {
  expect(overlap({ start, end }, { start: from, end: to })).toBe(shared);
});
