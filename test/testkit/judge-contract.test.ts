import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { profileJudge } from '../../src/judges/profile.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import type { JudgeInput, SpeakerJudge } from '../../src/spec/plugin.ts';
import { speakerJudgeContract, type JudgedSpeaker, type SpeakerJudgeContract, type SpeakerJudgeRule } from '../../src/testkit/contracts/index.ts';

const bytes = new Uint8Array(readFileSync(new URL('../../models/speaker.bin', import.meta.url)));
const packs = [english(), hebrew()];
const acme = { id: 'acme', name: 'Acme', query: 'acme', staff: { handles: ['dana'] } };

describe('the judge that comes with kashuv', () => {
  const speakers: JudgedSpeaker[] = [
    { role: 'customer', text: 'My order never arrived', author: { id: 'u1', name: 'Lea', bio: 'I love my dog' } },
    { role: 'employee', author: { id: 'u2', handle: 'dana' }, brand: acme },
    { role: 'journalist', author: { id: 'u3', bio: 'Staff writer at the Harbour Gazette' } },
    { role: 'customer', author: { id: 'u4' }, history: [{ role: 'customer', confidence: 0.9, at: 0, by: 'judge' }] },
    { role: null, author: { id: 'u5', name: 'Reporter' } },
    { role: null },
  ];
  speakerJudgeContract({ test, expect }, { judge: () => profileJudge({ packs, model: async () => bytes }), failing: () => profileJudge({ packs, model: () => Promise.reject(new Error('disk')) }), speakers });
  speakerJudgeContract({ test, expect }, { judge: () => profileJudge({ packs }), speakers });
});

/** Which tests of the kit fail. */
async function failuresOf(contract: SpeakerJudgeContract): Promise<string[]> {
  const found: { name: string; run: () => Promise<void> }[] = [];
  speakerJudgeContract({ test: (name, run) => found.push({ name: name.replace(/^a judge /, ''), run }), expect }, contract);
  const failures: string[] = [];
  for (const { name, run } of found) await run().catch(() => failures.push(name));
  return failures;
}

