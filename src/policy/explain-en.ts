import type { Words } from './explain-words.ts';

export const english: Words = {
  decisions: {
    respond: 'Answer',
    'respond-then-private': 'Answer in public, then go on in private',
    'holding-statement': 'Publish a holding statement',
    'correct-facts': 'Correct the facts',
    'statement-against-bullying': 'Speak up against the bullying',
    'escalate-first': 'Hand it to a human at once',
    monitor: 'Watch, and look again',
    'internal-only': 'Deal with it inside only',
  },
  levels: { must: 'must', should: 'should', may: 'may' },
  severities: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
  roles: {
    'on-call': 'on call', care: 'customer care', 'senior-care': 'senior customer care', spokesperson: 'spokesperson', executive: 'executive', hr: 'human resources',
    legal: 'legal', privacy: 'privacy', safety: 'safeguarding', product: 'product', community: 'community',
  },
  deadlines: {
    ackBy: 'first word by', holdingBy: 'holding statement by', nextUpdateAt: 'next update by', conclusiveBy: 'conclusive answer by',
    preventionBy: 'prevention published by', reviewAt: 'look again at', humanBy: 'a human acts by',
  },
  clocks: { 'first-seen': 'counted from when it was first seen', opened: 'counted from the opening of the incident', 'last-statement': 'counted from the last statement' },
  parts: { 'grave and fast': 'grave and fast', life: 'danger to life' },
  values: { 'under-review': 'under review', 'retract-own': "retract one's own post", 'human-approved': 'with human approval' },
  lost: { block: 'a stronger block', forbid: 'forbidding wins', stricter: 'the earlier deadline wins', level: 'a stronger level', order: 'equal strength, settled by id' },
  outcomes: {
    fired: 'applied', passed: 'did not apply', unknown: 'could not tell, so its requirements were skipped',
    'unknown-forbids': 'could not tell, so only what it forbids applied', off: 'is switched off by the host',
  },
  notKnown: 'not known',
  yes: 'yes',
  no: 'no',
  none: 'none',
  listOf: (items) => items.join('; '),
  headline: (decision, level, subject, id, brand) => `${decision} (${level}). For ${subject === 'case' ? 'a case' : 'an incident'}${id === null ? '' : `, ${id},`} of ${brand}.`,
  severity: (level, score, parts) => `Severity ${level}, ${score} point${score === 1 ? '' : 's'}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`,
  part: (name, points, why) => `${name} ${signed(points)}${why === null ? '' : ` (${why})`}`,
  grave: 'a grave theme that spreads fast is high from the start',
  owner: (owner) => `Owner: ${owner}.`,
  takeover: (owner, minutes) => `After ${minutes} min without action: ${owner}.`,
  approvers: (owners) => `Approval: ${owners.join(', ')}.`,
  owned: (name, role) => (name === null ? `nobody is named (${role})` : `${name} (${role})`),
  first: (place, why) => `First ${place}${why === null ? '' : `: ${lower(why)}`}`,
  further: (places) => `Then ${places.join('; ')}.`,
  place: (title, venue, replyTo) => `${title}${venue === null ? '' : ` (${venue})`}${replyTo ? ', as a reply' : ''}`,
  due: (deadlines, clock) => `When: ${deadlines.join('; ')}; ${clock}.`,
  deadline: (name, time, span) => `${name} ${time} (${span})`,
  span: (minutes) => (minutes < 0 ? `${spell(-minutes)} overdue` : minutes === 0 ? 'now' : `in ${spell(minutes)}`),
  nothingOwn: "Nothing of its own is owed: the incident's statement, in its venue, is the answer.",
  optional: 'Nothing is owed; it may be done.',
  must: (elements) => `It says: ${elements.join('; ')}.`,
  never: (elements) => `Never: ${elements.join('; ')}.`,
  forbidden: (title, family) => (family === 'say' ? `speaking of ${title}` : family === 'venue' ? `${title} as the place` : title),
  actions: (elements) => `Beside it: ${elements.join('; ')}.`,
  flags: (elements) => `Mind: ${elements.join('; ')}.`,
  moderation: (action, own) => `Moderation: ${action}, ${own ? 'and say so' : 'on a listed ground only'}.`,
  strategies: (use, avoid) => `${use.length === 0 ? '' : `Strategy: ${use.join('; ')}.`}${use.length > 0 && avoid.length > 0 ? ' ' : ''}${avoid.length === 0 ? '' : `Ruled out: ${avoid.join('; ')}.`}`,
  posture: (cluster, apology, concession) => `Posture: ${cluster === null ? '' : `crisis cluster ${cluster}; `}apology: ${apology}; concession: ${concession}.`,
  privately: 'In private only after the public answer; the end is told in public.',
  turns: (limit) => `At most ${limit} ${limit === 1 ? 'answer' : 'answers'} to this author, then watch.`,
  because: 'Why:',
  rule: (rule, reason, basis) => `${rule}${reason === null ? '' : `: ${reason}`}${basis === '' ? '' : ` [${basis}]`}`,
  always: (rules) => `As always: ${rules.join('; ')}.`,
  perhaps: (rules) => `May apply, so what they forbid is forbidden: ${rules.join('; ')}.`,
  overruled: (items) => `Overruled: ${items.join('; ')}.`,
  wanted: (element, value, op) => (op === 'set' ? `${element} ${value ?? ''}`.trimEnd() : `${op === 'require' ? 'to have' : 'to forbid'} ${element}`),
  gaveWay: (rule, wanted, to, why) => `${rule} wanted ${wanted.join(', ')}: ${to} won (${why})`,
  believed: (items) => `Believed: ${items.join('; ')}.`,
  unknowns: (items) => `Not known: ${items.join('; ')}.`,
  gaps: (items) => `Missing: ${items.join('; ')}.`,
  gap: (kind, what) =>
    kind === 'owner' ? `an owner for ${what}` : kind === 'venue' ? `the key to ${what}` : kind === 'page' ? 'the address of the canonical page' : what,
  switchedOff: (ids) => `Switched off by the host: ${ids.join(', ')}.`,
  loosened: (reason) => `Deadlines were loosened: ${reason}.`,
  design: 'kashuv',
  kept: { title: 'a revision loosens nothing', reason: 'The plan before set it earlier, and a revision never takes time back.', idle: 'did not apply: no deadline of an earlier plan was kept' },
  hosts: { title: 'set by the host', reason: 'The settings of this policy name somebody else, or somebody more, for this stage.', idle: 'did not apply: the settings of the policy name nobody for this stage' },
  noSuchRule: (id) => `${id} is no rule of this plan's policy.`,
  fellBack: (decided) => `did not decide, ${decided} did; it fills in what no rule says`,
  elsewhere: (rule, parts) => `${rule}: no plan carries it out; it is ${parts.length === 0 ? 'not enforced yet' : `enforced in ${parts.join(', ')}`}.`,
  predicate: (name) => `what the host's predicate ${name} says`,
  whyNot: (rule, outcome, saw) => `${rule}: ${outcome}${saw.length === 0 ? '' : `. It saw ${saw.join('; ')}`}.`,
};

function spell(minutes: number): string {
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const rest = minutes % 60;
  return [days === 0 ? '' : `${days} ${days === 1 ? 'day' : 'days'}`, hours === 0 ? '' : `${hours} h`, rest === 0 ? '' : `${rest} min`].filter((part) => part !== '').join(' ');
}

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points));
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
