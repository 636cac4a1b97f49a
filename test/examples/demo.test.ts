import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { HUB } from '../../examples/demo/amazonfail/course.ts';
import { amazonfailCourse } from '../../examples/demo/amazonfail/course.ts';
import { amazonfailPosts } from '../../examples/demo/amazonfail/posts.ts';
import { eastern } from '../../examples/demo/amazonfail/times.ts';
import { readArguments, UsageError } from '../../examples/demo/arguments.ts';
import { main } from '../../examples/demo/main.ts';
import type { OwnDataResult } from '../../examples/demo/own-data.ts';
import { owedRows } from '../../examples/demo/owed.ts';
import { replayAmazonfail, type Replay } from '../../examples/demo/replay.ts';
import { report, summary } from '../../examples/demo/show-replay.ts';
import { Story } from '../../examples/demo/story.ts';
import { clip, harmless, paintWith, rightToLeft, topOf, wantsColour, widthOf, wrap } from '../../examples/demo/terminal.ts';
import { whatIf, type WhatIf } from '../../examples/demo/what-if.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-demo-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program in this process. */
async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const output = { stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr') => ({
    write: (text: string | Uint8Array) => {
      output[name] += String(text);
      return true;
    },
  });
  const code = await main(args, { stdout: into('stdout'), stderr: into('stderr') });
  return { code, ...output };
}

