import type { MentionKind, Theme } from '../../spec/classification.ts';
import type { Condition } from '../../spec/condition.ts';
import type { FactName } from '../../spec/facts.ts';
import type { SpeakerRole } from '../../spec/speaker.ts';

/** Turns of phrase that several rules share. */

export const all = (...items: Condition[]): Condition => ({ all: items });
export const any = (...items: Condition[]): Condition => ({ any: items });

/** Known, and none of these; or not known at all: true or false, never unknown. For exceptions, which have to be known to count. */
export const isNot = (fact: FactName, ...values: string[]): Condition => ({ not: { all: [{ fact, known: true }, { fact, in: values }] } });
/** Like `isNot`, for a fact that is true or false. */
export const isNotTrue = (fact: FactName): Condition => ({ not: { all: [{ fact, known: true }, { fact, is: true }] } });
const isNotFalse = (fact: FactName): Condition => ({ not: { all: [{ fact, known: true }, { fact, is: false }] } });
export const isNotAtLeast = (fact: FactName, least: number): Condition => ({ not: { all: [{ fact, known: true }, { fact, atLeast: least }] } });

export const isCase: Condition = { fact: 'subject.type', is: 'case' };
export const isIncident: Condition = { fact: 'subject.type', is: 'incident' };
export const isNegative: Condition = { fact: 'what.negative', is: true };

/** One of these is among the kinds; the main kind counts as one of them. */
export const hasKind = (...kinds: MentionKind[]): Condition => ({ fact: 'what.kinds', has: kinds });
export const lacksKind = (...kinds: MentionKind[]): Condition => ({ not: { all: [{ fact: 'what.kinds', known: true }, { fact: 'what.kinds', has: kinds }] } });
export const hasTheme = (...themes: Theme[]): Condition => ({ fact: 'what.themes', has: themes });
export const speaks = (...roles: SpeakerRole[]): Condition => ({ fact: 'who.role', in: roles });
const speaksNot = (...roles: SpeakerRole[]): Condition => isNot('who.role', ...roles);
export const speakerUnknown: Condition = { fact: 'who.role', known: false };

export const severe: Condition = { fact: 'severity.level', atLeast: 'high' };

/** An incident that nobody has ended. */
export const isOpenIncident: Condition = all(isIncident, isNot('incident.state', 'resolved', 'closed'), isNotFalse('incident.open'));
/** A word counts where the crowd is: with a known hub only a statement there, else any. */
export const isUnanswered: Condition = any(
  all({ fact: 'incident.hub', known: true }, { fact: 'incident.hub', is: true }, isNotTrue('incident.statementAtHub')),
  all(isNotTrue('incident.hub'), isNotAtLeast('incident.statements', 1)),
);
export const isAnswered: Condition = { not: isUnanswered };
/** Talk that is part of a crisis: the incident itself, or a case within one. */
export const inCrisis: Condition = any(isOpenIncident, all(isCase, { fact: 'case.inIncident', known: true }, { fact: 'case.inIncident', is: true }));

/** Nobody has shown yet that the claim is false, or that it is true. */
export const isNotSettled: Condition = isNot('claim.status', 'false', 'true');
/** What is known to be a false fact, and no complaint beside: it is put right rather than made up for. */
const isOnlyFalse: Condition = all({ fact: 'claim.status', known: true }, { fact: 'claim.status', is: 'false' }, lacksKind('complaint', 'silence-complaint'));

/** Something wrong was posted from the brand's own account. */
export const ownPostWrong: Condition = all(isIncident, { fact: 'incident.ownPost', in: ['error', 'takeover'] }, isNot('incident.state', 'resolved', 'closed'), isNotAtLeast('incident.statements', 1));
/** Nothing wrong was posted from there; what was has a first word of its own. */
export const hasNoOwnPost: Condition = { not: all({ fact: 'incident.ownPost', known: true }, { fact: 'incident.ownPost', in: ['error', 'takeover'] }, isNotAtLeast('incident.statements', 1)) };
export const isTakeover: Condition = all(isIncident, { fact: 'incident.ownPost', is: 'takeover' }, isNot('incident.state', 'resolved', 'closed'));

/** Coombs's victim cluster, while the brand's name is good enough for it. */
export const isVictimType: Condition = all({ fact: 'incident.type', in: ['natural-disaster', 'rumour', 'workplace-violence', 'tampering'] }, isNot('incident.fault', 'own'));
/** A similar crisis before, or a bad reputation: the posture goes one step further. */
export const hasBadName: Condition = any({ fact: 'brand.crisisHistory', is: true }, { fact: 'brand.goodwill', is: 'bad' });

/** The exception for humour (C7): a slip of the brand's own or a rumour, of low severity, that hurt nobody. */
export const mayJoke: Condition = all(
  { fact: 'severity.level', is: 'low' },
  { fact: 'what.harm', atMost: 0 },
  any({ fact: 'incident.ownPost', is: 'error' }, hasKind('rumour'), { fact: 'incident.type', is: 'rumour' }),
);
/** Criticism that asks for an ordinary answer: no joke, no advertising, nothing that has a rule of its own. */
export const isPlainCriticism: Condition = all(
  isCase,
  isNegative,
  lacksKind('satire', 'spam', 'bullying', 'press-inquiry', 'values-criticism', 'erasure-request'),
  any(lacksKind('abuse', 'rumour'), hasKind('complaint', 'silence-complaint')),
  { not: isOnlyFalse },
);

/** Speakers to whom more is not said than their own rule allows: to an employee that they are heard, to a competitor one fact, to the press the facts. */
export const takesTheUsualForm: Condition = speaksNot('employee', 'former-employee', 'competitor', 'journalist', 'authority', 'brand');
