import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import type { CoreOptions, Monitor } from '../../src/core.ts';
import { profileJudge } from '../../src/judges/profile.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import type { JudgeInput, SpeakerJudge } from '../../src/spec/plugin.ts';
import type { PostInput } from '../../src/spec/post.ts';
import type { PastRole, SpeakerJudgement, SpeakerRole } from '../../src/spec/speaker.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';
import { fixedJudge, ledgerDigest, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { dataOf, HOUR, post, START, testMonitor } from '../support/monitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-speakers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY = 24 * HOUR;
const packs = [english(), hebrew()];
const profile = (): SpeakerJudge => profileJudge({ packs });

/** A judge that remembers what it was told, and answers by the marks of a post. */
function listening(answer: (input: JudgeInput) => SpeakerJudgement = () => unknown('nobody knows')): { judge: SpeakerJudge; told: PastRole[][] } {
  const told: PastRole[][] = [];
  const judge: SpeakerJudge = { contract: 1, name: 'listening', instance: 'listening', version: '1', capabilities: { maxInFlight: 1, sendsTextOut: false }, judge: async (input) => { told.push([...input.history]); return answer(input); } };
  return { judge, told };
}

async function judged(monitor: Monitor): Promise<(SpeakerRole | null)[]> {
  await monitor.idle();
  return (await dataOf(monitor, 'speaker.judged')).map(({ role }) => (role.known ? role.value : null));
}

async function lastMention(monitor: Monitor): Promise<string> {
  await monitor.idle();
  return (await dataOf(monitor, 'mention.heard')).at(-1)?.mention.id ?? '';
}

const say = (monitor: Monitor, text: string, by = 'lea', more: Partial<PostInput> = {}) => monitor.ingest(post(text, { by, ...more }));

describe('who was known before', () => {
  it('stays known, with history as the evidence', async () => {
    await using monitor = testMonitor({ judges: [profile()] });
    await say(monitor, 'my order never came');
    await say(monitor, '[complaint] nobody answers');
    await say(monitor, '[complaint] nobody answers', 'somebody-else');
    expect(await judged(monitor)).toEqual(['customer', 'customer', null]);
    const [first, second] = await dataOf(monitor, 'speaker.judged');
    expect(first?.role).toMatchObject({ confidence: 0.7, evidence: [{ source: 'text' }] });
    expect(second?.role).toMatchObject({ confidence: 0.66, evidence: [{ source: 'history', cue: 'earlier' }] });
  });

  it('is known to one brand, not to the other', async () => {
    const brands = [{ id: 'acme', name: 'Acme', query: 'acme' }, { id: 'zenith', name: 'Zenith', query: 'zenith' }];
    await using monitor = testMonitor({ judges: [profile()], brands });
    await say(monitor, 'my order never came');
    await say(monitor, 'and what of zenith', 'lea', { text: 'zenith, hello' });
    expect(await judged(monitor)).toEqual(['customer', null]);
  });

  it('is told to judges: each role once, of a year at most, and never what rests on memory alone', async () => {
    const { judge, told } = listening(({ post: { text }, history }) => {
      if (text.includes('[repeat]')) return history[0] === undefined ? unknown('new') : known(history[0].role, 0.9, [{ source: 'history', cue: 'earlier' }]);
      return text.includes('[buys]') ? known('customer', 0.7, [{ source: 'text', cue: 'buys' }]) : text.includes('[works]') ? known('employee', 0.8) : unknown('nothing said');
    });
    const clock = virtualClock({ start: START });
    await using monitor = testMonitor({ judges: [judge], clock });
    const steps = ['[buys]', '[works]', 'hello', '[repeat]', 'hello'];
    for (const text of steps) {
      await say(monitor, text);
      await monitor.idle();
      await clock.wait(clock.now() + 200 * DAY);
    }
    await say(monitor, 'hello');
    await monitor.idle();
    expect(told.map((history) => history.map(({ role, confidence, at, by }) => [role, confidence, (at - START) / DAY, by]))).toEqual([
      [],
      [['customer', 0.7, 0, 'judge']],
      [['employee', 0.8, 200, 'judge']],
      [],
      [],
      [],
    ]);
  });

  it('is told by the same day to a post that comes with the first', async () => {
    const { judge, told } = listening(({ post: { text } }) => (text.includes('[buys]') ? known('customer', 0.7, []) : unknown('nothing said')));
    await using monitor = testMonitor({ judges: [judge] });
    await monitor.ingest([post('[buys]', { by: 'lea' }), post('hello', { by: 'lea' }), post('hello', { by: 'dan' })]);
    await monitor.idle();
    expect(told.map((history) => history.map(({ role }) => role)).sort()).toEqual([[], [], ['customer']]);
  });

  it('is not learned from words passed on', async () => {
    const { judge, told } = listening(({ post: { text } }) => (text.includes('[buys]') ? known('customer', 0.7, []) : unknown('nothing said')));
    await using monitor = testMonitor({ judges: [judge] });
    await say(monitor, '[buys] i say', 'dan', { id: 'first' });
    await say(monitor, '[buys] i say', 'lea', { thread: { repost: 'first' }, text: 'acme [buys] i say' });
    await say(monitor, 'hello', 'lea');
    await monitor.idle();
    expect(told.at(-1)).toEqual([]);
  });

  it('depends on the order of posts alone, not on what is judged together', async () => {
    const said = fc.constantFrom('my order never came', 'I work at acme', 'I used to work at acme', 'hello', "I'm a reporter", '[complaint] bad');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(said, fc.constantFrom('lea', 'dan')), { minLength: 2, maxLength: 12 }), async (lines) => {
        const posts = lines.map(([text, by], index) => post(text, { by, id: `p${index}` }));
        const digestOf = async (ingest: (monitor: Monitor) => Promise<void>): Promise<string> => {
          await using monitor = testMonitor({ judges: [profile()] });
          await ingest(monitor);
          await monitor.idle();
          return (await ledgerDigest(monitor)).digest;
        };
        const together = await digestOf(async (monitor) => void (await monitor.ingest(posts)));
        const apart = await digestOf(async (monitor) => {
          for (const one of posts) {
            await monitor.ingest(one);
            await monitor.idle();
          }
        });
        expect(apart).toBe(together);
      }),
      { numRuns: 15 },
    );
  });
});

