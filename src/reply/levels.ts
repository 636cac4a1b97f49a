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

/** Cold cues that are written down in words, with the level they have in this situation. Null: does not matter here. */
const levels: Readonly<Record<string, (context: ReviewContext) => FindingLevel | null>> = {
  'L01.apology': (context) => (harmed(context) ? 'block' : 'warn'),
  // Understanding only "those who may be upset": hedged, but no conditional apology.
  'L01.audience': () => 'warn',
  L02: () => 'block',
  L04: (context) => (grave(context) ? 'block' : 'warn'),
  L05: (context) => (harmed(context) ? 'block' : 'warn'),
  L06: () => 'warn',
  'L07.customer': () => 'block',
  'L07.third': () => 'warn',
  // Correcting a report accuses nobody of the harm.
  'L07.report': () => 'warn',
  'L08.legalese': () => 'warn',
  'L08.suit': () => 'block',
  L09: () => 'warn',
  L15: () => 'block',
  L17: () => 'block',
  'L18.absolute': (context) => (context.incidentOpen && context.stage !== 'closing' ? 'block' : 'warn'),
  'L18.fixed': (context) => (context.stage === 'closing' ? null : context.incidentOpen ? 'block' : 'warn'),
  L19: (context) => (running(context) ? 'warn' : 'info'),
  L20: (context) => (context.stage === 'closing' ? null : 'warn'),
  L23: () => 'block',
  L24: (context) => (!context.public || context.turn > 0 ? null : context.severity === 'critical' ? 'block' : 'warn'),
  // Asking for stars or praise is no matter of tone (16 CFR 465).
  'L25.incentive': () => 'warn',
  L25: (context) => (grave(context) ? 'block' : 'info'),
  L28: () => 'block',
  'never.delete': () => 'block',
};

/** What a plan forbids is no matter of degree. */
const FORBIDS: Partial<Readonly<Record<ElementName, readonly string[]>>> = {
  'never.minimise': ['L04', 'L05'],
  'never.deny': ['L15'],
  'never.speculate': ['L19'],
  'never.accuse': ['L07.customer', 'L07.third'],
  'never.discipline': ['L23'],
  'never.personalData': ['L21'],
  'never.threaten': ['L08.suit', 'never.delete'],
  'never.delete': ['never.delete'],
  'never.noComment': ['L28'],
  'never.retaliate': ['L17'],
  'never.privateOnly': ['L14'],
  'never.repairEta': ['L20'],
  'never.marketing': ['L25'],
};

/** The level of a cue found in this situation; cues that only a check can judge give null. */
export function levelOf(cue: string, base: string, context: ReviewContext): FindingLevel | null {
  const level = (levels[cue] ?? levels[base])?.(context) ?? null;
  return level === null ? null : raised(cue, base, level, context);
}

/** `block` where the plan forbids what the cue shows. */
export function raised(cue: string, base: string, level: FindingLevel, context: ReviewContext): FindingLevel {
  return context.forbid?.some((element) => FORBIDS[element]?.some((name) => name === cue || name === base)) === true ? 'block' : level;
}
