import { known, unknown, type Fact } from '../../src/spec/fact.ts';
import type { Facts, FactValue } from '../../src/spec/facts.ts';
import { chanceFrom } from './chance.ts';

/** Incidents and how far they have come: a few, each of which many people speak about. */
const COURSES = 40;

/** Values with how often each comes; what is left to 1 is "not known". */
type Mix<T> = readonly (readonly [value: T, share: number])[];

/**
 * Facts as a monitor hands them to a policy while people talk, without end: of each four the first three about somebody's post, the fourth about an incident,
 * with the labels and counters that go together for its kind. The shares are ours, made to mix: complaints first, then questions and praise, a little of everything else.
 */
export function talk(seed: number): () => Facts {
  const chance = chanceFrom(seed);
  const courses = Array.from({ length: COURSES }, () => course(chance));
  const one = (): Facts => ({ ...courses[Math.floor(chance() * COURSES)], ...counters(chance) });
  let index = 0;
  return () => (index++ % 4 === 3 ? incident(chance, one()) : post(chance, one));
}

interface Kind {
  readonly sentiment: Mix<string>;
  readonly arousal: Mix<string>;
  readonly harm: Mix<number>;
  readonly themes: Mix<string[]>;
  readonly roles: Mix<string>;
  readonly demand: Mix<string>;
}
const upset: Kind = {
  sentiment: [['negative', 0.8], ['mixed', 0.1], ['neutral', 0.05]],
  arousal: [['low', 0.2], ['medium', 0.4], ['high', 0.3]],
  harm: [[0, 0.3], [1, 0.3], [2, 0.2], [3, 0.05]],
  themes: [[[], 0.6], [['money'], 0.2], [['health'], 0.03], [['children'], 0.02], [['discrimination'], 0.03], [['safety'], 0.04]],
  roles: [['customer', 0.5], ['employee', 0.04], ['former-employee', 0.02], ['activist', 0.04], ['influencer', 0.02], ['troll', 0.03]],
  demand: [['fix', 0.3], ['refund', 0.2], ['answer', 0.2], ['apology', 0.1], ['none', 0.1]],
};
const calm: Kind = {
  ...upset,
  sentiment: [['neutral', 0.7], ['negative', 0.1], ['positive', 0.1]],
  arousal: [['low', 0.8], ['medium', 0.1]],
  harm: [[0, 0.8]],
  themes: [[[], 0.9], [['money'], 0.05]],
  demand: [['information', 0.6], ['answer', 0.3]],
};
const glad: Kind = { ...calm, sentiment: [['positive', 0.9], ['mixed', 0.05]], roles: [['customer', 0.4], ['fan', 0.2], ['partner', 0.02]], demand: [['none', 0.9]] };
const kinds: Mix<readonly [name: string, kind: Kind]> = [
  [['complaint', upset], 0.4],
  [['question', calm], 0.2],
  [['praise', glad], 0.15],
  [['values-criticism', upset], 0.05],
  [['silence-complaint', upset], 0.05],
  [['abuse', upset], 0.04],
  [['rumour', { ...upset, roles: [['customer', 0.2], ['competitor', 0.1], ['journalist', 0.05]] }], 0.04],
  [['bullying', upset], 0.02],
  [['press-inquiry', { ...calm, roles: [['journalist', 0.9]] }], 0.02],
  [['threat', upset], 0.01],
  [['spam', calm], 0.02],
];
const venues: Mix<string> = [['microblog', 0.4], ['social', 0.3], ['review', 0.1], ['forum', 0.1], ['mail', 0.05], ['news', 0.05]];
const topics: Mix<string> = [['product', 0.35], ['service', 0.35], ['policy', 0.1], ['campaign', 0.05], ['other', 0.1]];