describe('what a human corrected', () => {
  const employee = async (monitor: Monitor, role: SpeakerRole = 'employee'): Promise<void> => monitor.correct({ mention: await lastMention(monitor), role, by: 'Dana' });

  it('is remembered of the author and beats every judge', async () => {
    await using monitor = testMonitor({ judges: [profile(), fixedJudge(() => 'competitor')] });
    await say(monitor, 'my order never came');
    await employee(monitor);
    await say(monitor, 'my order never came');
    await say(monitor, 'my order never came', 'dan');
    expect(await judged(monitor)).toEqual(['competitor', 'employee', 'competitor']);
    expect((await dataOf(monitor, 'speaker.judged'))[1]?.role).toEqual({ known: true, value: 'employee', confidence: 1, evidence: [{ source: 'human', cue: 'correction' }] });
  });

  it('is told to judges, does not age, and is taken back by a later word', async () => {
    const { judge, told } = listening();
    const clock = virtualClock({ start: START });
    await using monitor = testMonitor({ judges: [judge], clock });
    await say(monitor, 'hello');
    await employee(monitor);
    await monitor.idle();
    await clock.wait(clock.now() + 800 * DAY);
    await say(monitor, 'hello');
    expect(await judged(monitor)).toEqual([null, 'employee']);
    expect(told.at(-1)).toEqual([{ role: 'employee', confidence: 1, at: START, by: 'human' }]);
    await employee(monitor, 'partner');
    await say(monitor, 'hello');
    expect(await judged(monitor)).toEqual([null, 'employee', 'partner']);
    expect(told.at(-1)?.map(({ role }) => role)).toEqual(['partner']);
  });

  it('survives a restart, and what was judged does, too', async () => {
    const options = (): Partial<CoreOptions> => ({ store: sqliteStore(join(folder, 'restart.db')), judges: [profile()] });
    {
      await using monitor = testMonitor(options());
      await say(monitor, 'hello');
      await employee(monitor);
      await say(monitor, 'my order never came', 'dan');
      await monitor.idle();
    }
    await using monitor = testMonitor(options());
    await say(monitor, 'my order never came');
    await say(monitor, 'hello', 'dan');
    expect((await judged(monitor)).slice(-2)).toEqual(['employee', 'customer']);
  });

  it('is forgotten with the author', async () => {
    await using monitor = testMonitor({ judges: [profile()] });
    await say(monitor, 'hello');
    await employee(monitor);
    await say(monitor, 'my order never came', 'dan');
    await monitor.idle();
    for (const id of ['lea', 'dan']) await monitor.forget({ source: 'host', id });
    await say(monitor, 'hello');
    await say(monitor, 'hello', 'dan');
    expect((await judged(monitor)).slice(-2)).toEqual([null, null]);
  });

  it('holds for a post that is understood only later', async () => {
    let fails = true;
    const { judge } = listening(() => { if (fails) throw new Error('down'); return known('customer', 0.9, []); });
    const clock = virtualClock({ start: START });
    await using monitor = testMonitor({ judges: [judge], clock });
    await say(monitor, '[complaint] one', 'lea', { id: 'one' });
    await say(monitor, '[complaint] two', 'lea', { id: 'two' });
    await employee(monitor);
    fails = false;
    await clock.wait(clock.now() + 2 * HOUR);
    await monitor.idle();
    expect((await monitor.plans()).map(({ owner }) => owner.role)).toEqual(['hr', 'hr']);
  });
});

