import { describe, expect, it } from 'vitest';

import { KashuvError } from '../../src/spec/errors.ts';
import type { Incident, IncidentState } from '../../src/spec/incident.ts';
import { confirmIncident, incidentTransitions, mergeIncidents, missingForClosing, moveIncident, muteIncident, noteTold, recordStatement, rejectIncident, setCause, setFault, unmuteIncident, withTrail } from '../../src/surge/index.ts';
import { day, hashtag, monday } from './story.ts';

const incident = (more: Partial<Incident> = {}): Incident => ({
  id: 'incident_1',
  brand: 'acme',
  state: 'suspected',
  cause: 'unknown',
  fault: 'unknown',
  openedAt: monday,
  startedAt: monday,
  detectedBy: { at: monday, series: 'negative', windowMs: 1, observed: 1, expected: 0, score: 6, why: '' },
  severity: { level: 'medium', score: 5, parts: [] },
  hub: { venue: hashtag('#acmesick'), share: 0.6, why: '' },
  originators: [],
  spreaders: [],
  firstAmplifiers: [],
  coordination: null,
  risk: null,
  marks: [],
  mentions: 1,
  authors: 1,
  silenceComplaints: 0,
  velocity: 1,
  told: {},
  lastMentionAt: monday,
  statements: [],
  published: { explanation: false, prevention: false, remedy: false, apology: false },
  plan: null,
  ...more,
});
const all = { explanation: true, prevention: true, remedy: true, apology: false };

function refusal(action: () => unknown): KashuvError {
  try {
    action();
  } catch (error) {
    if (KashuvError.is(error)) return error;
  }
  throw new Error('was not refused');
}

describe('the life of an incident', () => {
  it('goes from suspicion to the honest close', () => {
    let current = incident({ published: all });
    for (const to of ['investigating', 'identified', 'monitoring', 'resolved', 'closed'] as const) {
      const before = current;
      current = moveIncident(current, to, 'Dana');
      expect(current.state).toBe(to);
      expect(before.state).not.toBe(to);
    }
  });

  const states = Object.keys(incidentTransitions) as IncidentState[];
  const pairs = states.flatMap((from) => states.filter((to) => to !== from).map((to) => [from, to] as const));

  it.each(pairs)('from %s to %s only where the table says so', (from, to) => {
    const move = () => moveIncident(incident({ state: from, published: all }), to, 'Dana');
    if (incidentTransitions[from].includes(to)) expect(move().state).toBe(to);
    else expect(refusal(move)).toMatchObject({ code: 'CONFLICT', field: 'state' });
  });

  it('goes back to work when it flares up, and never comes back from the close', () => {
    expect(moveIncident(incident({ state: 'monitoring' }), 'investigating', 'Dana').state).toBe('investigating');
    expect(moveIncident(incident({ state: 'resolved' }), 'investigating', 'Dana').state).toBe('investigating');
    expect(incidentTransitions.closed).toEqual([]);
    expect(states.filter((state) => incidentTransitions[state].includes('closed'))).toEqual(['resolved']);
  });

  it.each(['explanation', 'prevention', 'remedy'] as const)('is not closed without published %s (R-26), and says so', (need) => {
    const resolved = incident({ state: 'resolved', published: { ...all, [need]: false } });
    const error = refusal(() => moveIncident(resolved, 'closed', 'Dana'));
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toContain(need);
    expect(error.fix).toContain(need);
    expect(missingForClosing(resolved)).toEqual([need]);
  });

  it('an apology is not asked for, and names what is missing all at once', () => {
    expect(refusal(() => moveIncident(incident({ state: 'resolved' }), 'closed', 'Dana')).message).toContain('explanation, prevention, remedy');
    expect(moveIncident(incident({ state: 'resolved', published: all }), 'closed', 'Dana').state).toBe('closed');
  });

  it('to where it is already changes nothing; nobody moves nothing', () => {
    const one = incident();
    expect(moveIncident(one, 'suspected', 'Dana')).toBe(one);
    expect(refusal(() => moveIncident(one, 'investigating', '')).code).toBe('INPUT_INVALID');
  });
});

describe('what humans say of it', () => {
  it('cause and fault can change while it is open, and not once it is closed', () => {
    expect(setCause(incident(), 'claimed').cause).toBe('claimed');
    expect(setCause(incident({ cause: 'confirmed' }), 'claimed').cause).toBe('claimed');
    expect(setFault(incident(), 'own').fault).toBe('own');
    expect(refusal(() => setCause(incident({ state: 'closed' }), 'confirmed')).code).toBe('CONFLICT');
    expect(refusal(() => setFault(incident({ state: 'closed' }), 'other')).code).toBe('CONFLICT');
  });

  it('a statement counts for what it contains, and for where it was made', () => {
    const said = recordStatement(incident(), { id: 's1', at: monday + 2, venue: 'hashtag:#acmesick', contains: ['explanation', 'apology'] });
    expect(said.statements).toEqual([{ id: 's1', at: monday + 2, venue: 'hashtag:#acmesick', atHub: true }]);
    expect(said.published).toEqual({ explanation: true, prevention: false, remedy: false, apology: true });
    const again = recordStatement(said, { id: 's0', at: monday + 1, venue: null, contains: ['remedy'] });
    expect(again.statements.map(({ id, atHub }) => [id, atHub])).toEqual([['s0', false], ['s1', true]]);
    expect(missingForClosing(again)).toEqual(['prevention']);
  });

  it('the same statement told twice is one statement, with all that it contains', () => {
    const once = recordStatement(incident(), { id: 's1', at: monday, venue: null, contains: ['explanation'] });
    const twice = recordStatement(once, { id: 's1', at: monday + 5, venue: null, contains: ['remedy'] });
    expect(twice.statements).toHaveLength(1);
    expect(twice.published).toMatchObject({ explanation: true, remedy: true });
  });

  it('nothing of it changes the incident it was made from', () => {
    const one = Object.freeze(incident({ published: Object.freeze({ ...all }) }));
    expect(() => recordStatement(setFault(setCause(moveIncident(one, 'resolved', 'Dana'), 'claimed'), 'own'), { id: 's', at: monday, venue: null, contains: ['apology'] })).not.toThrow();
    expect(one.published.apology).toBe(false);
  });
});

