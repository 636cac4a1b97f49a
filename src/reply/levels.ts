import type { ElementName } from '../spec/element.ts';
import type { FindingLevel, ReviewContext } from '../spec/reply.ts';

const GRAVE_THEMES: readonly string[] = ['safety', 'money', 'death', 'health', 'children', 'discrimination'];

/** Somebody was harmed: loss or hurt, or a theme where a small word is an insult. */
export function harmed(context: ReviewContext): boolean {
  return (context.harm ?? 0) >= 2 || context.kind === 'bullying' || context.themes.some((theme) => GRAVE_THEMES.includes(theme));
}

export const grave = (context: ReviewContext): boolean => context.severity === 'high' || context.severity === 'critical';

/** While an incident runs, or the reply is a statement of one that runs. */
const running = (context: ReviewContext): boolean => context.incidentOpen || context.stage === 'holding' || context.stage === 'update';

/** From this many mentions an hour on a crowd is watching (an hour's worth of more than one a minute). */
const CROWD = 60;
/** People still report it: whatever says that it is over is contradicted. */
const stillReported = (context: ReviewContext): boolean => (context.liveMentionsPerHour ?? 0) > 0;
/** The rate is known, and nobody reports it any more. */
const quiet = (context: ReviewContext): boolean => context.liveMentionsPerHour === 0;

/** Where humour may stand: a human said so, or a slip of one's own that hurt nobody is smiled at (C7). */
const mayJoke = (context: ReviewContext): boolean => context.humour === 'human-approved' || (context.stage === 'own-post-error' && context.severity === 'low' && !harmed(context));

/** Cold cues that are written down in words, with the level they have in this situation. Null: does not matter here. */
const levels: Readonly<Record<string, (context: ReviewContext) => FindingLevel | null>> = {
  L01: (context) => (harmed(context) ? 'block' : 'warn'),
  // Understanding only "those who may be upset": hedged, but no conditional apology.
  'L01.audience': () => 'warn',
  L02: () => 'block',
  L04: (context) => (grave(context) ? 'block' : 'warn'),
  L05: (context) => (harmed(context) ? 'block' : 'warn'),
  // "It was deleted" announces the retraction of one's own post.
  L06: (context) => (context.stage === 'own-post-error' ? 'info' : 'warn'),
  'L07.customer': () => 'block',
  'L07.user': () => 'block',
  'L07.duty': () => 'block',
  'L07.third': () => 'warn',
  'L07.partner': () => 'warn',
  // To who asks how it is washed the label is the answer; to who complains it is a finger.
  'L07.manual': (context) => (context.stage === 'complaint' ? 'warn' : null),
  // Correcting a report accuses nobody of the harm.
  'L07.report': () => 'warn',
  L08: () => 'warn',
  'L08.suit': () => 'block',
  'L08.threat': () => 'block',
  'L08.veiled': () => 'block',
  L09: () => 'warn',
  // Only what is verified as false may be denied; an opinion or an open claim never.
  L15: (context) => (context.claim === 'false' ? 'info' : 'block'),
  L17: () => 'block',
  L18: (context) => (stillReported(context) || (context.incidentOpen && context.stage !== 'closing') ? 'block' : 'warn'),
  'L18.fixed': (context) => (stillReported(context) ? 'block' : quiet(context) || context.stage === 'closing' ? null : context.incidentOpen ? 'block' : 'warn'),
  'L18.over': (context) => (stillReported(context) ? 'block' : quiet(context) || context.stage === 'closing' ? null : context.incidentOpen ? 'block' : 'warn'),
  // "I have fixed your account" is a deed; to a crowd it is a claim.
  'L18.mended': (context) => (stillReported(context) ? 'block' : quiet(context) || context.stage === 'closing' || !running(context) ? null : 'block'),
  L19: (context) => (running(context) ? 'warn' : 'info'),
  L20: (context) => (context.stage === 'closing' ? null : 'warn'),
  // When one person's own thing is back is a promise to that person.
  'L20.back': (context) => (context.stage === 'closing' ? null : running(context) ? 'warn' : 'info'),
  L21: (context) => (context.public ? 'block' : null),
  'L22.rival': () => 'warn',
  'L22.accused': () => 'block',
  L23: () => 'block',
  L24: (context) => {
    if (!context.public || context.turn > 0 || context.uniformRemedy) return null;
    return context.severity === 'critical' || (context.liveMentionsPerHour ?? 0) >= CROWD ? 'block' : 'warn';
  },
  // Asking for stars or praise is no matter of tone (16 CFR 465).
  'L25.incentive': () => 'warn',
  L25: (context) => (grave(context) ? 'block' : 'info'),
  L26: (context) => (mayJoke(context) ? null : context.stage === 'praise' || context.stage === 'question' ? 'info' : 'block'),
  'L26.wink': (context) => (mayJoke(context) ? null : context.stage === 'praise' || context.stage === 'question' ? 'info' : 'warn'),
  L28: () => 'block',
  'never.delete': () => 'block',
  // To ask for words that attack somebody to be taken down protects; what criticises the brand stays.
  'never.takedown': (context) => (context.stage === 'bullying' ? 'info' : 'block'),
  // Something for another word about the brand (R-31; 16 CFR 465.4).
  'never.incentive': () => 'block',
  'never.unmask': () => 'block',
  'never.brigade': () => 'block',
  'never.stage': () => 'block',
  'never.flee': () => 'block',
  'never.automate': () => 'warn',
  'never.correctOpinion': () => 'warn',
};