it('a domain that the source has proved reaches the judge', async () => {
  await using monitor = testMonitor({ judges: [profile()], brands: [{ id: 'acme', name: 'Acme', query: 'acme', press: { domains: ['harbour.example'] } }] });
  await say(monitor, 'hello', 'lea', { author: { id: 'lea', verifiedDomains: ['desk.harbour.example'] } });
  await say(monitor, 'hello', 'dan', { author: { id: 'dan', bio: 'desk.harbour.example' } });
  expect(await judged(monitor)).toEqual(['journalist', null]);
});

describe('the party', () => {
  it('stands beside the role in the ledger, the surest of what judges say', async () => {
    const saying = (name: string, judgement: SpeakerJudgement): SpeakerJudge => ({ ...listening(() => judgement).judge, name, instance: name });
    await using monitor = testMonitor({
      judges: [saying('one', { ...unknown('no role'), party: unknown('no profile') }), saying('two', { ...known('journalist', 0.8), party: known('person', 0.7), vantage: known('media', 0.8) }), saying('three', { ...unknown('no role'), party: known('organisation', 1, [{ source: 'model', cue: 'm' }]) }), profile()],
    });
    await say(monitor, 'hello');
    await monitor.idle();
    const [told] = await dataOf(monitor, 'speaker.judged');
    expect(told?.role).toEqual({ known: true, value: 'journalist', confidence: 0.8, evidence: [] });
    expect(told?.party).toEqual({ known: true, value: 'organisation', confidence: 1, evidence: [{ source: 'model', cue: 'm' }] });
    expect(told?.vantage).toEqual(known('media', 0.8));
  });

  it.each<[string, unknown]>([
    ['a party that is none', { ...unknown('x'), party: known('robot') }],
    ['a vantage that is none', { ...unknown('x'), vantage: known('moon') }],
    ['a party that is no fact', { ...unknown('x'), party: 'person' }],
    ['a place in no field', known('customer', 1, [{ source: 'profile', cue: 'x', place: { field: 'shoe', start: 0, end: 1 } }] as never)],
  ])('%s is a failure of the judge', async (_, answer) => {
    const failed: string[] = [];
    await using monitor = testMonitor({ judges: [listening(() => answer as SpeakerJudgement).judge] });
    monitor.on('judge.failed', ({ judge }) => failed.push(judge));
    await say(monitor, 'hello');
    expect(await judged(monitor)).toEqual([null]);
    expect(failed).toEqual(['listening']);
  });
});
