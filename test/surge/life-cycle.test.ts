import { describe, expect, it } from 'vitest';

import { KashuvError } from '../../src/spec/errors.ts';
import type { Incident, IncidentState } from '../../src/spec/incident.ts';
import { incidentTransitions, missingForClosing, moveIncident, recordStatement, setCause, setFault } from '../../src/surge/index.ts';
import { hashtag, monday } from './story.ts';

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
