import { describe, expect, test } from 'vitest';
import { bindings, decide, prPolicy, prRules } from '../../src/policy/index.ts';
import type { Facts } from '../../src/spec/facts.ts';
import { planSchema } from '../../src/spec/plan.ts';
import { complaint, facts, forbids, incident, MINUTE, outcomeOf, requires, START } from './support.ts';

const policy = prPolicy();

/** Facts under which a rule fires, and facts near to them under which it does not. */
const always = { fires: facts({}), not: null };
const examples: Record<string, { fires: Facts; not: Facts | null }> = {
  'R-39': { fires: complaint({ 'what.kind': 'threat' }), not: complaint() },
  'R-39.place': { fires: complaint({ 'what.kinds': ['self-harm', 'complaint'] }), not: complaint({ 'what.kinds': ['abuse'] }) },
  'R-39.help': { fires: complaint({ 'what.kind': 'self-harm' }), not: complaint({ 'what.kind': 'threat' }) },
  'R-40': { fires: complaint({ 'what.themes': ['safety'], 'what.harm': 3 }), not: complaint({ 'what.themes': ['safety'], 'what.harm': 2 }) },
  'R-31': always,
  'R-41': always,
  'R-42': { fires: complaint({ 'what.kind': 'erasure-request' }), not: complaint() },
  'R-42.clock': { fires: complaint({ 'what.kind': 'erasure-request' }), not: complaint() },
  'R-43': always,
  'D-08': { fires: complaint({ 'post.private': true }), not: complaint() },
  'D-08.answer': { fires: complaint({ 'post.private': true }), not: complaint() },
  'R-19': { fires: complaint(), not: complaint({ 'what.sentiment': 'positive', 'what.kind': 'praise', 'what.kinds': ['praise'] }) },
  'R-19.originators': { fires: incident({ 'what.harm': 4 }), not: incident({ 'what.harm': 0 }) },
  'R-20': { fires: complaint({ 'what.demand': 'refund' }), not: complaint({ 'what.demand': 'information' }) },
  'R-21': always,
  'R-22': always,
  'R-24': { fires: complaint({ 'what.sentiment': 'neutral', 'what.kinds': [], 'what.kind': 'statement' }), not: facts({ 'what.sentiment': 'neutral', 'what.kind': 'statement', 'what.harm': 0 }) },
  'R-27': always,
  'R-28': always,
  'R-28.page': { fires: incident(), not: complaint() },
  'R-30': { fires: complaint({ 'what.kind': 'bullying' }), not: complaint({ 'what.kind': 'bullying', 'case.turns': 2 }) },
  'R-30.clock': { fires: complaint({ 'what.kind': 'bullying' }), not: complaint() },
  'R-30.hurt': { fires: complaint({ 'what.kind': 'bullying', 'what.harm': 2 }), not: complaint({ 'what.kind': 'bullying', 'what.harm': 1 }) },
  'R-30.after': { fires: complaint({ 'what.kind': 'bullying', 'case.turns': 2 }), not: complaint({ 'what.kind': 'bullying', 'case.turns': 1 }) },
  'R-32': always,
  'I-01': { fires: complaint({ 'case.inIncident': true }), not: complaint({ 'case.inIncident': true, 'case.ownDuty': true }) },
  'R-14': { fires: incident(), not: incident({ 'incident.statementAtHub': true, 'incident.statements': 1 }) },
  'R-15': { fires: incident({ 'incident.cause': null }), not: incident({ 'incident.cause': 'confirmed' }) },
  'R-16': { fires: complaint({ 'case.inIncident': true }), not: complaint() },
  'R-16.press': { fires: incident({ 'what.harm': 4 }), not: incident({ 'what.harm': 0 }) },
  'R-17': { fires: incident({ 'incident.silenceComplaints': 1 }), not: incident() },
  'R-18': { fires: incident(), not: incident({ 'incident.state': 'resolved' }) },
  'R-18.case': { fires: complaint({ 'what.harm': 4 }), not: complaint() },
  'R-18.anger': { fires: complaint({ 'what.arousal': 'high' }), not: complaint({ 'incident.velocity': 1 }) },
  'R-44': { fires: complaint({ 'what.kind': 'rumour' }), not: complaint() },
  'R-45': { fires: incident({ 'what.harm': 4 }), not: incident({ 'what.harm': 0 }) },
  'R-50': { fires: complaint({ 'case.reopened': 1 }), not: complaint({ 'case.reopened': 1, 'who.role': 'employee' }) },
  'R-52': { fires: incident({ 'what.harm': 4 }), not: complaint({ 'what.harm': 4 }) },
  'D-03': { fires: complaint({ 'what.themes': ['discrimination'] }), not: complaint({ 'what.themes': ['money'] }) },
  'D-03.death': { fires: complaint({ 'what.themes': ['death'] }), not: complaint({ 'what.themes': ['death'], 'case.reopened': 1 }) },
  'R-11.clock': { fires: complaint({ 'what.kind': 'values-criticism', 'who.role': 'activist' }), not: complaint({ 'what.kind': 'values-criticism', 'who.role': 'customer' }) },
  'R-40.authority': { fires: incident({ 'what.themes': ['health'], 'what.harm': 2, 'incident.public': false }), not: incident({ 'what.themes': ['health'], 'what.harm': 2, 'incident.public': true }) },
  'R-25': { fires: incident({ 'incident.fault': 'own' }), not: incident({ 'incident.fault': 'own', 'incident.prevention': true }) },
  'R-25.posture': { fires: incident({ 'incident.fault': 'own' }), not: incident({ 'incident.fault': 'other' }) },
  'R-25.other': { fires: incident({ 'incident.fault': 'other' }), not: incident({ 'incident.fault': 'own' }) },
  'R-26': { fires: incident(), not: incident({ 'incident.explained': true, 'incident.prevention': true, 'incident.remedy': true }) },
  'R-26.closing': { fires: incident({ 'incident.state': 'resolved' }), not: incident({ 'incident.state': 'monitoring' }) },
  'R-53': { fires: incident(), not: incident({ 'incident.state': 'closed' }) },
  'R-53.update': { fires: incident({ 'incident.statementAtHub': true, 'incident.statements': 1 }), not: incident({ 'incident.statements': 1 }) },
  'R-05': { fires: complaint({ 'who.role': null }), not: complaint() },
  'R-07': { fires: complaint(), not: complaint({ 'who.role': 'employee' }) },
  'R-08': { fires: complaint({ 'who.role': 'former-employee' }), not: complaint() },
  'R-09': { fires: complaint({ 'who.role': 'competitor' }), not: complaint() },
  'R-09.coordinated': { fires: incident({ 'incident.coordinated': true }), not: incident() },
  'R-10': { fires: complaint({ 'who.role': null, 'what.kind': 'press-inquiry' }), not: complaint({ 'who.role': 'journalist', 'what.sentiment': 'neutral', 'what.kind': 'statement', 'what.kinds': [] }) },
  'R-10.clock': { fires: complaint({ 'who.role': 'journalist' }), not: complaint() },
  'R-11': { fires: complaint({ 'what.kinds': ['values-criticism'] }), not: complaint() },
  'D-04': { fires: complaint({ 'who.role': 'authority' }), not: complaint() },
  'D-05': { fires: complaint({ 'what.kind': 'abuse', 'what.kinds': [], 'case.turns': 1 }), not: complaint({ 'what.kind': 'abuse', 'what.kinds': [] }) },
  'D-06': { fires: complaint({ 'who.role': 'brand' }), not: complaint() },
  'R-13': { fires: facts({ 'what.kind': 'praise', 'what.sentiment': 'positive' }), not: facts({ 'what.kind': 'praise', 'what.sentiment': 'mixed' }) },
  'R-13.staff': { fires: facts({ 'what.kind': 'praise', 'who.role': 'employee' }), not: facts({ 'what.kind': 'praise', 'who.role': 'fan' }) },
  'R-29': { fires: complaint(), not: complaint({ 'what.kind': 'question', 'what.kinds': [] }) },
  'R-44.answer': { fires: complaint({ 'what.kind': 'rumour' }), not: complaint() },
  'R-55': { fires: complaint({ 'what.kind': 'satire', 'what.kinds': [] }), not: complaint({ 'what.kind': 'satire', 'what.kinds': [], 'what.harm': 3 }) },
  'D-01': { fires: complaint({ 'what.understood': false }), not: complaint() },
  'D-02': { fires: complaint({ 'what.kind': 'question', 'what.kinds': [] }), not: complaint({ 'what.kind': 'question' }) },
  'D-07': { fires: complaint({ 'what.kind': 'spam', 'what.kinds': [] }), not: complaint() },
  'R-21.answer': { fires: complaint({ 'what.kind': 'statement', 'what.kinds': [] }), not: complaint({ 'what.sentiment': 'neutral', 'what.kind': 'statement', 'what.kinds': [] }) },
  'R-21.review': { fires: complaint({ 'incident.velocity': 2 }), not: complaint({ 'incident.velocity': 1 }) },
  'R-23': { fires: complaint(), not: complaint({ 'who.role': 'employee' }) },
  'R-47': always,
  'R-48': { fires: complaint(), not: complaint({ 'what.kind': 'statement', 'what.kinds': [] }) },
  'R-49': { fires: complaint(), not: complaint({ 'case.turns': 1 }) },
  'R-54': { fires: complaint(), not: facts({ 'what.sentiment': 'positive' }) },
  'R-12': { fires: complaint({ 'claim.status': 'false' }), not: complaint({ 'claim.status': 'opinion' }) },
  'R-12.opinion': { fires: complaint({ 'claim.status': 'opinion' }), not: complaint({ 'claim.status': 'false' }) },
  'R-12.true': { fires: complaint({ 'claim.status': 'true' }), not: complaint({ 'claim.status': 'unverified' }) },
  'R-16.contradiction': { fires: incident({ 'incident.contradicted': true }), not: incident({ 'incident.contradicted': false }) },
  'R-19.amplifiers': { fires: incident({ 'what.harm': 4 }), not: incident({ 'what.harm': 0 }) },
  'R-26.victims': { fires: incident({ 'incident.victimsAnswered': false }), not: incident({ 'incident.victimsAnswered': true }) },
  'R-29.experience': { fires: complaint(), not: complaint({ 'claim.status': 'false' }) },
  'R-33': { fires: facts({ 'who.role': 'fan', 'what.kind': 'statement', 'what.sentiment': 'positive' }), not: facts({ 'who.role': 'fan', 'what.kind': 'abuse', 'what.sentiment': 'positive' }) },
  'R-37': { fires: complaint({ 'brand.launch': true }), not: complaint({ 'brand.launch': false }) },
  'R-40.disclose': { fires: incident({ 'what.themes': ['safety'], 'what.harm': 3, 'incident.public': false }), not: incident({ 'what.themes': ['safety'], 'what.harm': 3, 'incident.public': true }) },
  'R-41.regulated': { fires: complaint({ 'brand.sector': 'health' }), not: complaint({ 'brand.sector': 'general' }) },
  'R-46': { fires: incident({ 'incident.ownPost': 'error' }), not: incident({ 'incident.ownPost': 'error', 'incident.statements': 1 }) },
  'R-46.hurt': { fires: incident({ 'incident.ownPost': 'error', 'what.harm': 2 }), not: incident({ 'incident.ownPost': 'error', 'what.harm': 0, 'what.arousal': null, 'what.themes': [], 'incident.velocity': 0 }) },
  'R-46.takeover': { fires: incident({ 'incident.ownPost': 'takeover' }), not: incident({ 'incident.ownPost': 'error' }) },
  'R-47.many': { fires: incident(), not: incident({ 'incident.mentions': 2 }) },
  'R-49.incident': { fires: incident(), not: incident({ 'incident.uniformRemedy': true }) },
  'R-49.uniform': { fires: incident({ 'incident.uniformRemedy': true }), not: incident({ 'incident.uniformRemedy': false }) },
  'R-51': { fires: incident({ 'incident.perHour': 3 }), not: incident({ 'incident.perHour': 0 }) },
  'R-54.exception': {
    fires: incident({ 'incident.ownPost': 'error', 'what.harm': 0, 'what.arousal': 'low', 'incident.velocity': 0 }),
    not: incident({ 'incident.ownPost': 'error', 'what.harm': 1, 'what.arousal': 'low', 'incident.velocity': 0 }),
  },
  'R-56': { fires: facts({ 'who.role': 'fan', 'who.defends': true }), not: facts({ 'who.role': 'fan', 'who.defends': false }) },
  'D-10': { fires: incident(), not: incident({ 'incident.state': 'resolved' }) },
  'D-10.first': { fires: incident(), not: incident({ 'incident.statementAtHub': true, 'incident.statements': 1 }) },
  'D-10.undetermined': { fires: incident(), not: incident({ 'incident.fault': 'own' }) },
  'D-10.victim': { fires: incident({ 'incident.type': 'tampering' }), not: incident({ 'incident.type': 'tampering', 'incident.fault': 'own' }) },
  'D-10.accidental': { fires: incident({ 'incident.type': 'technical-accident' }), not: incident({ 'incident.type': 'misdeed' }) },
  'D-10.preventable': { fires: incident({ 'incident.type': 'misdeed' }), not: incident({ 'incident.type': 'challenge', 'incident.fault': 'other' }) },
  'D-10.history': { fires: incident({ 'brand.crisisHistory': true }), not: incident({ 'brand.crisisHistory': false, 'brand.goodwill': 'good' }) },
  'D-10.harm': { fires: incident({ 'what.harm': 2 }), not: incident({ 'what.harm': 1 }) },
  'D-11': { fires: incident({ 'incident.public': false }), not: incident({ 'incident.public': true }) },
  'D-12': { fires: incident({ 'claim.status': 'false' }), not: incident({ 'claim.status': 'unverified' }) },
  'R-34': { fires: complaint(), not: facts({ 'what.sentiment': 'positive' }) },
};

