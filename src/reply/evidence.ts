import type { Token } from '../lib/tokens.ts';
import type { ElementName } from '../spec/element.ts';

import { selfOf } from './checks/person.ts';
import { signatureOf } from './checks/signature.ts';
import { levelOf } from './levels.ts';
import { isCold, type Hit, type Scene } from './scene.ts';

/** Fewer words are no statement. */
const STATEMENT = 4;
const ACCOUNT = 7;
const CLOCK = /(?<![\d:])\d{1,2}[:.]\d{2}(?![\d:])/u;
const NUMBER = /^\d[\d.,]*$/u;
/** A sentence with one of these says something else than what is the case. */
const NO_FACT = ['W02', 'W04', 'W05', 'W06', 'W08', 'W09', 'W12', 'L09', 'M.again'];
const NO_ACCOUNT = ['W02', 'W06', 'W09', 'W11', 'W12', 'M.again'];
const NO_CHANGE = ['W02', 'W06', 'W09', 'W10', 'L09', 'L32', 'E.update'];
const PAST = /(?:ed|(?:ת|נ)י?ו)$/u;

/** Hebrew: the first person of the past; not what one is, sees or knows. */
const DONE = /^[והשכ]{0,2}[א-ת]{3,}תי$/u;
const NO_DEED = /(?:הייתי|ראיתי|קראתי|שמעתי|ידעתי|חשבתי|טעיתי|אמיתי|איתי|אותי|רציתי|הבנתי|נבהלתי|הרגשתי|ביתי|מהותי|נקודתי|מערכתי|איכותי|בעייתי|זכותי|חברתי|תקשורתי)$/u;
/** Hebrew: "I will …", "we will …", whatever the verb. */
const PRONOUN: ReadonlyMap<string, RegExp> = new Map([['אני', /^א[א-ת]{3,}$/u], ['ואני', /^א[א-ת]{3,}$/u], ['אנחנו', /^נ[א-ת]{3,}$/u], ['ואנחנו', /^נ[א-ת]{3,}$/u]]);

interface Sentence {
  /** Index of its first token. */
  readonly first: number;
  readonly tokens: Token[];
  readonly cues: Set<string>;
  /** Where it stands in the text. */
  readonly start: number;
  end: number;
}

/**
 * What is said without any of the phrases the pack lists: by a number, a clock time, or a deed. The ways to accept, explain and inform are
 * open; where the shape of a sentence is evidence enough, no phrase is asked for.
 */
export function shownByShape(scene: Scene, shown: ReadonlySet<string>): ElementName[] {
  const sentences = sentencesOf(scene);
  const found: ElementName[] = [];
  if (counts(scene)) found.push('say.impact', 'say.knowns');
  if (sentences.some((one) => announces(scene, one))) found.push('say.nextUpdate');
  if (sentences.some((one) => promises(one) || busy(scene, one))) found.push('say.action');
  const { stage } = scene.context;
  if (stage === 'update' && sentences.some((one) => one.tokens.length >= STATEMENT && !NO_FACT.some((cue) => one.cues.has(cue)))) found.push('say.knowns');
  // "Sorry, nothing but our own carelessness did that": at the end of it all a bare word of regret is meant.
  if ((stage === 'closing' || stage === 'own-post-error') && scene.has('M.sorry') && !scene.has('L01') && !scene.has('L02')) found.push('say.apology');
  if (explains(scene)) found.push('say.explanation');
  if (prevents(scene)) found.push('say.prevention');
  if (stage === 'bullying' && sentences.some(({ cues }) => cues.has('M.not') && (cues.has('M.place') || cues.has('M.naming')))) found.push('say.distance');
  const all = new Set<string>([...shown, ...found]);
  // Who says what is known, what is not, and whom it hits, is aware of it.
  if (['say.knowns', 'say.impact', 'say.unknowns', 'say.explanation'].some((element) => all.has(element))) found.push('say.awareness');
  if (all.has('say.responsibility') || accepts(scene, all)) found.push('say.acceptance');
  return found;
}

/** "Back here at nine", "more at 10:30": a time, and that somebody will speak. */
export const saysWhen = (scene: Scene): boolean => scene.has('E.update') || sentencesOf(scene).some((one) => announces(scene, one));

/** "I am rebuilding it by hand this afternoon": one person, and when. */
export const actsSoon = (scene: Scene): boolean => sentencesOf(scene).some(promises);

/** A closing that tells what the brand did: no phrase of explanation is asked for. */
export const explains = (scene: Scene): boolean => scene.context.stage === 'closing' && sentencesOf(scene).some(accounts);

/** "Since Wednesday a job needs a second engineer": a turn in time and a rule or a change, and no talk of steps and measures. */
export const prevents = (scene: Scene): boolean => scene.has('W11') || sentencesOf(scene).some(changes);

