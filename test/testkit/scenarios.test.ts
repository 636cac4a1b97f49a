import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../../scripts/entries.ts';
import { createMonitor } from '../../src/index.ts';
import { readScenario, runScenario, type CheckpointReport, type ScenarioInput } from '../../src/testkit/scenarios/index.ts';
import { checks, kettles } from './scenario-support.ts';

const folder = join(root, 'scenarios');
const files = readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
const read = (file: string) => readScenario(readFileSync(join(folder, file), 'utf8'), { file });
const run = (scenario: ScenarioInput) => runScenario(scenario, { createMonitor });
const failed = (checkpoints: readonly CheckpointReport[]): string[] => checkpoints.flatMap(({ name, failures }) => failures.map(({ field, expected, found }) => `${name}: ${field}: expected ${expected}; found ${found}`));

describe('the documented crises', () => {
  it('are all here', () => {
    expect(files.map((file) => file.slice(0, 3))).toEqual(['t01', 't02', 't03', 't04', 't06', 't07', 't09', 't10', 't11']);
  });

  it.each(files)('%s: every checkpoint holds', async (file) => {
    const report = await run(read(file));
    expect(failed(report.checkpoints)).toEqual([]);
    expect(report.holds).toBe(true);
    expect(report.checkpoints.some(({ kind, rules }) => kind === 'check' && rules.length > 0)).toBe(true);
  }, 60_000);

  it('give the same ledger twice', async () => {
    const scenario = read('t06-red-cross.json');
    expect((await run(scenario)).ledger).toEqual((await run(scenario)).ledger);
  }, 60_000);
});

describe('the life cycle of an incident', () => {
  const scenario = readScenario(readFileSync(join(folder, 'life-cycle', 'life-cycle.json'), 'utf8'), { file: 'life-cycle.json' });

  it('holds from the first suspicion to the honest close, and every guard refuses', async () => {
    const report = await run(scenario);
    expect(failed(report.checkpoints)).toEqual([]);
    expect(report.checkpoints.filter(({ kind }) => kind === 'tell').length).toBe(scenario.steps.filter(({ refused }) => refused !== undefined).length);
  }, 60_000);

  it('names code and field of every refusal', () => {
    const refusals = scenario.steps.flatMap(({ tell, refused }) => (refused === undefined ? [] : [[tell?.about, typeof refused === 'string' ? refused : refused.field] as const]));
    expect(new Set(refusals.map(([about]) => about))).toEqual(new Set(['reject', 'confirm', 'merge', 'split', 'mute', 'unmute', 'state', 'cause']));
    expect(refusals.every(([, field]) => ['incident', 'into', 'mark', 'mentions', 'until', 'state'].includes(field ?? ''))).toBe(true);
  });
});

/** The check of the small scenario, with something else expected. */
function expecting(change: Partial<NonNullable<ScenarioInput['steps'][number]['check']>>): ScenarioInput {
  const [step] = checks();
  if (step?.check === undefined) throw new Error('no check');
  return kettles([{ ...step, check: { ...step.check, ...change } }]);
}

