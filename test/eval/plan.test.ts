import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';
import { planLine, readFactsLines, readPolicy, DEFAULT_AT, type PlannedLine } from '../../eval/plan/lines.ts';
import { root } from '../../scripts/entries.ts';
import { prPolicy } from '../../src/policy/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { planSchema } from '../../src/spec/plan.ts';
import { runProgram } from '../support/program.ts';

const policy = prPolicy();
const plan = (line: object): PlannedLine => {
  const [read] = readFactsLines(JSON.stringify(line), 'f.jsonl');
  if (read === undefined) throw new Error('no line');
  return planLine(read, policy, 'en', 'short');
};
function refusal(work: () => unknown): { field: string | undefined; message: string; code: string } {
  try {
    work();
  } catch (error) {
    if (!KashuvError.is(error)) throw error;
    return { field: error.field, message: error.message, code: error.code };
  }
  throw new Error('it was taken');
}

describe('a line of facts', () => {
  test('says values plainly, with a confidence, or that they are not known', () => {
    const { plan: made } = plan({ facts: { 'what.kind': 'complaint', 'what.harm': { value: 2, confidence: 0.7 }, 'what.topic': null, 'who.role': { unknown: 'two are as likely', candidates: [{ value: 'fan', confidence: 0.4 }] } } });
    expect(made.understanding).toContainEqual({ fact: 'what.harm', known: true, value: 2, confidence: 0.7 });
    expect(made.understanding).toContainEqual({ fact: 'what.kind', known: true, value: 'complaint', confidence: 1 });
    expect(made.understanding).toContainEqual({ fact: 'what.topic', known: false });
    expect(made.understanding).toContainEqual({ fact: 'who.plausible', known: true, value: ['fan'] });
  });
  test('names moments as dates or milliseconds; without one it is a Monday morning', () => {
    const at = Date.UTC(2026, 4, 3, 5);
    const facts = { 'incident.state': 'suspected' };
    expect(plan({ facts, situation: { at: '2026-05-03T08:00:00+03:00' } }).plan.createdAt).toBe(at);
    expect(plan({ facts, situation: { clock: { basis: 'opened', start: at } } }).plan).toMatchObject({ createdAt: at, clock: { basis: 'opened', start: at } });
    expect(plan({ facts }).plan.createdAt).toBe(DEFAULT_AT);
  });
  test('may bring a brand, of which the rest is filled in, and places', () => {
    const { plan: made, explanation } = plan({
      facts: { 'what.kind': 'complaint', 'what.sentiment': 'negative' },
      brand: { id: 'acme', timeZone: 'Asia/Jerusalem', owners: [{ role: 'on-call', name: 'Tal' }] },
      situation: { subject: { type: 'case', id: 'case-7' }, venues: { origin: { venue: 'account:micro/@someone', replyTo: 'post-9' } } },
    });
    expect(made).toMatchObject({ subject: { type: 'case', id: 'case-7', brand: 'acme' }, owner: { name: 'Tal' }, venues: [{ venue: 'account:micro/@someone', replyTo: 'post-9' }, { target: 'private' }] });
    expect(explanation).toContain('+02:00');
  });
  test('has an id of its own, or its number', () => {
    const lines = readFactsLines('{"id":7,"facts":{}}\n\n{"facts":{}}\n', 'f.jsonl');
    expect(lines.map(({ id, where }) => [id, where])).toEqual([['7', 'f.jsonl:1'], ['3', 'f.jsonl:3']]);
  });

  const facts = {};
  test.each([
    ['no JSON', '{"facts":', 'f.jsonl:1'],
    ['no facts', '{}', 'f.jsonl:1 facts'],
    ['a key that does not exist', '{"facts":{},"fact":{}}', 'f.jsonl:1 fact'],
    ['a fact that does not exist', '{"facts":{"what.mood":"bad"}}', 'f.jsonl:1 facts.what.mood'],
    ['a name that is no fact to anybody', '{"facts":{"__proto__":true}}', 'f.jsonl:1 facts.__proto__'],
    ['a value that is none of its fact', '{"facts":{"what.kind":"grumble"}}', 'f.jsonl:1 facts.what.kind'],
    ['a value of another kind', '{"facts":{"what.harm":"much"}}', 'f.jsonl:1 facts.what.harm'],
    ['an object that is no fact', '{"facts":{"what.harm":{"much":true}}}', 'f.jsonl:1 facts.what.harm'],
    ['a confidence above one', '{"facts":{"what.harm":{"value":1,"confidence":7}}}', 'f.jsonl:1 facts.what.harm.confidence'],
    ['a moment that is none', JSON.stringify({ facts, situation: { at: 'soon' } }), 'f.jsonl:1 situation.at'],
    ['a place without a venue', JSON.stringify({ facts, situation: { venues: { hub: {} } } }), 'f.jsonl:1 situation.venues.hub.venue'],
    ['a brand that cannot be', JSON.stringify({ facts, brand: { timeZone: 'Atlantis' } }), 'f.jsonl:1 brand timeZone'],
    ['nothing', '\n \n', 'f.jsonl'],
  ])('is refused where it holds %s', (_name, line, field) => {
    const found = refusal(() => readFactsLines(line, 'f.jsonl').map((read) => planLine(read, policy, 'en', 'short')));
    expect(found).toMatchObject({ code: 'INPUT_INVALID', field });
    // Place and field once, then what is wrong.
    expect(found.message.split(field)).toHaveLength(2);
  });
});