function changes({ cues, tokens }: Sentence): boolean {
  if (tokens.length < STATEMENT || NO_CHANGE.some((cue) => cues.has(cue))) return false;
  if (cues.has('M.since') && (cues.has('M.rule') || cues.has('M.change'))) return true;
  return cues.has('M.agent') && cues.has('M.change') && (cues.has('M.rule') || cues.has('M.aim'));
}

/** "Two of us are digging", "הקפאתי אותו": somebody of the brand is at it, or did it, in verbs no list holds. */
export const acts = (scene: Scene): boolean => sentencesOf(scene).some((one) => busy(scene, one));

function busy(scene: Scene, { cues, first, tokens }: Sentence): boolean {
  if (tokens.length < STATEMENT || cues.has('M.not') || cues.has('W07') || cues.has('L09') || cues.has('L15') || cues.has('L27')) return false;
  const idle = new Set(scene.of('M.idle').map((hit) => hit.first));
  return tokens.some(({ norm }, place) => {
    if (DONE.test(norm) && !NO_DEED.test(norm)) return true;
    const index = first + place;
    if (norm.length > 5 && norm.endsWith('ing') && !idle.has(index) && cues.has('M.agent') && scene.of('M.be').some((be) => be.first < index && index - be.first < 3)) return true;
    const next = tokens[place + 1];
    return next !== undefined && next.before === 'none' && PRONOUN.get(norm)?.test(next.norm) === true;
  });
}

function announces({ text }: Scene, { cues, start, end }: Sentence): boolean {
  return cues.has('M.again') && (cues.has('M.time') || CLOCK.test(text.slice(start, end)));
}

const promises = ({ cues, tokens }: Sentence): boolean => tokens.length >= STATEMENT && cues.has('M.time') && !cues.has('M.not') && cues.has('M.promise');

/** Somebody of the brand, named or "we", did something: no apology, no thanks, no change for the future. */
function accounts({ cues, tokens }: Sentence): boolean {
  if (tokens.length < ACCOUNT || !cues.has('M.agent') || NO_ACCOUNT.some((cue) => cues.has(cue))) return false;
  return tokens.some(({ norm }) => norm.length > 4 && PAST.test(norm)) || cues.has('M.past');
}

/** By deed: a person takes up what was said and acts on it or is sorry, with nothing cold beside it; or is sorry and repairs. */
function accepts(scene: Scene, shown: ReadonlySet<string>): boolean {
  const sorry = scene.has('W06');
  if (sorry && scene.has('W10')) return true;
  const acts = sorry || (shown.has('say.service') && scene.takenUp.length > 1) || shown.has('say.remedy') || scene.has('W08') || shown.has('say.action') || scene.has('W14.protection');
  const person = selfOf(scene) !== null || signatureOf(scene) !== null;
  // A corporate "we" has to take up more of what was said.
  if (!acts || !(person || (scene.has('M.agent') && scene.takenUp.length > 1))) return false;
  if (scene.context.mention !== undefined && scene.takenUp.length === 0 && !shown.has('say.empathy')) return false;
  return !scene.hits.some((hit) => isCold(hit) && cold(hit, scene));
}

function cold(hit: Hit, { context }: Scene): boolean {
  const level = levelOf(hit.cue, hit.base, context);
  return level === 'block' || level === 'warn';
}

/** "212 families", "57,310 books": how many are affected. Not a time, a price or a span of time. */
function counts(scene: Scene): boolean {
  const { text, tokens } = scene;
  const people = new Set(scene.of('M.people').map(({ first }) => first));
  // "Eleven children": in words it is only people, and what belongs to them, that are counted.
  if (scene.of('M.numeral').some(({ last }) => people.has(last) && tokens[last]?.before === 'none')) return true;
  if (!tokens.some(({ norm }) => NUMBER.test(norm))) return false;
  const units = new Set(scene.of('M.unit').map((hit) => hit.start));
  return tokens.some((token, index) => {
    const next = tokens[index + 1];
    if (!NUMBER.test(token.norm) || next === undefined || next.before !== 'none' || !/^\p{L}/u.test(next.norm) || units.has(next.start)) return false;
    let { start } = token;
    let at = index - 1;
    let before = tokens[at];
    while (before !== undefined && NUMBER.test(before.norm) && before.end === start - 1) {
      ({ start } = before);
      at -= 1;
      before = tokens[at];
    }
    return !text.slice(start, token.end).includes(':') && (before === undefined || !units.has(before.start));
  });
}

function sentencesOf(scene: Scene): readonly Sentence[] {
  const all: Sentence[] = [];
  scene.tokens.forEach((token, index) => {
    const sentence = (all[scene.sentences[index] ?? 0] ??= { first: index, tokens: [], cues: new Set(), start: token.start, end: token.end });
    sentence.tokens.push(token);
    sentence.end = token.end;
  });
  for (const hit of scene.hits) all[hit.sentence]?.cues.add(hit.base).add(hit.cue);
  return all;
}
