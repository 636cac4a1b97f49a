import { compileCues } from '../lib/cues.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Span } from '../spec/fact.ts';
import type { LanguagePack, LanguageTools } from '../spec/language.ts';
import { MAX_POST_TEXT } from '../spec/post.ts';
import type { FindingLevel, Review, ReviewContext, ReviewContextInput } from '../spec/reply.ts';

import { apologyOf } from './apology.ts';
import { account } from './checks/account.ts';
import { contradiction } from './checks/contradiction.ts';
import { contrast } from './checks/contrast.ts';
import { dealings } from './checks/dealings.ts';
import { copies, foreign, party, repeats, slot } from './checks/form.ts';
import { nextUpdate, prevention, vague } from './checks/incident.ts';
import { bolstering, opening } from './checks/openings.ts';
import { passive } from './checks/passive.ts';
import { namedAddress, person, selfOf } from './checks/person.ts';
import { personalData } from './checks/personal-data.ts';
import { rivals } from './checks/rivals.ts';
import { rulebook } from './checks/rulebook.ts';
import { privateOnly, service } from './checks/service.ts';
import { shrunkShare } from './checks/share.ts';
import { signatureOf } from './checks/signature.ts';
import { uptake } from './checks/uptake.ts';
import { readContext } from './context.ts';
import { presentIn } from './elements.ts';
import type { Check, Observation } from './finding.ts';
import { levelOf } from './levels.ts';
import { phrase } from './messages.ts';
import { buildScene, isCold, overlap, type Eyes, type Scene } from './scene.ts';
import { minimumOf, type Minimum } from './stages.ts';
import { groupsOf } from './uptake.ts';
import { warmthOf, type WarmHit } from './warmth.ts';

/** Longest draft that is reviewed, in UTF-16 units: no venue takes a longer reply. */
const MAX_REPLY_TEXT = MAX_POST_TEXT;

const checks: readonly Check[] = [
  slot, account, contrast, opening, bolstering, copies, repeats, dealings, shrunkShare, rulebook, person, uptake, service, privateOnly, personalData, party, foreign, nextUpdate, prevention, vague, passive, rivals, contradiction,
];
/** Forms that a person in the same sentence makes personal. */
const IMPERSONAL = ['L06.passive', 'L06.arose', 'L06.event'];
/** Warm cues beyond thanks from which on a reply is no mere formula. */
const OWN_WORDS = 3;
/** Findings of one cue that are reported. */
const MAX_PER_CUE = 20;
/** Where a finding stands that is about the whole text. */
const WHOLE: Span = { start: 0, end: Infinity };
const ORDER: Readonly<Record<FindingLevel, number>> = { block: 0, warn: 1, info: 2 };

/** Compiles each pack when it is first used and keeps it as long as the pack lives: the result depends on the pack alone. */
function oncePerPack(make: (pack: LanguagePack) => Omit<Eyes, 'structure'>): (pack: LanguagePack) => Omit<Eyes, 'structure'> {
  const made = new WeakMap<LanguagePack, Omit<Eyes, 'structure'>>();
  return (pack) => {
    let eyes = made.get(pack);
    if (eyes === undefined) made.set(pack, (eyes = make(pack)));
    return eyes;
  };
}
const eyesOf = oncePerPack((pack) => ({ finder: compileCues(pack.review.filter(({ cue }) => !cue.startsWith('S.')), pack), groups: groupsOf(pack.review) }));

/**
 * Reviews a reply before it is published: what is cold in it, what is warm, which elements are there and which are missing.
 * `block` where a finding blocks, `revise` where one warns or a required element is missing, else `pass`; hints do not count.
 * With the pack's tools, where it has some that tell sentences, agentless passives are seen in words nobody listed (L06).
 * Throws INPUT_INVALID for a text over 65,536 UTF-16 units and for a context that is not one: an unknown key or theme is refused, not ignored.
 */
export function reviewReply(text: string, input: ReviewContextInput, pack: LanguagePack, tools?: LanguageTools): Review {
  const reply = readReply(text);
  return judge(buildScene(reply, readContext(input), pack, { ...eyesOf(pack), structure: tools?.structure ?? null }));
}

