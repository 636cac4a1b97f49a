import { KashuvError } from '../../spec/errors.ts';
import type { PullSource } from '../../spec/plugin.ts';
import { postInputSchema, type PostInput, type Signal } from '../../spec/post.ts';
import { aName, wrongly } from './given.ts';

/** What happens at a moment (epoch ms): signals are heard, or the source fails once. */
export type ScriptStep = { at: number; signals: readonly Signal[] } | { at: number; fails: KashuvError };

export interface ScriptedSourceOptions {
  instance?: string;
  /** `end`: the source is done after the last step. `wait`: it stays, as a stream does. Default `end`. */
  afterwards?: 'end' | 'wait';
}

/** Posts at the time they were posted. A post without a time comes with the one before it in the list; those that begin it, with the first that has one. */
export function postsAsScript(posts: readonly PostInput[]): ScriptStep[] {
  if (!Array.isArray(posts)) throw wrongly('posts', 'expected a list of posts.', "Write [{ id: '1', text: '…', postedAt: Date.parse('2026-05-04T09:00:00Z') }].");
  const list: readonly PostInput[] = posts;
  list.forEach((post: unknown, index) => {
    const { success, error } = postInputSchema.safeParse(post);
    if (!success) throw wrongly([`posts[${index}]`, ...(error.issues[0]?.path ?? []).map(String)].join('.'), `${error.issues[0]?.message ?? 'no post'}.`, 'A post has an id and a text; times are epoch milliseconds.');
  });
  let last = list.find(({ postedAt }) => postedAt !== undefined)?.postedAt ?? 0;
  const timed = list.map((post, index) => ({ post, at: (last = post.postedAt ?? last), index }));
  timed.sort((a, b) => a.at - b.at || a.index - b.index);
  return timed.map(({ post, at }) => ({ at, signals: [{ type: 'posted', post }] }));
}

function checkScript(steps: unknown, options: unknown): void {
  if (!Array.isArray(steps)) throw wrongly('steps', 'expected a list of steps.', "Write [{ at: Date.parse('2026-05-04T09:00:00Z'), signals: [] }], or postsAsScript(posts).");
  for (const [index, step] of (steps as unknown[]).entries()) {
    const { at, signals, fails } = (typeof step === 'object' && step !== null ? step : {}) as { at?: unknown; signals?: unknown; fails?: unknown };
    if (!Number.isFinite(at)) throw wrongly(`steps[${index}].at`, 'expected epoch milliseconds.', 'Pass a finite number.');
    if (!(fails === undefined ? Array.isArray(signals) : KashuvError.is(fails))) throw wrongly(`steps[${index}]`, 'expected signals, or fails with a KashuvError.', "Write signals: [{ type: 'posted', post }].");
  }
  if (typeof options !== 'object' || options === null) throw wrongly('options', 'expected an object.', "Write { instance: 'scripted', afterwards: 'wait' }, or leave it out.");
  const { instance, afterwards = 'end' } = options as { instance?: unknown; afterwards?: unknown };
  if (instance !== undefined) aName('options.instance', instance);
  if (afterwards !== 'end' && afterwards !== 'wait') throw wrongly('options.afterwards', "expected 'end' or 'wait'.", 'Leave it out for end.');
}

interface ScriptItem {
  index: number;
  signals: readonly Signal[];
}

/**
 * A source that says what a script says, when the script says it, by the monitor's clock. The cursor is the step's number. Steps are taken in the
 * order of the list: one that lies before the one before it comes right after that.
 */
export function scriptedSource(steps: readonly ScriptStep[], options: ScriptedSourceOptions = {}): PullSource<ScriptItem> {
  checkScript(steps, options);
  const failed = new Set<number>();
  return {
    contract: 1,
    name: 'scripted',
    instance: options.instance ?? 'scripted',
    capabilities: { mode: options.afterwards === 'wait' ? 'stream' : 'once', backfill: true, threads: false, authors: false, queryFeatures: [] },
    async *read({ cursor }, context) {
      for (let index = cursor === null ? 0 : Number(cursor) + 1; index < steps.length; index += 1) {
        const step = steps[index] as ScriptStep;
        if (step.at > context.now()) await context.sleep(step.at - context.now());
        if ('fails' in step) {
          if (failed.has(index)) continue;
          failed.add(index);
          throw step.fails;
        }
        yield { items: [{ index, signals: step.signals }], cursor: String(index), caughtUp: (steps[index + 1]?.at ?? Infinity) > context.now() };
      }
      if (options.afterwards === 'wait') await context.sleep(Infinity);
    },
    signals: ({ signals }) => signals,
  };
}
