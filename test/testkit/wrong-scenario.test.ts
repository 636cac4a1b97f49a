import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { main } from '../../scripts/scenarios.ts';
import { createMonitor, KashuvError } from '../../src/index.ts';
import { readScenario, runScenario, type ScenarioInput } from '../../src/testkit/scenarios/index.ts';

type Json = Record<string, unknown>;
type Change = (scenario: { brand: Json; venues: Record<string, Json>; steps: Json[] } & Json, check: Json) => unknown;

/** A scenario as a file holds it, with something changed. */
function written(change: Change = () => undefined): string {
  const check: Json = { name: 'owed', says: 'It is answered.', subject: 'mention:late', decision: ['respond-then-private'] };
  const scenario = {
    name: 'late',
    title: 'One parcel is late',
    source: 'invented',
    start: '2026-05-04T09:00:00Z',
    brand: { id: 'acme', name: 'Acme', query: 'acme' } as Json,
    venues: { micro: { id: 'site:micro', kind: 'site', class: 'microblog', name: 'Micro' } as Json },
    people: { worker: { bio: 'I work at Acme.' } },
    steps: [{ at: '+0m', mentions: [{ id: 'late', by: '@ron', venue: 'micro', text: 'acme, my parcel is late. Terrible service!' }] }, { at: '+5m', check }] as Json[],
  };
  const changed = change(scenario, check);
  return JSON.stringify(typeof changed === 'string' ? JSON.parse(changed) : scenario);
}

function refusal(text: string): KashuvError {
  try {
    readScenario(text, { file: 'late.json' });
  } catch (error) {
    if (KashuvError.is(error)) return error;
    throw error;
  }
  throw new Error('it was taken');
}

const add = (...steps: Json[]): Change => (scenario) => void scenario.steps.push(...steps);

describe('a wrong scenario is refused with file, field and fix', () => {
  it.each<[string, Change, string, RegExp]>([
    ['a misspelt field rather than the missing one', (scenario) => { scenario['titel'] = scenario['title']; delete scenario['title']; }, 'titel', /no such field\. Did you mean 'title'\? Fields here are: name, title, source,/],
    ['a field of the brand', ({ brand }) => { brand['owner'] = []; }, 'brand.owner', /Did you mean 'owners'\? Fields here are: id, name, query,/],
    ['a value of a list', ({ brand }) => { brand['owners'] = [{ role: 'boss', name: 'Dana' }]; }, 'brand.owners[0].role', /'boss' is none of its values\. Write one of: on-call, care,/],
    ['what is missing', ({ brand }) => { delete brand['query']; }, 'brand.query', /is missing\. Write a text\./],
    ['the wrong kind of value', (scenario) => { scenario['steps'] = 5 as never; }, 'steps', /expected a list, found 5\. What happens/],
    ['one word where a list stands', (_, check) => { check['decision'] = 'respond'; }, 'steps[1].check.decision', /expected a list, found 'respond'\. Write \["respond"\]\. The decision/],
    ['an empty list', (_, check) => { check['contains'] = { must: [] }; }, 'steps[1].check.contains.must', /expected one at least, found none\. .*Required at level must\./],
    ['a number below', add({ at: '+6m', crowd: { id: 'more', texts: ['acme'], posts: 0, over: '5m', venue: 'micro' } }), 'steps[2].crowd.posts', /expected 1 at least, found 0/],
    ['an empty text', (scenario) => { scenario['title'] = ''; }, 'title', /expected a text that is not empty\. What happened, in a line\./],
    ['a long text', (scenario) => { scenario['title'] = 'x'.repeat(300); }, 'title', /expected 256 characters at most/],
    ['a name that is too long', ({ venues }) => { venues['x'.repeat(65)] = venues['micro'] as Json; }, `venues.${'x'.repeat(65)}`, /its name: expected 64 characters at most/],
    ['a field of a shape that another field chooses', add({ at: '+6m', action: { type: 'delete', name: 'gone', pots: 'late' } }), 'steps[2].action.pots', /Fields here are: type, name, post\./],
    ['a shape that there is not', add({ at: '+6m', action: { type: 'remove', name: 'gone', post: 'late' } }), 'steps[2].action.type', /'remove' is none of its values\. Write one of: delete, retract, propose, waive\./],
    ['what cannot be told', add({ at: '+6m', tell: { about: 'couse', by: 'Noa' } }), 'steps[2].tell.about', /Did you mean 'cause'\? Write one of: cause, fault,/],
    ['a field of what is told', add({ at: '+6m', tell: { about: 'cause', status: 'claimed', by: 'Noa' } }), 'steps[2].tell.status', /Fields here are: about, incident, state, by\./],
    ['a deadline', (_, check) => { check['deadlines'] = { ackby: '+5m' }; }, 'steps[1].check.deadlines.ackby', /Did you mean 'ackBy'\? Fields here are: ackBy,/],
    ['an element', (_, check) => { check['contains'] = { must: ['say.empthy'] }; }, 'steps[1].check.contains.must[0]', /Did you mean 'say\.empathy'\? docs\/policy-facts\.md/],
    ['a fact', (_, check) => { check['facts'] = { 'what.harms': 2 }; }, 'steps[1].check.facts.what.harms', /no such fact\. Did you mean 'what\.harm'\?/],
    ['the value of a fact', (_, check) => { check['facts'] = { 'what.kind': 'complaints' }; }, 'steps[1].check.facts.what.kind', /Did you mean 'complaint'\? There are: complaint, question,/],
    ['a text for a fact that is a number', (_, check) => { check['facts'] = { 'what.harm': '2' }; }, 'steps[1].check.facts.what.harm', /'2' is no value of it\. Write a number\./],
    ['a venue', ({ steps }) => { steps[0] = { at: '+0m', mentions: [{ id: 'late', by: '@ron', venue: 'mikro', text: 'acme' }] }; }, 'steps[0].mentions[0].venue', /Did you mean 'micro'\? There are: micro\./],
    ['a person', ({ steps }) => { steps[0] = { at: '+0m', mentions: [{ id: 'late', by: 'worked', venue: 'micro', text: 'acme' }] }; }, 'steps[0].mentions[0].by', /Did you mean 'worker'\? A stranger is written '@worked'\./],
    ['a refusal that is neither words nor a code', add({ at: '+6m', tell: { about: 'cause', state: 'claimed', by: 'Noa' }, refused: { field: 'state' } }), 'steps[2].refused', /expected words that the refusal contains, or \{ code, field, says \}/],
    ['no object at all', () => '[]', '', /expected an object, found a list/],
  ])('%s', (_, change, field, message) => {
    const error = refusal(written(change));
    expect(error.code).toBe('INPUT_INVALID');
    expect(error.field).toBe(field === '' ? 'late.json' : `late.json: ${field}`);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/See docs\/scenarios\.md\.$/);
    expect(error.message).not.toMatch(/Invalid input|Unrecognized|Too (?:small|big)/);
  });

  it.each<[string, Change, string]>([
    ['no step checks anything', ({ steps }) => void steps.pop(), 'steps'],
    ['a silence of which nothing is expected is the only step', ({ steps }) => { steps[1] = { at: '+5m', silence: { name: 'quiet', until: '+1h' } }; }, 'steps'],
    ['a check expects nothing', (_, check) => { delete check['decision']; }, 'steps[1].check'],
    ['a check expects nothing of what it names', (_, check) => { check['severity'] = {}; }, 'steps[1].check.severity'],
    ['a check expects something of an incident that is not to be there', (_, check) => { check['subject'] = 'incident'; check['noIncident'] = true; }, 'steps[1].check.decision'],
  ])('where it could never fail: %s', (_, change, field) => {
    expect(refusal(written(change)).field).toBe(`late.json: ${field}`);
  });

  it('takes what stands after a byte order mark', () => {
    expect(readScenario(`\uFEFF${written()}`).name).toBe('late');
  });
});

