import type PQueue from 'p-queue';

import { mergeResults } from '../understand/index.ts';
import type { Brand } from '../spec/brand.ts';
import type { Classification, ClassifierResult } from '../spec/classification.ts';
import { KashuvError } from '../spec/errors.ts';
import { unknown, type Fact } from '../spec/fact.ts';
import type { CallContext, Classifier, ClassifyInput, SpeakerJudge } from '../spec/plugin.ts';
import type { Post } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';
import { isClassifierResult, isSpeakerFact } from './answers.ts';
import type { Clock } from './clock.ts';

export interface Understanding {
  classification: Classification;
  role: Fact<SpeakerRole>;
  judges: string[];
  /** Some classifier or judge failed: worth another try. */
  failed: boolean;
}

export interface EnrichmentOptions {
  classifiers: readonly Classifier[];
  judges: readonly SpeakerJudge[];
  calls: PQueue;
  clock: Clock;
  context: CallContext;
  callTimeoutMs: number;
  classifierFailed: (classifier: string, post: string, message: string) => void;
  judgeFailed: (judge: string, post: string, message: string) => void;
}

/** Asks classifiers and judges about posts, side by side. A failure is an answer of its own, never an absence. */
export class Enrichment {
  readonly #options: EnrichmentOptions;

  constructor(options: EnrichmentOptions) {
    this.#options = options;
  }

  /** Same length and order as `posts`. */
  async understand(brand: Brand, posts: readonly Post[]): Promise<Understanding[]> {
    const [what, who] = await this.#limited((ask) => Promise.all([this.#classify(brand, posts, ask), this.#judge(brand, posts, ask)]));
    return posts.map((_, index) => {
      const { classification, failed } = what[index] as { classification: Classification; failed: boolean };
      const judged = who[index] as { role: Fact<SpeakerRole>; by: string[]; failed: boolean };
      return { classification, role: judged.role, judges: judged.by, failed: failed || judged.failed };
    });
  }

  async #classify(brand: Brand, posts: readonly Post[], ask: Ask): Promise<{ classification: Classification; failed: boolean }[]> {
    const results: { by: string; result: ClassifierResult }[][] = posts.map(() => []);
    await Promise.all(
      this.#options.classifiers.map(async (classifier) => {
        const { languages, maxBatch } = classifier.capabilities;
        const wanted = posts.flatMap((post, index) => (languages === 'any' || languages.includes(post.language.code) || post.language.code === 'und' ? [index] : []));
        for (let from = 0; from < wanted.length; from += maxBatch) {
          const indices = wanted.slice(from, from + maxBatch);
          const inputs = indices.map((index): ClassifyInput => {
            const post = posts[index] as Post;
            return { id: post.id, text: post.text, language: post.language.code, target: brand.name };
          });
          const answers = await this.#ask(classifier, inputs, ask);
          indices.forEach((index, position) => {
            const result = answers[position] as ClassifierResult;
            results[index]?.push({ by: `${classifier.name}@${classifier.version}`, result });
            if (result.status === 'failed') this.#options.classifierFailed(classifier.instance, result.id, result.why);
          });
        }
      }),
    );
    return results.map((heard, index) => {
      // Classifiers run side by side; what they said is put together in the order they were configured.
      const order = this.#options.classifiers.map((classifier) => `${classifier.name}@${classifier.version}`);
      heard.sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by));
      const failed = heard.some(({ result }) => result.status === 'failed');
      if (heard.length === 0) {
        const language = posts[index]?.language.code ?? 'und';
        return { classification: mergeResults([{ by: 'none', result: { id: posts[index]?.id ?? '', status: 'abstained', why: `no classifier reads '${language}'`, unread: true } }]), failed };
      }
      return { classification: mergeResults(heard), failed };
    });
  }

  async #ask(classifier: Classifier, inputs: readonly ClassifyInput[], ask: Ask): Promise<ClassifierResult[]> {
    const failed = (id: string, why: string): ClassifierResult => ({ id, status: 'failed', why });
    try {
      // A copy: what a plugin does to its input is its own affair.
      const answers: unknown = await ask((context) => classifier.classify(inputs.map((input) => ({ ...input })), context), classifier.capabilities.sendsTextOut);
      if (!Array.isArray(answers) || answers.length !== inputs.length) return inputs.map(({ id }) => failed(id, 'the classifier did not answer for each text'));
      return inputs.map(({ id }, index) => {
        const answer: unknown = answers[index];
        if (!isClassifierResult(answer)) return failed(id, 'the classifier answered with what is no result');
        return answer.id === id ? answer : failed(id, 'the classifier answered out of order');
      });
    } catch (error) {
      const { message } = KashuvError.from(error);
      return inputs.map(({ id }) => failed(id, message));
    }
  }

  async #judge(brand: Brand, posts: readonly Post[], ask: Ask): Promise<{ role: Fact<SpeakerRole>; by: string[]; failed: boolean }[]> {
    return Promise.all(
      posts.map(async (post) => {
        const by: string[] = [];
        let best: Fact<SpeakerRole> | null = null;
        const candidates: { value: SpeakerRole; confidence: number }[] = [];
        const reasons: string[] = [];
        let failed = false;
        for (const judge of this.#options.judges) {
          try {
            const role: unknown = await ask((context) => judge.judge({ post: { ...post }, brand }, context), judge.capabilities.sendsTextOut);
            if (!isSpeakerFact(role)) throw new KashuvError('INTERNAL', 'the judge answered with what is no fact about a speaker.');
            by.push(`${judge.name}@${judge.version}`);
            if (role.known) {
              if (best === null || !best.known || role.confidence > best.confidence) best = role;
            } else {
              candidates.push(...role.candidates);
              reasons.push(role.why);
            }
          } catch (error) {
            failed = true;
            const message = KashuvError.from(error).message;
            reasons.push(`the judge ${judge.name} failed`);
            this.#options.judgeFailed(judge.instance, post.id, message);
          }
        }
        return { role: best ?? unknown<SpeakerRole>(reasons.join('; ') || 'nobody judged', candidates), by, failed };
      }),
    );
  }

  /** Runs `work` with a time limit on everything it asks. One limit for the whole batch keeps the common, quick case cheap. */
  async #limited<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const { calls, clock, context, callTimeoutMs } = this.#options;
    const over = new AbortController();
    const settled = new AbortController();
    const limited: CallContext = { ...context, signal: AbortSignal.any([context.signal, over.signal]) };
    const timeout = clock.wait(clock.now() + callTimeoutMs, settled.signal).then(
      () => {
        const error = new KashuvError('UNAVAILABLE', `no answer within ${callTimeoutMs} ms.`);
        over.abort(error);
        throw error;
      },
      () => new Promise<never>(() => undefined),
    );
    timeout.catch(() => undefined);
    try {
      // Only what leaves the machine is queued: a local call has nothing to wait for.
      return await work((call, sendsOut) => (sendsOut ? calls.add(() => Promise.race([call(limited), timeout])) : Promise.race([call(limited), timeout])));
    } finally {
      settled.abort(SETTLED);
    }
  }
}

/** Made once: a fresh reason for every batch costs more than the batch. */
const SETTLED = new Error('settled');

type Ask = <R>(call: (context: CallContext) => Promise<R>, sendsOut: boolean) => Promise<R>;
