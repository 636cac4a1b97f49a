import type { KashuvError } from '../../spec/errors.ts';
import type { PullSource } from '../../spec/plugin.ts';
import type { PostInput, Signal } from '../../spec/post.ts';

/** What happens at a moment (epoch ms): signals are heard, or the source fails once. */
export type ScriptStep = { at: number; signals: readonly Signal[] } | { at: number; fails: KashuvError };

export interface ScriptedSourceOptions {
  instance?: string;
  /** `end`: the source is done after the last step. `wait`: it stays, as a stream does. Default `end`. */
  afterwards?: 'end' | 'wait';
}

/** Posts at the time they were posted. A post without a time comes with the one before it. */
export function postsAsScript(posts: readonly PostInput[]): ScriptStep[] {
  const timed = posts.map((post, index) => ({ post, at: post.postedAt ?? -Infinity, index }));
  timed.sort((a, b) => a.at - b.at || a.index - b.index);
  return timed.map(({ post, at }) => ({ at, signals: [{ type: 'posted', post }] }));
}

interface ScriptItem {
  index: number;
  signals: readonly Signal[];
}

const FOREVER_MS = 1_000 * 365 * 86_400_000;

/** A source that says what a script says, when the script says it, by the monitor's clock. The cursor is the step's number. */
export function scriptedSource(steps: readonly ScriptStep[], options: ScriptedSourceOptions = {}): PullSource<ScriptItem> {
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
        yield { items: [{ index, signals: step.signals }], cursor: String(index), caughtUp: index === steps.length - 1 };
      }
      if (options.afterwards === 'wait') await context.sleep(FOREVER_MS);
    },
    signals: ({ signals }) => signals,
  };
}