/** What a plan forbids is no matter of degree. */
const FORBIDS: Partial<Readonly<Record<ElementName, readonly string[]>>> = {
  'never.minimise': ['L04', 'L05'],
  'never.deny': ['L15'],
  'never.overclaim': ['L18'],
  'never.speculate': ['L19'],
  'never.contradict': ['contradiction'],
  'never.accuse': ['L07.customer', 'L07.user', 'L07.third', 'L07.partner', 'L22'],
  'never.discipline': ['L23'],
  'never.personalData': ['L21'],
  'never.confirmRelationship': ['never.confirmRelationship'],
  'never.threaten': ['L08.suit', 'L08.threat', 'L08.veiled', 'never.delete', 'never.takedown'],
  'never.takedown': ['L08.suit', 'L08.threat', 'L08.veiled', 'never.delete', 'never.takedown'],
  'never.delete': ['never.delete', 'never.takedown'],
  'never.unmask': ['never.unmask'],
  'never.correctOpinion': ['never.correctOpinion', 'L15'],
  'never.brigade': ['never.brigade'],
  'never.stage': ['never.stage'],
  'never.flee': ['never.flee'],
  'never.close': ['never.close'],
  'never.automate': ['never.automate'],
  'never.noComment': ['L28'],
  'never.retaliate': ['L17'],
  'never.privateOnly': ['L14'],
  'never.repairEta': ['L20'],
  'never.compensation': ['L24'],
  'never.incentive': ['L25.incentive', 'never.incentive'],
  'never.marketing': ['L25'],
};

/** The level of a cue found in this situation; cues that only a check can judge, and those that only a plan can forbid, give null. */
export function levelOf(cue: string, base: string, context: ReviewContext): FindingLevel | null {
  const level = (levels[cue] ?? levels[base])?.(context) ?? null;
  // In a later turn a voucher is no hush money by itself; where the plan forbids it, it is.
  if (level === null) return (cue.startsWith('never.') || base === 'L24') && forbidden(cue, base, context) ? 'block' : null;
  return raised(cue, base, level, context);
}

/** `block` where the plan forbids what the cue shows. */
export function raised(cue: string, base: string, level: FindingLevel, context: ReviewContext): FindingLevel {
  return forbidden(cue, base, context) ? 'block' : level;
}

function forbidden(cue: string, base: string, context: ReviewContext): boolean {
  return context.forbid?.some((element) => FORBIDS[element]?.some((name) => name === cue || name === base)) === true;
}