describe('what humans do with it as a whole', () => {
  const word = { at: monday, reason: 'why', by: 'Dana' };

  it.each(Object.keys(incidentTransitions) as IncidentState[])('confirmed and rejected only from where that makes sense: %s', (state) => {
    const one = incident({ state });
    if (state === 'suspected') expect(confirmIncident(one, 'Dana').state).toBe('investigating');
    else expect(refusal(() => confirmIncident(one, 'Dana'))).toMatchObject({ code: 'CONFLICT', field: 'incident' });
    if (state === 'suspected' || state === 'investigating') expect(rejectIncident(one, word)).toMatchObject({ state: 'resolved', rejected: { until: monday + 7 * day } });
    else expect(refusal(() => rejectIncident(one, word))).toMatchObject({ code: 'CONFLICT', field: 'incident' });
  });

  it.each([[monday, false], [monday - 1, false], [NaN, false], [monday + 1, true], [monday + 30 * day, true], [monday + 30 * day + 1, false]])('until %s: %s', (until, taken) => {
    const moves = [() => rejectIncident(incident(), { ...word, until }), () => muteIncident(incident(), { ...word, until })];
    for (const move of moves) {
      if (taken) expect(move).not.toThrow();
      else expect(refusal(move)).toMatchObject({ code: 'INPUT_INVALID', field: 'until' });
    }
  });

  it('a false alarm is none any more once the work goes on, and a mute ends with the work', () => {
    const rejected = rejectIncident(incident(), word);
    expect(moveIncident(rejected, 'investigating', 'Dana').rejected).toBeUndefined();
    expect(moveIncident({ ...rejected, published: all }, 'closed', 'Dana').rejected).toEqual(rejected.rejected);
    const muted = muteIncident(incident(), { ...word, until: monday + 1 });
    expect(moveIncident(muted, 'monitoring', 'Dana').muted).toEqual({ since: monday, until: monday + 1, reason: 'why', by: 'Dana' });
    expect(moveIncident(muted, 'resolved', 'Dana').muted).toBeUndefined();
    expect(muteIncident(muted, { at: monday + 1, reason: 'more', by: 'Noa', until: monday + 2 }).muted).toEqual({ since: monday, until: monday + 2, reason: 'more', by: 'Noa' });
    expect(unmuteIncident(muted)).toEqual({ incident: incident(), mute: muted.muted });
    for (const level of ['low', 'medium', 'high'] as const) expect(muteIncident(incident({ severity: { level, score: 0, parts: [] } }), { ...word, until: monday + 1 }).muted).toBeDefined();
    expect(refusal(() => muteIncident(incident({ severity: { level: 'critical', score: 0, parts: [] } }), { ...word, until: monday + 1 }))).toMatchObject({ code: 'CONFLICT', field: 'incident' });
  });

  it('of two told otherwise the one that takes in stays, the graver and the open doubt count', () => {
    const from = noteTold(incident({ id: 'from', cause: 'claimed', fault: 'other', published: all }), { title: 'from', harm: 3, claim: 'false', public: true, themes: ['safety'], contradicted: true, victimsAnswered: false });
    const into = noteTold(incident({ id: 'into', cause: 'confirmed', fault: 'own' }), { harm: 1, claim: 'true', public: false, themes: ['money'], contradicted: false, victimsAnswered: true });
    const { incident: whole, merged } = mergeIncidents(from, into, word);
    expect(whole).toMatchObject({ cause: 'confirmed', fault: 'own', published: { explanation: false } });
    expect(whole.told).toEqual({ harm: 3, claim: 'true', public: true, themes: ['money', 'safety'], contradicted: true, victimsAnswered: false });
    expect(merged).toMatchObject({ id: 'from', state: 'closed', mergedInto: 'into', plan: null });
    expect(mergeIncidents(into, from, word).incident).toMatchObject({ cause: 'confirmed', fault: 'other', told: { title: 'from', claim: 'false' } });
  });

  it('keeps the latest fifty entries of its trail', () => {
    let one = incident();
    for (let index = 0; index < 60; index += 1) one = withTrail(one, { ...word, at: index, did: 'took-in', incident: `i${index}` });
    expect(one.trail?.map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, index) => index + 10));
  });
});