describe('a checkpoint', () => {
  it('holds where everything is as expected, and names the rules that fired', async () => {
    const report = await run(kettles());
    expect(failed(report.checkpoints)).toEqual([]);
    expect(report.checkpoints[0]).toMatchObject({ name: 'danger', kind: 'check', moment: '+10m', holds: true, rules: expect.arrayContaining(['R-40', 'R-14']) as unknown });
    expect(report.checkpoints[0]?.plan).toMatch(/^plan_/);
  });

  it.each<[string, Parameters<typeof expecting>[0]]>([
    ['severity.atMost', { severity: { atMost: 'high' } }],
    ['contains.must', { contains: { must: ['say.thanks'] } }],
    ['contains.should', { contains: { should: ['say.deadlineAsked'] } }],
    ['lacks', { lacks: ['say.instruction'] }],
    ['forbids', { forbids: ['never.automate'] }],
    ['permits', { permits: ['never.delete'] }],
    ['deadlines.ackBy', { deadlines: { ackBy: '+11m' } }],
    ['deadlines.conclusiveBy', { deadlines: { conclusiveBy: '+9d' } }],
    ['decision', { decision: ['monitor'] }],
    ['stage', { stage: ['closing'] }],
    ['posture.cluster', { posture: { cluster: ['victim'] } }],
    ['venues.first', { venues: { first: 'private' } }],
    ['venues.includes', { venues: { includes: ['site:elsewhere'] } }],
    ['owner', { owner: ['hr'] }],
    ['approvers', { approvers: ['hr'] }],
    ['moderation', { moderation: 'retract-own' }],
    ['humour', { humour: 'human-approved' }],
    ['rules.fired', { rules: { fired: ['R-46'] } }],
    ['rules.notFired', { rules: { notFired: ['R-40'] } }],
    ['facts.what.themes', { facts: { 'what.themes': ['death', 'money'] } }],
    ['facts.what.harm', { facts: { 'what.harm': 5 } }],
    ['incident.state', { incident: { state: ['closed'] } }],
    ['incident.hub', { incident: { hub: 'nowhere' } }],
    ['duties.open', { duties: { open: ['prevent'] } }],
    ['duties.met', { duties: { met: ['acknowledge'] } }],
    ['duties.missed', { duties: { missed: ['acknowledge'] } }],
    ['duties.none', { duties: { none: ['hold'] } }],
    ['events', { events: ['incident.closed'] }],
    ['subject', { subject: 'incident:elsewhere' }],
  ])('fails where %s is not as expected, and says what was found', async (field, change) => {
    const report = await run(expecting(change));
    expect(report.holds).toBe(false);
    const failure = report.checkpoints[0]?.failures.find((one) => one.field === field);
    expect(failure?.expected).toBeTruthy();
    expect(failure?.found).toBeTruthy();
  });

  const none = (more: object): ScenarioInput['steps'] => [{ at: '+10m', check: { name: 'none', says: 'No crisis.', noIncident: true, ...more } }];

  it('fails where no incident was to be open', async () => {
    const { checkpoints } = await run(kettles(none({})));
    expect(checkpoints[0]?.failures.map(({ field }) => field)).toEqual(['noIncident']);
  });

  it('fails where a post was never heard, or no plan is there, also where no incident is to be open', async () => {
    const quiet = (id: string, text: string, more: object): ScenarioInput => ({ ...kettles(), steps: [{ at: '+0m', mentions: [{ id, by: '@maya', venue: 'social', text }] }, ...none({ subject: `mention:${id}`, ...more })] });
    const fields = async (scenario: ScenarioInput): Promise<string[] | undefined> => (await run(scenario)).checkpoints[0]?.failures.map(({ field }) => field);
    expect(await fields(quiet('other', 'The weather is lovely.', { decision: ['respond'] }))).toEqual(['subject']);
    expect(await fields(quiet('flat', 'acme has an office in town', { duties: { none: ['answer'] } }))).toEqual([]);
    expect(await fields(quiet('flat', 'acme has an office in town', { stage: ['complaint'], duties: { none: ['answer'] } }))).not.toEqual([]);
  });
});