/** Kind and who said it are the monitor's own findings, with a confidence; counters are certain. */
function post(chance: () => number, one: () => Facts): Facts {
  const [name, kind] = drawn(kinds, chance) ?? ['complaint', upset];
  const belongs = chance() < 0.2;
  const again = drawn([[0, 0.85], [1, 0.1], [2, 0.05]], chance) ?? 0;
  const role = found(kind.roles, chance, [{ value: 'customer', confidence: 0.5 }]);
  return {
    'subject.type': known('case'),
    'what.sentiment': found(kind.sentiment, chance),
    'what.kind': known(name, confidence(chance)),
    'what.kinds': known([name], confidence(chance)),
    'what.topic': found(topics, chance),
    'what.themes': found(kind.themes, chance),
    'what.arousal': found(kind.arousal, chance),
    'what.demand': found(kind.demand, chance),
    'what.harm': found(kind.harm, chance),
    'what.understood': known(true),
    'who.role': role,
    'who.plausible': known(role.known ? [String(role.value)] : role.candidates.map(({ value }) => String(value))),
    'post.venueClass': known(drawn(venues, chance) ?? 'social'),
    'post.private': known(chance() < 0.05),
    'post.timed': known(true),
    'case.turns': known(again + (chance() < 0.2 ? 1 : 0)),
    'case.reopened': known(again),
    'case.inIncident': known(belongs),
    'case.ownDuty': known(belongs && chance() < 0.5),
    'history.badTurns': known(again),
    ...ofBrand(chance),
    ...(belongs ? one() : { 'incident.open': known(false) }),
  };
}

function incident(chance: () => number, one: Facts): Facts {
  return {
    'subject.type': known('incident'),
    'what.sentiment': known('negative', confidence(chance)),
    'what.arousal': found(upset.arousal, chance),
    'what.harm': found(upset.harm, chance),
    'what.themes': found(upset.themes, chance),
    'what.kind': known('complaint'),
    'what.kinds': known(chance() < 0.3 ? ['complaint', 'silence-complaint'] : ['complaint']),
    'what.understood': known(true),
    'post.private': known(false),
    'post.timed': known(true),
    'post.venueClass': known(drawn(venues, chance) ?? 'social'),
    'incident.spread': known(drawn([[0, 0.4], [1, 0.4], [2, 0.2]], chance) ?? 0),
    'incident.perHour': known(Math.floor(chance() * 200)),
    ...ofBrand(chance),
    ...one,
  };
}

function ofBrand(chance: () => number): Facts {
  return { 'brand.language': known(chance() < 0.7 ? 'en' : 'he'), 'brand.launch': known(false), 'brand.sector': known('general'), 'brand.goodwill': known('neutral') };
}

/** How far an incident has come: what was found out and said follows from its state. */
function course(chance: () => number): Facts {
  const state = drawn<string>([['suspected', 0.2], ['investigating', 0.4], ['identified', 0.2], ['monitoring', 0.1], ['resolved', 0.1]], chance) ?? 'suspected';
  const certain = state === 'identified' || state === 'monitoring' || state === 'resolved';
  const statements = state === 'suspected' ? 0 : Math.floor(chance() * 3);
  return {
    'incident.state': known(state),
    'incident.open': known(true),
    'incident.cause': known(certain ? 'confirmed' : chance() < 0.3 ? 'claimed' : 'unknown'),
    'incident.fault': certain ? found([['own', 0.7], ['other', 0.2]], chance) : unknown<FactValue>('nobody has said whose fault it is'),
    'incident.hub': known(chance() < 0.8),
    'incident.statements': known(statements),
    'incident.statementAtHub': known(statements > 0 && chance() < 0.7),
    'incident.explained': known(certain && chance() < 0.5),
    'incident.prevention': known(state === 'resolved' && chance() < 0.5),
    'incident.remedy': known(certain && chance() < 0.3),
    'incident.coordinated': unknown<FactValue>('not looked for yet'),
    'incident.public': known(true),
  };
}

/** What changes with each post. */
function counters(chance: () => number): Facts {
  return {
    'incident.mentions': known(Math.floor(chance() * 500)),
    'incident.velocity': known(drawn([[0, 0.3], [1, 0.4], [2, 0.2], [3, 0.1]], chance) ?? 0),
    'incident.silenceComplaints': known(chance() < 0.3 ? Math.floor(chance() * 10) : 0),
  };
}

function drawn<T>(mix: Mix<T>, chance: () => number): T | undefined {
  let left = chance();
  for (const [value, share] of mix) if ((left -= share) < 0) return value;
  return undefined;
}

function found(mix: Mix<FactValue>, chance: () => number, candidates: { value: FactValue; confidence: number }[] = []): Fact<FactValue> {
  const value = drawn(mix, chance);
  return value === undefined ? unknown<FactValue>('nobody could tell', candidates) : known<FactValue>(value, confidence(chance));
}

const confidence = (chance: () => number): number => Math.round((0.5 + chance() / 2) * 100) / 100;
