import type { Author, PostInput, Signal, Venue } from '../../spec/post.ts';
import { voicesOf } from './crowd.ts';
import { isoMs, momentMs, spanMs } from './moments.ts';
import type { Scenario, ScenarioPost, Step } from './scenario-schema.ts';
import type { ScriptStep } from './scripted-source.ts';

/** A step of the host, and when it is taken: never at the moment of a post, so that who comes first is not left to chance. */
export interface Act {
  index: number;
  step: Step;
  at: number;
  /** The end of a silence. */
  ends: boolean;
}

export interface Timetable {
  /** T+0, epoch ms. */
  zero: number;
  begin: number;
  /** What the world says, for a scripted source. */
  script: ScriptStep[];
  acts: Act[];
}

/** Who says what when, and when the host acts. The scenario has been checked. */
export function timetableOf(scenario: Scenario): Timetable {
  const zero = isoMs(scenario.start) ?? 0;
  const timeOf = (moment: string): number => momentMs(moment, zero) ?? zero;
  const script: ScriptStep[] = [];
  const byId = new Map<string, PostInput>();
  const say = (post: PostInput, at: number): void => {
    byId.set(post.id, post);
    script.push({ at, signals: [{ type: 'posted', post }] });
  };
  for (const step of scenario.steps) {
    const at = timeOf(step.at);
    for (const written of step.mentions ?? []) {
      const postedAt = at + (spanMs(written.after ?? '0m') ?? 0);
      say(postOf(written, postedAt, scenario, byId), postedAt);
    }
    if (step.crowd !== undefined) {
      const { venue, replyTo, language } = step.crowd;
      for (const { id, author, text, after } of voicesOf(step.crowd)) {
        const post = { id, text, author: { id: author, handle: author }, venue: scenario.venues[venue] as Venue, postedAt: at + after };
        say({ ...post, ...(language === undefined ? {} : { language }), ...threadOf({ replyTo }, byId) }, at + after);
      }
    }
    const deleted = step.action?.type === 'delete' || step.action?.type === 'retract' ? step.action.post : null;
    if (deleted !== null) script.push({ at, signals: [{ type: 'deleted', ref: deleted, by: 'brand' } satisfies Signal] });
  }
  script.sort((a, b) => a.at - b.at);
  const acts = actsOf(scenario, timeOf, new Set(script.map(({ at }) => at)));
  return { zero, begin: Math.min(script[0]?.at ?? Infinity, acts[0]?.at ?? Infinity), script, acts };
}

function actsOf({ steps }: Scenario, timeOf: (moment: string) => number, taken: Set<number>): Act[] {
  const acts: Act[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.mentions !== undefined || step.crowd !== undefined) continue;
    acts.push({ index, step, at: timeOf(step.silence?.until ?? step.at), ends: step.silence !== undefined });
  }
  // What is done at the end of a silence comes after it.
  acts.sort((a, b) => a.at - b.at || Number(b.ends) - Number(a.ends) || a.index - b.index);
  for (const act of acts) {
    while (taken.has(act.at)) act.at += 1;
    taken.add(act.at);
  }
  return acts;
}

function postOf(written: ScenarioPost, postedAt: number, { people, venues }: Scenario, byId: ReadonlyMap<string, PostInput>): PostInput {
  const { id, by, text, title, venue, language, links, rating, reach } = written;
  return {
    id,
    text,
    author: authorOf(by, people),
    venue: venues[venue],
    postedAt,
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    ...(links === undefined ? {} : { links }),
    ...(rating === undefined ? {} : { rating }),
    ...(reach === undefined ? {} : { reach }),
    ...(written.private === true ? { private: true } : {}),
    ...threadOf(written, byId),
  };
}

function authorOf(by: string, people: Scenario['people']): Author {
  if (by.startsWith('@')) return { id: by.slice(1), handle: by.slice(1) };
  const { handle = by, ...profile } = people[by] ?? {};
  return { id: handle, handle, ...Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined)) };
}

function threadOf({ replyTo, quote, repost }: Partial<Pick<ScenarioPost, 'replyTo' | 'quote' | 'repost'>>, byId: ReadonlyMap<string, PostInput>): Pick<PostInput, 'thread'> {
  if (replyTo === undefined && quote === undefined && repost === undefined) return {};
  const root = replyTo === undefined ? undefined : (byId.get(replyTo)?.thread?.root ?? replyTo);
  return {
    thread: {
      ...(replyTo === undefined || root === undefined ? {} : { root, parent: replyTo }),
      ...(quote === undefined ? {} : { quote }),
      ...(repost === undefined ? {} : { repost }),
    },
  };
}