describe('the kit for judges', () => {
  const speakers: JudgedSpeaker[] = [{ role: 'customer', author: { id: 'lea', name: 'Lea', bio: 'words' } }, { role: null, author: { id: 'dan' } }];
  const sound = (): SpeakerJudge => ({
    contract: 1, name: 'list', instance: 'list', version: '1', capabilities: { maxInFlight: 4, sendsTextOut: false },
    judge: async ({ post }) => (post.author?.id === 'lea' ? known('customer', 0.9, [{ source: 'list', cue: 'crm' }]) : unknown('not on the list')),
  });
  const answering = (answer: (input: JudgeInput, calls: number) => unknown) => (): SpeakerJudge => {
    let calls = 0;
    return { ...sound(), judge: async (input) => (answer(input, (calls += 1)) ?? sound().judge(input, undefined as never)) as never };
  };

  test('finds nothing in a sound one', async () => expect(await failuresOf({ judge: sound, speakers, failing: () => ({ ...sound(), judge: () => Promise.reject(new KashuvError('UNAVAILABLE', 'down.')) }) })).toEqual([]));

  const faults: [string, SpeakerJudgeRule, () => SpeakerJudge][] = [
    ['no version', 'describes itself', () => ({ ...sound(), version: '' })],
    ['an instance by chance', 'describes itself', (() => { let made = 0; return () => ({ ...sound(), instance: `list-${(made += 1)}` }); })()],
    ['no number of calls', 'describes itself', () => ({ ...sound(), capabilities: { maxInFlight: 0, sendsTextOut: false } })],
    ['another role', 'knows whom it should', answering(({ post }) => (post.author?.id === 'lea' ? known('fan', 0.9) : undefined))],
    ['a role that is none', 'knows whom it should', answering(({ post }) => (post.author?.id === 'lea' ? { known: true, value: 'boss', confidence: 1, evidence: [] } : undefined))],
    ['a party that is none', 'knows whom it should', answering(({ post }) => (post.author?.id === 'lea' ? { ...known('customer', 0.9), party: known('robot') } : undefined))],
    ['a confidence that grows', 'says the same again', answering(({ post }, calls) => (post.author?.id === 'lea' ? known('customer', Math.min(1, 0.5 + calls / 10)) : undefined))],
    ['an input that is changed', 'leaves what it is given alone', answering((input) => { Object.assign(input.post, { seenAt: 1 }); return undefined; })],
    ['roles from a name', 'knows nobody by the name alone', answering(({ post }) => (/reporter/iu.test(post.author?.name ?? '') ? known('journalist', 0.8) : undefined))],
    ['roles from the names of a list', 'knows nobody by the name alone', answering(({ post, brand }) => (brand.staff.names.includes(post.author?.name ?? '') ? known('employee', 0.8) : undefined))],
    ['stars for followers', 'lets followers and ticks count for nothing', answering(({ post }) => ((post.author?.followers ?? 0) > 100_000 ? known('influencer', 0.8) : undefined))],
    ['a little more for a tick', 'lets followers and ticks count for nothing', answering(({ post }) => (post.author?.id === 'lea' && post.author.verified === true ? known('customer', 0.95) : undefined))],
    ['a span beyond the text', 'points at what is there', answering(({ post }) => (post.author?.id === 'lea' ? known('customer', 0.9, [{ source: 'text', cue: 'x', span: { start: 0, end: 10_000 } }]) : undefined))],
    ['a place in a field that is not there', 'points at what is there', answering(({ post }) => (post.author?.id === 'lea' ? known('customer', 0.9, [{ source: 'profile', cue: 'x', place: { field: 'handle', start: 0, end: 1 } }]) : undefined))],
    ['words of the profile', 'quotes nobody', answering(({ post }) => (post.author?.id === 'lea' ? known('customer', 0.9, [{ source: 'profile', cue: post.author.bio ?? '' }]) : undefined))],
    ['words of the post in the reason', 'quotes nobody', answering(({ post }) => (post.author?.id === 'dan' ? unknown(`not known: ${post.text}`) : undefined))],
    ['an error for an odd address', 'bears whatever somebody is called', answering(({ post }) => (post.author?.url === undefined ? undefined : (new URL(post.author.url), undefined)))],
    ['an author who has to be there', 'bears whatever somebody is called', answering(({ post }) => { if (post.author === undefined) throw new Error('nobody'); return undefined; })],
  ];
  test.each(faults)('finds: %s', async (_, rule, judge) => expect(await failuresOf({ judge, speakers })).toContain(rule));

  test.each<[string, () => SpeakerJudge]>([
    ['nothing said of a failure', sound],
    ['an error without a code', () => ({ ...sound(), judge: () => Promise.reject(new Error('down')) })],
  ])('finds: %s', async (_, failing) => expect(await failuresOf({ judge: sound, speakers, failing })).toEqual(['fails aloud']));

  test('is not held up by a judge that waits', async () => {
    const waiting = (): SpeakerJudge => ({ ...sound(), judge: async (input, context) => { if (context.signal.aborted) await context.sleep(1_000); return sound().judge(input, context); } });
    expect(await failuresOf({ judge: waiting, speakers })).toEqual([]);
  });

  test('leaves out a rule with a reason', () => {
    const names: string[] = [];
    speakerJudgeContract({ test: (name) => names.push(name), expect }, { judge: sound, speakers, skip: { 'says the same again': 'asks a service that learns' } });
    expect(names.length).toBeGreaterThan(7);
    expect(names).not.toContain('a judge says the same again');
  });

  test.each<[string, unknown, string]>([
    ['null', null, 'speakerJudgeContract'],
    ['no judge', { speakers }, 'judge'],
    ['a judge that was made already', { judge: sound(), speakers }, 'judge'],
    ['no speakers', { judge: sound }, 'speakers'],
    ['speakers whom nobody knows', { judge: sound, speakers: [{ role: null }] }, 'speakers'],
    ['a speaker without a role', { judge: sound, speakers: [{ author: { id: 'lea' } }] }, 'speakers'],
    ['a misspelt rule', { judge: sound, speakers, skip: { 'quotes no one': 'x' } }, 'skip.quotes no one'],
  ])('refuses a contract that is none: %s', (_, wrong, field) => {
    expect(() => speakerJudgeContract({ test, expect }, wrong as SpeakerJudgeContract)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});