function readReply(text: unknown): string {
  if (typeof text !== 'string') throw new KashuvError('INPUT_INVALID', 'a reply is a text.', { field: 'text', fix: 'Hand in a string.' });
  if (text.length > MAX_REPLY_TEXT) {
    throw new KashuvError('INPUT_INVALID', `the reply is ${text.length} characters long.`, { field: 'text', fix: `Shorten it to ${MAX_REPLY_TEXT} at most.` });
  }
  return text;
}

function judge(scene: Scene): Review {
  const { context } = scene;
  const seen = [...byWords(scene), ...checks.flatMap((check) => check(scene))];
  const present = presentIn(scene);
  const warm = warmHits(scene);
  const face = faceToFace(scene, seen);
  const cold = face ? seen.map((one) => ({ ...one, level: 'info' as const })) : seen;
  const { missing, observations } = compare(context, present, face ? 2 : ownVoice(warm, cold) ? 1 : 0, cold.every(({ level }) => level === 'info'));
  const all = once([...cold, ...observations]);
  const findings = all.map(({ cue, level, span }) => ({ cue, level, span, ...phrase(cue, context.locale) }));
  const verdict = all.some(({ level }) => level === 'block') ? 'block' : all.some(({ level }) => level === 'warn') ? 'revise' : 'pass';
  return { verdict, findings, warm: warm.map(({ cue, span }) => ({ cue, span })), present, missing, warmth: warmthOf(warm, all), apology: apologyOf(scene) };
}

