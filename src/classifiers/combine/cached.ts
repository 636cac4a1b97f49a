import * as z from 'zod';

import { inputProblem } from '../../lib/answers.ts';
import { digest } from '../../lib/digest.ts';
import { checkOptions } from '../../lib/options.ts';
import type { ClassifierResult } from '../../spec/classification.ts';
import type { CallContext, Classifier, ClassifyInput } from '../../spec/plugin.ts';
import { checkPart, combination, hear } from './parts.ts';

export interface CachedOptions {
  /** How many results are kept at most; the one not asked for the longest goes first. Default 10,000. */
  readonly most?: number;
}

const optionsSchema = z.strictObject({ most: z.int().min(1).max(10_000_000).default(10_000) });

/**
 * Asks a classifier once for what is said again and again: the same words in the same language, about the same target by the same names, to the same version.
 * Kept are results under a digest, in this process's memory, never a text; a failure, or what is incomplete, is never kept. A text that stands several times in a batch, or is
 * under way already, is asked about once. Throws CONFIG_INVALID for what is no classifier and for options that are none.
 */
export function cached(classifier: Classifier, options: CachedOptions = {}): Classifier {
  checkPart('cached.classifier', classifier);
  const { most } = checkOptions('cached', optionsSchema, options);
  // A Map goes by age: what is asked for is put back as the youngest.
  const kept = new Map<string, ClassifierResult>();
  const underWay = new Map<string, Promise<ClassifierResult | null>>();

  const recall = (key: string): ClassifierResult | undefined => {
    const result = kept.get(key);
    if (result !== undefined) {
      kept.delete(key);
      kept.set(key, result);
    }
    return result;
  };
  const keep = (key: string, result: ClassifierResult): void => {
    if (result.status === 'failed' || (result.status === 'labelled' && result.incomplete !== undefined)) return;
    kept.delete(key);
    kept.set(key, result);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
  };

  /** Asks for what nobody is asking for yet. */
  const ask = (wanted: ReadonlyMap<string, ClassifyInput>, context: CallContext): void => {
    if (wanted.size === 0) return;
    const asking = hear(classifier, [...wanted.values()], context);
    [...wanted.keys()].forEach((key, place) => {
      const one = asking.then(
        (results) => {
          const result = copyOf(results[place] as ClassifierResult);
          keep(key, result);
          return result;
        },
        // Rejected is what was aborted; whether that was meant for those who wait beside, they know.
        () => null,
      );
      underWay.set(key, one);
      void one.then(() => underWay.delete(key));
    });
  };

  return {
    ...combination('cached', [classifier]),
    async classify(texts, context) {
      const keys = texts.map((input, index) => inputProblem(input, index) ?? keyOf(classifier.version, input));
      const inputs = new Map(keys.map((key, index) => [key, texts[index] as ClassifyInput]));
      const found = new Map<string, ClassifierResult>();
      // A second round is for what somebody else had begun and gave up.
      for (let open = [...inputs.keys()]; open.length > 0; open = open.filter((key) => !found.has(key))) {
        context.signal.throwIfAborted();
        const wanted = new Map<string, ClassifyInput>();
        const begun: string[] = [];
        for (const key of open) {
          const result = recall(key);
          if (result !== undefined) found.set(key, result);
          else if (underWay.has(key)) begun.push(key);
          else wanted.set(key, inputs.get(key) as ClassifyInput);
        }
        const take = async (some: Iterable<string>): Promise<void> => {
          await Promise.all(
            [...some].map(async (key) => {
              const result = await underWay.get(key);
              if (result != null) found.set(key, result);
            }),
          );
        };
        ask(wanted, context);
        const others = take(begun);
        await take(wanted.keys());
        if (begun.length > 0) await asleep(others, context);
      }
      return texts.map(({ id }, index) => ({ ...structuredClone(found.get(keys[index] as string) as ClassifierResult), id }));
    },
  };
}

/** What a part gives may hold anything beside what a result is made of, also what cannot be copied. */
function copyOf(result: ClassifierResult): ClassifierResult {
  try {
    return structuredClone(result);
  } catch {
    return { id: result.id, status: 'failed', why: 'it answered with what cannot be copied' };
  }
}

/** Waits for another line of work. To a virtual clock that is no work: the other one may have to wait for time to pass. */
async function asleep<T>(work: Promise<T>, context: CallContext): Promise<T> {
  context.signal.throwIfAborted();
  const done = new AbortController();
  context.sleep(Infinity, done.signal).catch(() => undefined);
  const stopped = new Promise<never>((_, reject) => {
    context.signal.addEventListener('abort', () => reject(context.signal.reason as Error), { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    done.abort();
  }
}

const keyOf = (version: string, { text, language, target, targetNames = [] }: ClassifyInput): string => digest(version, language, target === undefined ? '' : `@${target}`, text, ...targetNames);