describe('each rule applies where it should and not next to it', () => {
  test('every rule has its examples', () => {
    expect(Object.keys(examples).sort()).toEqual(prRules.map(({ id }) => id).sort());
  });
  test.each(Object.entries(examples))('%s', (id, { fires, not }) => {
    const plan = planSchema.parse(decide(policy, fires));
    expect(outcomeOf(plan, id)).toBe('fired');
    expect(plan.rules.map((rule) => rule.id)).toContain(id);
    if (not !== null) expect(outcomeOf(decide(policy, not), id)).toBe('passed');
  });
});

describe('what the rules come to', () => {
  const situation = { at: START, venues: { origin: { venue: 'account:m/@acme', replyTo: 'post-1' } } };
  const of = (given: Facts) => decide(policy, given, situation);
  const duties = (given: Facts) => of(given).duties.map(({ kind, level, dueAt }) => [kind, level, (dueAt - START) / MINUTE]);

  test('a complaint is answered in public, then in private, then concluded', () => {
    const plan = of(complaint({ 'what.demand': 'refund' }));
    expect(plan.decision.action).toBe('respond-then-private');
    expect(plan.venues.map(({ target, purpose }) => [target, purpose])).toEqual([['origin', 'first-answer'], ['private', 'continuation']]);
    expect(plan.private).toEqual({ allowed: true, only: 'after-public-answer', closureNote: true });
    expect(plan.posture.concession).toBe('under-review');
    expect(requires(plan)).toEqual(expect.arrayContaining(['say.empathy', 'say.acceptance', 'say.service', 'act.recordLearning']));
    expect(forbids(plan)).toEqual(expect.arrayContaining(['never.privateOnly', 'never.compensation', 'never.deny']));
    expect(plan.learning).toEqual({ topic: 'service', polarity: 'negative', owner: 'care' });
    expect(plan.duties).toMatchObject([
      { kind: 'answer', dueAt: START + 180 * MINUTE, venue: 'account:m/@acme', replyTo: 'post-1' },
      { kind: 'conclude', dueAt: START + 4_320 * MINUTE },
    ]);
  });
  test('the class of venue and anger set the clock', () => {
    expect(duties(complaint({ 'post.venueClass': 'review' }))[0]).toEqual(['answer', 'must', 4_320]);
    expect(duties(complaint({ 'post.venueClass': 'review', 'what.arousal': 'high' }))[0]).toEqual(['answer', 'must', 1_440]);
    expect(duties(complaint({ 'what.harm': 4 }))[0]).toEqual(['answer', 'must', 30]);
    expect(duties(complaint({ 'what.harm': 4, 'what.arousal': 'high' }))[0]).toEqual(['answer', 'must', 15]);
  });
  test('an angry journalist is not kept waiting longer than a calm one', () => {
    for (const given of [complaint({ 'who.role': 'journalist' }), complaint({ 'who.role': 'journalist', 'what.arousal': 'high', 'post.venueClass': 'review' })]) {
      expect(duties(given)).toEqual([['acknowledge', 'must', 30], ['answer', 'must', 240]]);
    }
  });
  test('a private message is answered in private, and nowhere else', () => {
    const plan = decide(policy, complaint({ 'post.private': true, 'case.inIncident': true }), { ...situation, venues: { ...situation.venues, hub: { venue: 'hashtag:#x' } } });
    expect(plan.decision.action).toBe('respond');
    expect(plan.venues.map(({ target }) => target)).toEqual(['origin']);
    expect(plan.duties.map(({ kind, venue }) => [kind, venue])).toEqual([['answer', 'account:m/@acme'], ['conclude', 'account:m/@acme']]);
    expect(forbids(plan)).not.toContain('never.privateOnly');
  });
  test('bullying is answered officially, also by a fan, and after two answers only watched', () => {
    const plan = of(complaint({ 'what.kind': 'bullying', 'what.sentiment': 'positive', 'who.role': 'fan' }));
    expect(plan).toMatchObject({ decision: { action: 'statement-against-bullying' }, stage: 'bullying', turns: { limit: 2, then: 'monitor' } });
    expect(requires(plan)).toEqual(expect.arrayContaining(['say.distance', 'say.protection', 'say.houseRule', 'act.preserveEvidence']));
    expect(duties(complaint({ 'what.kind': 'bullying' }))).toEqual([['bullying-statement', 'must', 60]]);
    expect(duties(complaint({ 'what.kind': 'bullying', 'what.harm': 2 }))).toEqual([['bullying-statement', 'must', 30]]);
    expect(duties(complaint({ 'what.kind': 'bullying', 'case.turns': 2 }))).toEqual([['review', 'must', 1_440]]);
  });
  test('danger to life goes to a human at once, out of the crowd', () => {
    const plan = decide(policy, complaint({ 'what.kinds': ['self-harm', 'complaint'], 'case.inIncident': true }), { ...situation, venues: { ...situation.venues, hub: { venue: 'hashtag:#x' } } });
    expect(plan).toMatchObject({ decision: { action: 'escalate-first' }, stage: 'safeguarding', severity: { level: 'critical' }, moderation: { action: 'report' } });
    expect(plan.duties).toMatchObject([{ kind: 'safeguard', level: 'must', dueAt: START + 5 * MINUTE }]);
    expect(plan.venues.map(({ target }) => target)).not.toContain('hub');
    expect(forbids(plan)).toEqual(expect.arrayContaining(['never.automate', 'never.marketing', 'venue.hub']));
    expect(plan.flags.map(({ element }) => element)).toEqual(['flag.confidential', 'flag.excludeFromReports']);
  });
  test('what nobody understood is read by a human', () => {
    const plan = of(facts({ 'what.understood': false, 'who.role': null }));
    expect(plan.duties).toMatchObject([{ kind: 'triage', level: 'must', dueAt: START + 60 * MINUTE }]);
    expect(of({}).duties.map(({ kind }) => kind)).toEqual(['triage']);
  });
  test('praise may be thanked for, a question should be answered, silence about neither is a must', () => {
    expect(duties(facts({ 'what.kind': 'praise', 'what.sentiment': 'positive' }))).toEqual([['answer', 'may', 4_320]]);
    expect(duties(facts({ 'what.kind': 'question', 'what.sentiment': 'neutral', 'post.venueClass': 'social' }))).toEqual([['answer', 'should', 360]]);
    expect(duties(facts({ 'what.kind': 'statement', 'what.sentiment': 'neutral' }))).toEqual([]);
    expect(duties(facts({ 'what.kind': 'statement' }))).toEqual([['review', 'should', 1_440]]);
    // Flat words of which nobody could tell the kind are no reason to look away.
    expect(duties(facts({ 'what.kind': null, 'what.kinds': [], 'what.sentiment': 'neutral' }))).toEqual([['review', 'should', 1_440]]);
  });
  test('one of many in an incident is answered by its statement; whoever began it keeps a duty', () => {
    const venues = { origin: { venue: 'account:m/@someone', replyTo: 'post-9' }, hub: { venue: 'hashtag:#x' } };
    const joined = decide(policy, complaint({ 'case.inIncident': true }), { at: START, venues });
    expect(joined).toMatchObject({ decision: { action: 'respond', rule: 'I-01' }, level: 'may', duties: [], deadlines: {} });
    expect(joined.venues[0]).toMatchObject({ target: 'hub', venue: 'hashtag:#x' });
    const keepers = [{ 'case.ownDuty': true }, { 'who.role': 'journalist' }, { 'what.kind': 'bullying' }, { 'what.kind': 'threat' }, { 'what.kind': 'press-inquiry' }] as const;
    for (const keeps of keepers) {
      const own = decide(policy, complaint({ 'case.inIncident': true, ...keeps }), { at: START, venues });
      expect(own.duties.length, JSON.stringify(keeps)).toBeGreaterThan(0);
      expect(own.duties[0]).toMatchObject({ venue: 'account:m/@someone', replyTo: 'post-9' });
    }
    const unread = decide(policy, facts({ 'case.inIncident': true, 'what.understood': false }), { at: START, venues });
    expect(unread.duties.map(({ kind }) => kind)).toEqual(['triage']);
  });
  test('an incident: first word, statement, updates, closing', () => {
    expect(duties(incident())).toEqual([['acknowledge', 'must', 30], ['hold', 'must', 60], ['update', 'must', 120]]);
    expect(decide(policy, incident({ 'incident.statementAtHub': true, 'incident.statements': 1 }), { at: START, lastStatementAt: START })).toMatchObject({
      stage: 'update', decision: { action: 'respond' }, duties: [{ kind: 'update', dueAt: START + 60 * MINUTE }],
    });
    const closing = of(incident({ 'incident.state': 'resolved', 'incident.fault': 'own', 'incident.cause': 'confirmed' }));
    expect(closing.stage).toBe('closing');
    expect(closing.duties.map(({ kind }) => kind)).toEqual(['conclude', 'prevent']);
    expect(requires(closing)).toEqual(expect.arrayContaining(['say.explanation', 'say.prevention', 'say.remedy', 'say.responsibility']));
    expect(forbids(closing)).toContain('never.close');
    expect(forbids(of(incident({ 'incident.state': 'resolved', 'incident.explained': true, 'incident.prevention': true, 'incident.remedy': true })))).not.toContain('never.close');
  });
  test('a word to the press alone is no answer', () => {
    expect(of(incident({ 'incident.statements': 2 })).stage).toBe('holding');
    expect(of(incident({ 'incident.statements': 2, 'incident.hub': false })).stage).toBe('update');
  });
  test('a statement about fault changes the posture', () => {
    expect(of(incident({ 'what.harm': 0 })).posture).toMatchObject({ cluster: 'undetermined', apology: 'concern' });
    expect(of(incident()).posture).toMatchObject({ cluster: 'undetermined', apology: 'experience' });
    expect(of(incident({ 'incident.fault': 'own', 'incident.cause': 'confirmed' })).posture).toMatchObject({ cluster: 'preventable', apology: 'responsibility' });
    expect(of(incident({ 'incident.fault': 'other', 'incident.cause': 'confirmed' })).posture.cluster).toBe('victim');
  });
  test('the brand’s own words are nobody’s to answer', () => {
    expect(of(complaint({ 'who.role': 'brand' }))).toMatchObject({ decision: { action: 'internal-only' }, level: 'may', duties: [], venues: [] });
  });
});

test('the rules that bind other parts do not appear twice', () => {
  const ids = new Set(prRules.map(({ id }) => id));
  expect(bindings.filter(({ id }) => ids.has(id))).toEqual([]);
  const numbers = [...ids, ...bindings.map(({ id }) => id)].filter((id) => /^R-\d+$/.test(id)).sort();
  expect(numbers).toEqual(Array.from({ length: 57 }, (_, index) => `R-${String(index + 1).padStart(2, '0')}`));
});