function byWords(scene: Scene): Observation[] {
  const found: Observation[] = [];
  const ownWords = ['W04', 'W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'W11'].filter((cue) => scene.has(cue)).length;
  const agents = new Set(scene.of('M.agent').map((hit) => hit.sentence));
  for (const hit of scene.hits) {
    if (!isCold(hit)) continue;
    // "The books were removed" hides who did it; "we see that the books were removed" does not, nor does "each list is checked from now on".
    if (IMPERSONAL.includes(hit.cue) && (agents.has(hit.sentence) || scene.of('W11').some((other) => other.sentence === hit.sentence))) continue;
    // "Works again in Europe; in Asia it is still failing" claims no more than it knows.
    if (hit.cue === 'L18.over' && scene.has('M.stillopen')) continue;
    // A formula of thanks does no harm beside words of one's own.
    const judged = hit.cue === 'L09.thanks' && ownWords >= OWN_WORDS ? 'info' : levelOf(hit.cue, hit.base, scene.context);
    // Beside an apology that owns it without conditions the small word sweeps nothing under the carpet; it is warned of (CrowdStrike 2024).
    const level = hit.base === 'L05' && scene.has('W06') && scene.has('W07') ? 'warn' : judged;
    if (level !== null) found.push({ cue: hit.base, level, span: { start: hit.start, end: hit.end } });
  }
  return found;
}

/**
 * Elements that people say in words nobody can list. Where the stage's own minimum asks for them and a reply that speaks in a voice of its
 * own lacks one alone, that it was not found is a hint, no finding. What a plan requires is not open to this.
 */
const OPEN: readonly string[] = ['say.empathy', 'say.acceptance', 'say.service', 'say.thanks', 'say.awareness', 'say.knowns', 'say.unknowns', 'say.impact', 'say.explanation', 'say.remedy', 'say.responsibility', 'say.distance', 'say.protection'];
/** What a plan asks for while an incident runs, and what its closing has behind it. */
const UNDER_WAY: readonly string[] = ['say.action', 'say.unknowns', 'say.nextUpdate'];
/** Warm cues of substance that make a voice of one's own: all but names, thanks and invitations. */
const SUBSTANCE = ['W03', 'W04', 'W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'W14'];
const OWN_VOICE = 2;

const PERSON_TO_PERSON = ['complaint', 'praise'];
/** So many words are more than a formula. */
const OWN_ACCOUNT = 18;

/**
 * One person speaks to another about what the other wrote, at some length, and nothing of it is cold: there the words of acceptance and
 * of service are open. "New sofa: Friday, between 9 and 12" is a service no list holds.
 */
function faceToFace(scene: Scene, cold: readonly Observation[]): boolean {
  const { stage, mention } = scene.context;
  if (!PERSON_TO_PERSON.includes(stage) || mention === undefined || scene.tokens.length < OWN_ACCOUNT || signatureOf(scene) === null) return false;
  const agrees = scene.has('W05');
  if (!agrees && scene.takenUp.length < 2) return false;
  // L12 stands only where nothing is taken up, so here only beside words that agree.
  return cold.every(({ cue, level, span }) => level === 'info' || cue === 'L12' || (cue === 'L13' && span === null));
}

/** Several things are warm beyond form, and nothing is cold. */
function ownVoice(warm: readonly WarmHit[], cold: readonly Observation[]): boolean {
  const cues = new Set(warm.map(({ cue }) => cue));
  return SUBSTANCE.filter((cue) => cues.has(cue)).length >= OWN_VOICE && cold.every(({ level }) => level === 'info');
}

function compare(context: ReviewContext, present: Review['present'], unheard: number, calm: boolean): { missing: Review['missing']; observations: Observation[] } {
  const has = new Set<string>(present);
  const wanted: readonly Minimum[] =
    context.require === undefined
      ? minimumOf(context).map((minimum) => (unjudged(context, minimum.element, has) ? { ...minimum, level: 'info' as const } : minimum))
      : context.require.filter((element) => element.startsWith('say.')).map((element) => ({ element, level: context.stage === 'closing' && UNDER_WAY.includes(element) ? ('info' as const) : ('warn' as const) }));
  const absent = wanted.filter(({ element, or }) => !has.has(element) && or?.some((other) => has.has(other)) !== true);
  const open = absent.filter(({ element, level }) => level === 'warn' && OPEN.includes(element));
  // One may go unheard in words nobody listed (against bullying, where nothing is cold); where more of what was asked for is not there, it is not there.
  const forgiving = (unheard > 0 || (context.stage === 'bullying' && calm)) && context.require === undefined && open.length <= Math.max(unheard, 1);
  const lacking = absent.map((one) => (forgiving && OPEN.includes(one.element) ? { ...one, level: 'info' as const } : one));
  const forbidden = present.filter((element) => context.forbid?.includes(element));
  return {
    missing: lacking.filter(({ level }) => level === 'warn').map(({ element }) => element),
    observations: [
      ...lacking.map(({ element, level }): Observation => ({ cue: `missing:${element}`, level, span: null })),
      ...forbidden.map((element): Observation => ({ cue: `forbidden:${element}`, level: 'warn', span: null })),
    ],
  };
}

/** Without the post nobody can tell whether a reply with substance takes it up. */
function unjudged(context: ReviewContext, element: Review['present'][number], has: ReadonlySet<string>): boolean {
  return context.stage === 'complaint' && element === 'say.empathy' && context.mention === undefined && has.has('say.answer');
}

function warmHits(scene: Scene): WarmHit[] {
  const found: WarmHit[] = [];
  for (const hit of scene.hits) if (hit.base.startsWith('W')) found.push({ cue: hit.base, span: { start: hit.start, end: hit.end } });
  const address = namedAddress(scene);
  if (address !== null) found.push({ cue: 'W01', span: address });
  const { takenUp } = scene;
  if (takenUp.length > 1) found.push(...takenUp.slice(0, 1).map((span) => ({ cue: 'W03', span })));
  const signature = signatureOf(scene);
  const self = selfOf(scene);
  if (signature !== null) found.push({ cue: 'W13', span: signature });
  else if (self !== null) found.push({ cue: 'W13', span: { start: self.start, end: self.end } });
  return found.sort((a, b) => a.span.start - b.span.start || (a.cue < b.cue ? -1 : a.cue > b.cue ? 1 : 0));
}

/** The same thing at the same place once, at its gravest, and no cue more often than a reader can use; the gravest first, then by place. */
function once(observations: readonly Observation[]): Observation[] {
  const sorted = [...observations].sort((a, b) => ORDER[a.level] - ORDER[b.level] || (a.span?.start ?? Infinity) - (b.span?.start ?? Infinity) || (a.cue < b.cue ? -1 : 1));
  const kept = new Map<string, Observation[]>();
  return sorted.filter((one) => {
    const same = kept.get(one.cue) ?? [];
    if (same.length >= MAX_PER_CUE || same.some((other) => overlap(one.span ?? WHOLE, other.span ?? WHOLE))) return false;
    kept.set(one.cue, [...same, one]);
    return true;
  });
}