describe('the replay', () => {
  let answer: WhatIf;
  let replay: Replay;
  let story: Story;
  beforeAll(async () => {
    answer = await whatIf();
    replay = await replayAmazonfail({ publishers: [answer.publisher], epilogue: (monitor) => answer.play(monitor) });
    story = new Story(replay);
  }, 60_000);

  test('hears every post that names the shop', () => {
    expect(replay.posts.size).toBeGreaterThan(450);
    expect(story.heard(eastern('2009-04-12T08:00'), eastern('2009-04-12T09:00')).mentions).toBeGreaterThanOrEqual(20);
  });

  test('opens the incident on Sunday morning, at the tag, within the first hour', () => {
    expect(story.incidentAt(eastern('2009-04-08T00:00'))).toBeNull();
    const opened = story.of('incident.opened').find(({ data }) => data.incident.id === story.incidentId);
    expect(opened?.at).toBeLessThan(eastern('2009-04-12T09:00'));
    expect(story.incidentAt(eastern('2009-04-12T09:00'))?.hub).toBe(HUB);
  });

  test('decides on a holding statement at the hub, with its deadlines and reasons, while the cause is unknown', () => {
    const plan = story.incidentAt(eastern('2009-04-12T08:20'))?.plan;
    expect(plan?.decision).toMatchObject({ action: 'holding-statement', rule: 'R-14' });
    expect(plan?.venues[0]).toMatchObject({ target: 'hub', venue: HUB });
    expect(plan?.deadlines.ackBy?.at).toBeLessThan(eastern('2009-04-12T10:00'));
    expect(plan?.forbid.map(({ element }) => element)).toEqual(expect.arrayContaining(['never.minimise', 'never.deny', 'never.speculate']));
  });

  test('blocks the statement that calls it a glitch, and says why', () => {
    const glitch = replay.steps.find(({ step }) => step.do === 'submit-draft' && step.id === 'glitch');
    if (glitch?.is !== 'reviewed') throw new Error('the draft was not reviewed');
    expect(glitch.review.verdict).toBe('block');
    expect(glitch.review.findings.filter(({ level }) => level === 'block').map(({ cue }) => cue)).toContain('L04');
    expect(glitch.review.missing).toEqual(expect.arrayContaining(['say.empathy', 'say.unknowns', 'say.nextUpdate']));
  });

  test('refuses to close while nothing says how it will not recur', () => {
    const tried = replay.steps.find(({ step }) => step.do === 'try-to-close');
    if (tried?.is !== 'refused') throw new Error('closing was not refused');
    expect(tried.why).toContain('prevention');
    expect(story.incidentAt(eastern('2009-05-01T00:00'))?.state).toBe('resolved');
  });

  test('holds each thing owed against what Amazon did, by deadlines of the run', () => {
    const rows = owedRows(story);
    expect(rows).toHaveLength(10);
    const due = (id: string): number => rows.find(({ comparison }) => comparison.id === id)?.due ?? NaN;
    expect(due('answer-february')).toBe(eastern('2009-02-11T14:50'));
    expect(due('acknowledge')).toBeLessThan(eastern('2009-04-12T10:00'));
    expect(due('holding')).toBeGreaterThan(due('acknowledge'));
    expect(due('prevention')).toBeGreaterThan(eastern('2009-04-13T18:03'));
  });

  test('shows it on two screens', () => {
    const lines = report(replay, answer, paintWith(false), false);
    expect(lines.length).toBeLessThanOrEqual(100);
    for (const line of lines.filter((one) => !one.includes(tmpdir()))) expect(widthOf(line), line).toBeLessThanOrEqual(102);
    const text = lines.join('\n');
    expect(text).toMatch(/INVENTED/);
    expect(text).toContain(`the hub is ${HUB}`);
    expect(text).toMatch(/BLOCKED.*glitch/);
    expect(text).toMatch(/\u2067[^\n]*הודעת ביניים[^\n]*\u2069/);
    expect(text).toMatch(/CLOSING.*refused/);
    expect(lines.at(-1)).toContain(replay.digest);
    expect(lines.at(-1)).toContain(`${replay.events.length} events`);
  });

  test('shows everything with --full: each plan with its explanation and its trace', () => {
    const text = report(replay, answer, paintWith(false), true).join('\n');
    const plans = replay.events.filter(({ type }) => type === 'plan.made' || type === 'plan.revised');
    expect(text.match(/^\s+trace:$/gm)).toHaveLength(plans.length);
    expect(text).toContain('CHECKPOINTS');
  });

  test('sends nothing without a named human, and then only into a file', () => {
    const sent = story.of('reply.sent');
    expect(sent).toHaveLength(1);
    expect(story.of('approval.granted').map(({ data }) => data.approval.by)).toEqual(['Marit Solberg']);
    const file = /\S+sent\.jsonl/.exec(answer.section(paintWith(false)).join('\n'))?.[0] ?? '';
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  test('gives the same ledger twice', async () => {
    const again = await whatIf();
    const { digest, events } = await replayAmazonfail({ publishers: [again.publisher], epilogue: (monitor) => again.play(monitor) });
    expect({ digest, events: events.length }).toEqual({ digest: replay.digest, events: replay.events.length });
    expect(summary(replay)).toMatchObject({ digest, events: events.length });
  }, 60_000);

  test('differs where what was said differs', async () => {
    const until = eastern('2009-04-01T00:00');
    const steps = amazonfailCourse();
    const posts = amazonfailPosts();
    const whole = await replayAmazonfail({ posts, steps, until });
    const { digest } = await replayAmazonfail({ posts: posts.slice(1), steps, until });
    expect(digest).not.toBe(whole.digest);
  }, 60_000);
});

describe('own data', () => {
  const lines = join(folder, 'posts.jsonl');
  const table = join(folder, 'posts.csv');
  const words = ['My Zorbo kettle arrived broken, this is the third time!', 'I love my Zorbo lamp, thank you.', 'Does zorbo ship to Cork?', 'Nothing about them here.'];
  beforeAll(() => {
    const rows = words.map((body, index) => JSON.stringify({ body, who: `reader${index}`, when: `2024-03-0${index + 1}T10:00:00Z` }));
    writeFileSync(lines, [...rows, '{"body": "broken', JSON.stringify({ body: '', who: 'x' }), JSON.stringify({ body: 'Zorbo on the thirtieth', when: '2024-02-30' })].join('\n'));
    writeFileSync(table, `text,author\n${words.map((text, index) => `"${text}",reader${index}`).join('\n')}\n`);
  });

  const json = async (...args: string[]): Promise<OwnDataResult> => {
    const { code, stdout, stderr } = await run(...args, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as OwnDataResult;
  };

  test('is counted in one JSON object; rows that make no post are skipped and named', async () => {
    const result = await json('--file', lines, '--text', 'body', '--time', 'when:iso,UTC', '--author', 'who', '--brand', 'Zorbo');
    expect(result).toMatchObject({ brand: 'Zorbo', posts: 4, mentions: 3, timed: 3, skipped: 3, incidents: [], store: 'memory', batch: 256 });
    expect(result.skips.map((reason) => /^line \d/.exec(reason)?.[0]).sort()).toEqual(['line 5', 'line 6', 'line 7']);
    expect(Object.values(result.kinds).reduce((sum, value) => sum + value, 0)).toBe(3);
    expect(Object.values(result.speakers).reduce((sum, value) => sum + value, 0)).toBe(3);
    expect(Object.values(result.severities).reduce((sum, value) => sum + value, 0)).toBe(3);
    expect(result.incidentReason).toMatch(/the busiest hour had 1 of 3 mentions/);
    expect(result.duties.opened).toBeGreaterThan(0);
    for (const name of ['topics', 'postsPerSecond', 'peakMemoryMb'] as const) expect(result).toHaveProperty(name);
    expect(result.postsPerSecond).toBeGreaterThan(0);
  });

  test('without times makes no claim about surges', async () => {
    const result = await json('--file', table, '--text', 'text', '--query', 'zorbo', '--batch', '2');
    expect(result).toMatchObject({ brand: 'Brand', posts: 4, mentions: 3, timed: 0, batch: 2, incidents: [] });
    expect(result.incidentReason).toContain('no times');
  });

  test('is shown to people, and kept where a store is named', async () => {
    const store = join(folder, 'own.db');
    const args = ['--file', table, '--text', 'text', '--query', 'zorbo', '--store', store];
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Brand: 4 posts, 3 mentions/);
    expect(stdout).toMatch(/store: sqlite, batch: 256/);
    expect(stdout).not.toContain('\u001B');
    // What is kept is not read again.
    expect(await json(...args)).toMatchObject({ posts: 0, mentions: 0 });
  });

  test.each([
    [['--colour'], /Unknown option '--colour'/],
    [['posts.jsonl'], /posts\.jsonl/],
    [['--text', 'body'], /--file/],
    [['--file', lines], /--text/],
    [['--file', lines, '--text', 'body', '--full'], /--full/],
    [['--file', join(folder, 'nowhere.jsonl'), '--text', 'body'], /nowhere\.jsonl/],
    [['--file', lines, '--text', 'words'], /'words'.*There are: body, who, when/],
    [['--file', lines, '--text', 'body', '--time', 'hour'], /'hour'/],
    [['--file', lines, '--text', 'body', '--time', 'when:excel'], /excel/],
    [['--file', lines, '--text', 'body', '--time', 'when:excel,Mars/Olympus'], /Mars\/Olympus/],
    [['--file', lines, '--text', 'body', '--author', 'nobody'], /'nobody'/],
    [['--file', lines, '--text', 'body', '--batch', '0'], /--batch/],
    [['--file', lines, '--text', 'body', '--query', 'zorbo AND ('], /query/],
    [['--file', lines, '--text', 'body', '--languages', 'xx'], /'xx'/],
  ])('%j is refused in one sentence, with exit code 2', async (args, sentence) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('--help says what there is', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const flag of ['--file', '--text', '--time', '--author', '--query', '--brand', '--json', '--store', '--batch', '--languages', '--full']) expect(stdout).toContain(flag);
  });
});

describe('arguments', () => {
  test('the field of the time may name its format and its zone', () => {
    const time = (text: string) => readArguments(['--file', 'a', '--text', 't', '--time', text]).own?.time;
    expect(time('created')).toEqual({ field: 'created', format: 'auto', zone: 'UTC' });
    expect(time('created:excel,America/Los_Angeles')).toEqual({ field: 'created', format: 'excel', zone: 'America/Los_Angeles' });
    expect(time('dc:date')).toEqual({ field: 'dc:date', format: 'auto', zone: 'UTC' });
    expect(time('dc:date:iso')).toEqual({ field: 'dc:date', format: 'iso', zone: 'UTC' });
    expect(() => time('created:unix,UTC')).toThrow(UsageError);
  });

  test('a brand is its own query', () => {
    expect(readArguments(['--file', 'a', '--text', 't', '--brand', 'Acme "Best" Corp']).own?.query).toBe('"Acme  Best  Corp"');
  });
});

describe('the terminal', () => {
  test('is coloured only where somebody looks, unless told otherwise', () => {
    expect(wantsColour(undefined, { isTTY: true }, {})).toBe(true);
    expect(wantsColour(undefined, { isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour(undefined, {}, {})).toBe(false);
    expect(wantsColour(true, {}, { NO_COLOR: '1' })).toBe(true);
    expect(wantsColour(false, { isTTY: true }, {})).toBe(false);
    expect(paintWith(true).red('x')).toBe('\u001B[31mx\u001B[39m');
    expect(paintWith(false).red('x')).toBe('x');
  });

  test('is not steered by what others wrote', () => {
    expect(harmless('a\u001B[31mb\u202Ec\u0000')).toBe('a[31mbc');
  });

  test('measures what is seen', () => {
    expect(widthOf(paintWith(true).bold(rightToLeft('שלום')))).toBe(4);
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(clip('abcdef', 4)).toBe('abc…');
    expect(topOf(new Map([['unknown', 9], ['fan', 1], ['partner', 3]]), 40)).toBe('3 partner, 1 fan, 9 unknown');
    expect(topOf(new Map([['unknown', 9], ['fan', 1], ['partner', 3]]), 22)).toBe('3 partner, 9 unknown');
  });
});
