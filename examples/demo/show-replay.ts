// The replay on two screens, whole with --full, or as one JSON object.
import { sqliteStore } from 'kashuv/stores/sqlite';

import type { Arguments } from './arguments.ts';
import { checkAll } from './checkpoints.ts';
import { draftSection } from './draft-section.ts';
import { heardSection } from './heard-section.ts';
import { owedRows, owedSection } from './owed.ts';
import { fullPlan, hebrewSection, planSection } from './plan-section.ts';
import { replayAmazonfail, type Replay } from './replay.ts';
import { Story } from './story.ts';
import { hanging, harmless, type Paint } from './terminal.ts';
import { timeline } from './timeline.ts';
import { dayAndTime } from './times.ts';
import { whatIf, type WhatIf } from './what-if.ts';
import { eastern } from './amazonfail/times.ts';

export async function showReplay({ json, full, store }: Pick<Arguments, 'json' | 'full' | 'store'>, paint: Paint): Promise<string> {
  const answer = await whatIf();
  const replay = await replayAmazonfail({ publishers: [answer.publisher], epilogue: (monitor) => answer.play(monitor), ...(store === undefined ? {} : { store: sqliteStore(store) }) });
  return json ? `${JSON.stringify(summary(replay))}\n` : `${report(replay, answer, paint, full).join('\n')}\n`;
}

/** What machines want to know: `check:replay` compares the digests. */
export function summary(replay: Replay): Record<string, unknown> {
  const story = new Story(replay);
  return {
    posts: replay.posts.size,
    events: replay.events.length,
    digest: replay.digest,
    wallMs: Math.round(replay.wallMs),
    checkpoints: checkAll(story).map(({ checkpoint: { id }, differs }) => ({ id, differs })),
    drafts: replay.steps.flatMap((one) => (one.is === 'reviewed' ? [{ id: one.step.id, verdict: one.review.verdict, expected: one.step.expect.verdict }] : [])),
    owed: owedRows(story).map(({ comparison: { id }, due, rule }) => ({ id, due: due === null ? null : new Date(due).toISOString(), rule })),
  };
}

export function report(replay: Replay, answer: WhatIf, paint: Paint, full: boolean): string[] {
  const story = new Story(replay);
  // The plan shown is the one in force when the tag was twenty minutes old.
  const at = eastern('2009-04-12T08:20');
  const plan = story.incidentAt(at)?.plan ?? (story.incidentId === null ? null : (story.plansOf(story.incidentId)[0] ?? null));
  return [
    paint.bold('#amazonfail, 12 April 2009: what was owed, hour by hour') + (full ? '' : paint.dim('   everything: npm run demo -- --full')),
    paint.bold(`All ${replay.posts.size} posts and their authors are INVENTED`) + ', a small sample of a storm of some 200,000 real ones.',
    `${paint.yellow('●')} documented facts (~ about that time; sources: amazonfail/timeline.json)  ${paint.magenta('▲')} ${paint.green('▼')} ${paint.red('✗')} kashuv, in this run`,
    '',
    ...timeline(story, paint, full),
    ...heardSection(story, paint, full),
    ...(plan === null ? ['No incident opened.'] : full ? [] : [...planSection(plan, at, paint), ...hebrewSection(plan, paint)]),
    ...(full ? everyPlan(replay, paint) : []),
    ...draftSection(replay.steps, paint, full),
    ...closing(replay, paint),
    ...owedSection(story, paint, full),
    ...answer.section(paint),
    ...(full ? checks(story, paint) : []),
    paint.dim(`Ledger: ${replay.events.length} events, sha256 ${replay.digest}, ${(replay.wallMs / 1000).toFixed(1)} s`),
  ];
}

function everyPlan(replay: Replay, paint: Paint): string[] {
  const plans = replay.events.flatMap((event) => (event.type === 'plan.made' || event.type === 'plan.revised' ? [event.data.plan] : []));
  return [paint.bold(paint.blue(`ALL ${plans.length} PLANS`)), ...plans.flatMap((plan) => fullPlan(plan, paint)), ...plans.filter(({ subject }) => subject.type === 'incident').slice(0, 1).flatMap((plan) => hebrewSection(plan, paint, true))];
}

function closing(replay: Replay, paint: Paint): string[] {
  const { steps } = replay;
  return steps.flatMap((one) => {
    if (one.step.do !== 'try-to-close') return [];
    const refused = one.is === 'refused';
    const text = one.is === 'refused' ? `refused: ${one.why.replace(/^state: /, '').replace(/incident_\w+ /, '').replace(/\.? Publish what .*/, '')}` : `not refused: ${'why' in one ? one.why : ''}`;
    const [first = '', ...more] = hanging('CLOSING', `${dayAndTime(one.at)}  ${harmless(text)}`, 9);
    return [paint.bold(paint.blue('CLOSING')) + first.slice(7), ...more].map((line) => (refused ? line : paint.yellow(line)));
  });
}

function checks(story: Story, paint: Paint): string[] {
  return [
    paint.bold(paint.blue('CHECKPOINTS of the case study')),
    ...checkAll(story).flatMap(({ checkpoint, differs }) => hanging(`  ${checkpoint.id}`, differs.length === 0 ? 'as expected' : differs.join('; '), 18).map((line) => (differs.length === 0 ? paint.green(line) : paint.yellow(line)))),
  ];
}