describe('running', () => {
  const scenario = (change?: Change): ScenarioInput => JSON.parse(written(change)) as ScenarioInput;

  it.each<[string, Change, string, RegExp]>([
    ['query', ({ brand }) => { brand['query'] = 'acme AND ('; }, 'brand.query', /at 10: .* Write a term here\.$/],
    ['language', ({ brand }) => { brand['languages'] = ['fr']; }, 'brand.languages[0]', /There are: en, he/],
  ])('names file and field of a wrong %s of the brand', async (_, change, field, message) => {
    const error: unknown = await runScenario(scenario(change), { createMonitor, file: 'late.json' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'INPUT_INVALID', field: `late.json: ${field}`, message: expect.stringMatching(message) as unknown });
  });

  it.each<[string, unknown]>([
    ['no options', undefined],
    ['null', null],
    ['no function', { createMonitor: {} }],
    ['a function that makes no monitor', { createMonitor: () => null }],
  ])('wants a monitor: %s', async (_, options) => {
    await expect(runScenario(scenario(), options as { createMonitor: typeof createMonitor })).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'createMonitor' });
  });
});

describe('npm run scenarios', () => {
  let folder = '';
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'kashuv-scenarios-')); });
  afterEach(async () => { await rm(folder, { recursive: true, force: true }); });
  const run = async (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const said = { stdout: '', stderr: '' };
    const into = (name: keyof typeof said) => ({ write: (text: string) => { said[name] += text; return true; } }) as unknown as NodeJS.WriteStream;
    return { code: await main(args, { stdout: into('stdout'), stderr: into('stderr') }), ...said };
  };

  it('ends with 0 where all hold, with 1 where one does not', async () => {
    await writeFile(join(folder, 'late.json'), written());
    expect(await run(folder)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('1 of 1 checkpoints hold') as unknown });
    await writeFile(join(folder, 'other.json'), written((scenario, check) => { scenario['name'] = 'other'; check['decision'] = ['monitor']; }));
    expect(await run(folder, '--json')).toMatchObject({ code: 1, stderr: '' });
  });

  it('ends with 2, runs nothing and names every file that is none', async () => {
    await writeFile(join(folder, 'a.json'), written());
    await writeFile(join(folder, 'b.json'), written(({ steps }) => void steps.pop()));
    await writeFile(join(folder, 'c.json'), '{');
    await mkdir(join(folder, 'd.json'));
    await writeFile(join(folder, 'e.json'), written());
    const { code, stdout, stderr } = await run(folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n').map((line) => line.slice(0, 23))).toEqual(['scenarios: b.json: step', 'scenarios: c.json: no J', 'scenarios: d.json: cann', 'scenarios: e.json: name']);
  });

  it('ends with 2 and without a stack where a query cannot be read', async () => {
    await writeFile(join(folder, 'late.json'), written(({ brand }) => { brand['query'] = 'acme AND ('; }));
    const { code, stdout, stderr } = await run(folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^scenarios: late\.json: brand\.query: .* Write a term here\.\n$/);
  });

  it('ends with 2 where the arguments are wrong', async () => {
    expect(await run('--nothing')).toMatchObject({ code: 2, stderr: expect.stringContaining('npm run scenarios [-- FOLDER]') as unknown });
    expect((await run(folder)).code).toBe(2);
    expect((await run(join(folder, 'nowhere'))).code).toBe(2);
    expect((await run(folder, folder)).code).toBe(2);
  });
});