describe('a policy file', () => {
  test('amends the default policy', () => {
    expect(readPolicy('{"switchOff":["R-47"],"settings":{"deadlines":{"answer":7}}}', 'p.json')).toMatchObject({ switchedOff: ['R-47'], settings: { deadlines: { answer: 7 } } });
  });
  test.each([['[', 'p.json', 'INPUT_INVALID'], ['null', 'p.json', 'INPUT_INVALID'], ['{"switchOff":["R-99"]}', 'p.json switchOff[0]', 'CONFIG_INVALID'], ['{"rules":[]}', 'p.json rules', 'CONFIG_INVALID']])('is refused: %s', (json, field, code) => {
    expect(refusal(() => readPolicy(json, 'p.json'))).toMatchObject({ field, code });
  });
});

describe('the command', () => {
  const program = join(root, 'eval/plan.ts');
  const example = join(root, 'eval/plan/example.jsonl');
  const folder = mkdtempSync(join(tmpdir(), 'kashuv-plan-'));
  /** For each line of the example, the rules it is there to show. */
  const telling = [['R-07'], ['R-08'], ['R-09'], ['R-10'], ['R-05'], ['R-14', 'R-15', 'R-19.originators'], ['R-17'], ['R-26.closing', 'R-25'], ['R-30', 'R-30.hurt'], ['R-39'], ['R-46'], ['I-01'], ['R-13'], ['D-01']];
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('prints one explanation a line, in either language', async () => {
    const lines = readFileSync(example, 'utf8').trim().split('\n').length;
    const english = await runProgram(program, ['--facts', example]);
    expect([english.code, english.stderr, english.stdout.match(/^— /gm)?.length]).toEqual([0, '', lines]);
    const hebrew = await runProgram(program, ['--facts', example, '--explain', 'he', '--full']);
    expect(hebrew.stdout).toContain('לפרסם הודעת ביניים (חובה)');
    expect(hebrew.stdout.length).toBeGreaterThan(2 * english.stdout.length);
  });
  test('prints one JSON object with --json, every plan of it whole', async () => {
    const policyFile = join(folder, 'policy.json');
    writeFileSync(policyFile, '{"switchOff":["R-47"]}');
    const { code, stdout } = await runProgram(program, ['--facts', example, '--json', '--policy', policyFile]);
    const { n, policyVersion, lines } = JSON.parse(stdout) as { n: number; policyVersion: string; lines: PlannedLine[] };
    expect([code, n, policyVersion]).toEqual([0, lines.length, prPolicy({ switchOff: ['R-47'] }).version]);
    for (const { plan: made } of lines) expect(planSchema.parse(made)).toEqual(made);
    expect(lines.map(({ plan: made }) => made.rules.map(({ id }) => id)).map((rules, index) => telling[index]?.filter((rule) => !rules.includes(rule)))).toEqual(lines.map(() => []));
  });
  test('ends with 2 and says where, when it cannot', async () => {
    const facts = join(folder, 'facts.jsonl');
    writeFileSync(facts, '{"facts":{}}\n{"facts":{"what.kind":"grumble"}}\n');
    const wrong = await runProgram(program, ['--facts', facts]);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain(`${facts}:2 facts.what.kind: 'grumble' is not a value of this fact.`);
    for (const args of [[], ['--facts', join(folder, 'none.jsonl')], ['--facts', facts, '--explain', 'fr'], ['--facts', facts, '--loud']]) expect((await runProgram(program, args)).code, args.join(' ')).toBe(2);
  });
});