describe('a step', () => {
  const held = async (steps: ScenarioInput['steps']): Promise<Record<string, boolean>> => Object.fromEntries((await run(kettles(steps))).checkpoints.map(({ name, holds }) => [name, holds]));
  const draft = (name: string, text: string, more: object): ScenarioInput['steps'][number] => ({ at: '+12m', draft: { name, text, verdict: ['block'], ...more } });
  const cold = 'There was a glitch.';

  it('of the kind draft holds by verdict and cues', async () => {
    expect(
      await held([
        draft('as-expected', cold, { blockedBy: ['L04'] }),
        draft('other-verdict', cold, { verdict: ['pass'] }),
        draft('other-cue', cold, { blockedBy: ['L17'] }),
        draft('not-without', cold, { without: ['L04'] }),
        draft('nothing-missing', cold, { missing: ['say.thanks'] }),
        draft('not-warm', cold, { warm: ['W06'] }),
        draft('not-present', cold, { present: ['say.apology'] }),
        draft('nothing-owed', cold, { for: 'safeguard' }),
      ]),
    ).toEqual({ 'as-expected': true, 'other-verdict': false, 'other-cue': false, 'not-without': false, 'nothing-missing': false, 'not-warm': false, 'not-present': false, 'nothing-owed': false });
  });

  it('of the kind publish sends what passes, and is refused what is blocked', async () => {
    const words =
      'Please unplug your kettle and do not use it. We know that kettles of ours have burned people, and I understand how frightening that is. I am sorry. We do not know the cause yet; our team is looking for it now. I will write here again by noon. Noa, Acme #acmekettle';
    expect(
      await held([
        { at: '+12m', publish: { name: 'cold-is-refused', text: cold, refused: 'L04' } },
        { at: '+12m', publish: { name: 'cold-is-sent', text: cold } },
        { at: '+13m', publish: { name: 'warm-is-sent', text: words, by: 'Noa' } },
        { at: '+14m', check: { name: 'met', says: 'The first word is out.', duties: { met: ['acknowledge', 'hold'] }, events: ['reply.sent'] } },
      ]),
    ).toEqual({ 'cold-is-refused': true, 'cold-is-sent': false, 'warm-is-sent': true, met: true });
  });

  it('of the kind action tells what is forbidden from what is not, and notices a deletion', async () => {
    expect(
      await held([
        { at: '+11m', action: { type: 'propose', name: 'ignore', element: 'never.ignore', blockedBy: ['R-21'] } },
        { at: '+11m', action: { type: 'propose', name: 'ignore-allowed', element: 'never.ignore' } },
        { at: '+11m', action: { type: 'propose', name: 'instruct', element: 'strategy.instruct' } },
        { at: '+11m', action: { type: 'propose', name: 'instruct-forbidden', element: 'strategy.instruct', blockedBy: ['R-21'] } },
        { at: '+12m', action: { type: 'delete', name: 'deleted', post: 'first' } },
        { at: '+13m', action: { type: 'waive', name: 'nobody-waives', duty: 'hold', by: '', reason: 'x', refused: 'by' } },
        { at: '+13m', action: { type: 'waive', name: 'nobody-may-waive', duty: 'hold', by: '', reason: 'x' } },
      ]),
    ).toEqual({ ignore: true, 'ignore-allowed': false, instruct: true, 'instruct-forbidden': false, deleted: true, 'nobody-waives': true, 'nobody-may-waive': false });
  });

  it('that takes the own post away is no breach; taking it for one does not hold', async () => {
    const own: ScenarioInput['steps'] = [{ at: '+10m', mentions: [{ id: 'own', by: 'official', venue: 'social', text: 'Acme has a new kettle!' }] }];
    expect(await held([...own, { at: '+12m', action: { type: 'retract', name: 'retracted', post: 'own' } }])).toEqual({ retracted: true });
    expect(await held([...own, { at: '+12m', action: { type: 'delete', name: 'deleted', post: 'own' } }])).toEqual({ deleted: false });
  });

  it('of the kind silence tells what was missed', async () => {
    const silence = (missed: ['acknowledge'] | ['conclude']): ScenarioInput['steps'] => [{ at: '+11m', silence: { name: 'silent', until: '+3h', missed } }];
    expect(await held(silence(['acknowledge']))).toEqual({ silent: true });
    expect(await held(silence(['conclude']))).toEqual({ silent: false });
  });

  it('of the kind tell is reported where it is refused and should not be, or the other way round', async () => {
    const closed = { about: 'state', state: 'closed', by: 'Noa' };
    const report = await run(kettles([
      { at: '+11m', tell: { about: 'state', state: 'resolved', by: 'Noa' } },
      { at: '+12m', tell: closed, refused: 'R-26' },
      { at: '+12m', tell: closed },
      { at: '+12m', tell: { about: 'cause', state: 'claimed', by: 'Noa' }, refused: 'R-26' },
      { at: '+12m', tell: { about: 'claim', mention: 'first', status: 'true', by: 'Noa' } },
    ]));
    expect(report.checkpoints.map(({ step, holds }) => [step, holds])).toEqual([[3, true], [4, false], [5, false]]);
  });

  it('of the kind tell can ask for the code and the field of a refusal', async () => {
    const closed = { about: 'state', state: 'closed', by: 'Noa' };
    const report = await run(kettles([
      { at: '+11m', tell: { about: 'state', state: 'resolved', by: 'Noa' } },
      { at: '+12m', tell: closed, refused: { code: 'CONFLICT' } },
      { at: '+12m', tell: closed, refused: { code: 'CONFLICT', field: 'state', says: 'R-26' } },
      { at: '+12m', tell: closed, refused: { code: 'INPUT_INVALID', field: 'state' } },
      { at: '+12m', tell: closed, refused: { code: 'CONFLICT', field: 'incident' } },
      { at: '+12m', tell: closed, refused: { code: 'CONFLICT', says: 'R-99' } },
      { at: '+12m', tell: { about: 'cause', state: 'claimed', by: 'Noa' }, refused: { code: 'CONFLICT', field: 'state' } },
      { at: '+12m', action: { type: 'waive', name: 'nobody', duty: 'conclude', by: '', reason: 'x', refused: { code: 'INPUT_INVALID', field: 'by' } } },
    ]));
    expect(report.checkpoints.map(({ holds }) => holds)).toEqual([true, true, false, false, false, false, true]);
    expect(report.checkpoints[2]?.failures[0]).toMatchObject({ field: 'refused', expected: 'refused with INPUT_INVALID, field state', found: expect.stringMatching(/^CONFLICT, /) as unknown });
    expect(report.checkpoints[5]?.failures[0]).toMatchObject({ expected: 'refused with CONFLICT, field state', found: 'it was taken' });
  });

  it('of the kind tell names posts where the monitor is told of mentions', async () => {
    const split = (posts: string[], more = {}): ScenarioInput['steps'][number] => ({ at: '+12m', tell: { about: 'split', mentions: posts, reason: 'another matter', by: 'Noa' }, ...more });
    const { checkpoints } = await run(kettles([split(['first'], { refused: { code: 'CONFLICT', field: 'until' } })]));
    expect(checkpoints[0]?.failures[0]?.found).toBe('it was taken');
    expect(() => readScenario(JSON.stringify(kettles([split(['fisrt'])])))).toThrow(expect.objectContaining({ field: expect.stringMatching(/tell\.mentions\.?\[?0/) as unknown }) as Error);
  });
});
