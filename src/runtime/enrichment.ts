import { isClassifierResult, isSpeakerJudgement } from '../lib/answers.ts';
import { mergeResults } from '../understand/index.ts';
import type { Brand } from '../spec/brand.ts';
import type { Classification, ClassifierResult } from '../spec/classification.ts';
import { KashuvError } from '../spec/errors.ts';
import { unknown, type Fact } from '../spec/fact.ts';
import type { CallContext, Classifier, ClassifyInput, SpeakerJudge } from '../spec/plugin.ts';
import type { Post } from '../spec/post.ts';
import type { SpeakerFindings, SpeakerJudgement, SpeakerRole } from '../spec/speaker.ts';
import { believedRole, NEW_AUTHOR, pastOf, remember } from './author-memory.ts';
import type { Clock, ClockTask } from './clock.ts';
import type { AuthorRecord } from './records.ts';
import type { Turns } from './turns.ts';

export interface Understanding {
  classification: Classification;
  role: Fact<SpeakerRole>;
  /** What else judges told of the speaker; absent where none looked for it. */
  findings: SpeakerFindings;
  judges: string[];
  /** Some classifier or judge failed: worth another try. */
  failed: boolean;
}

export interface EnrichmentOptions {
  classifiers: readonly Classifier[];
  judges: readonly SpeakerJudge[];
  turns: Turns;
  clock: Clock;
  /** What a call may touch; `over` ends it. */
  context: (task: ClockTask, over: AbortSignal) => CallContext;
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

  /** Same length and order as `posts`. `authors`: what is remembered of them, by author key, before any of the posts is taken in. */
  async understand(brand: Brand, posts: readonly Post[], authors: ReadonlyMap<string, AuthorRecord>): Promise<Understanding[]> {
    // One limit for all that stays on the machine keeps the common, quick case cheap; what leaves it has its own, from when its turn comes.
    const [what, who] = await this.#limited((limit) => {
      const ask: Ask = (plugin, call) => this.#call(plugin, call, limit);
      return Promise.all([this.#classify(brand, posts, ask), this.#judge(brand, posts, authors, ask)]);
    });
    return posts.map((_, index) => {
      const { classification, failed } = what[index] as { classification: Classification; failed: boolean };
      const judged = who[index] as Judged;
      return { classification, role: judged.role, findings: judged.findings, judges: judged.by, failed: failed || judged.failed };
    });
  }

  async #classify(brand: Brand, posts: readonly Post[], ask: Ask): Promise<{ classification: Classification; failed: boolean }[]> {
    const results: { by: string; result: ClassifierResult }[][] = posts.map(() => []);
    const names = otherNamesOf(brand);
    await Promise.all(
      this.#options.classifiers.map(async (classifier) => {
        const { languages, maxBatch } = classifier.capabilities;
        const wanted = posts.flatMap((post, index) => (languages === 'any' || languages.includes(post.language.code) || post.language.code === 'und' ? [index] : []));
        for (let from = 0; from < wanted.length; from += maxBatch) {
          const indices = wanted.slice(from, from + maxBatch);
          const inputs = indices.map((index): ClassifyInput => {
            const post = posts[index] as Post;
            return { id: post.id, text: post.text, language: post.language.code, target: brand.name, ...(names.length > 0 && { targetNames: names }) };
          });
          const answers = await this.#ask(classifier, inputs, ask);
          indices.forEach((index, position) => {
            const result = answers[position] as ClassifierResult;
            results[index]?.push({ by: `${classifier.name}@${classifier.version}`, result });
            const failure = failureOf(result);
            if (failure !== undefined) this.#options.classifierFailed(classifier.instance, result.id, failure);
          });
        }
      }),
    );
    return results.map((heard, index) => {
      // Classifiers run side by side; what they said is put together in the order they were configured.
      const order = this.#options.classifiers.map((classifier) => `${classifier.name}@${classifier.version}`);
      heard.sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by));
      const failed = heard.some(({ result }) => failureOf(result) !== undefined);
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
      const answers: unknown = await ask(classifier, (context) => classifier.classify(inputs.map((input) => ({ ...input })), context));
      if (!Array.isArray(answers) || answers.length !== inputs.length) return inputs.map(({ id }) => failed(id, 'the classifier did not answer for each text'));
      return inputs.map(({ id }, index) => {
        const answer: unknown = answers[index];
        if (!isClassifierResult(answer)) return failed(id, 'the classifier answered with what is no result');
        if (!isWithin(answer, inputs[index]?.text.length ?? 0)) return failed(id, 'the classifier pointed at what is not in the text');
        return answer.id === id ? answer : failed(id, 'the classifier answered out of order');
      });
    } catch (error) {
      const { message } = KashuvError.from(error);
      return inputs.map(({ id }) => failed(id, message));
    }
  }

  /** Authors side by side; the posts of one in turn, for what is known of the author by then is told to the judges. */
  async #judge(brand: Brand, posts: readonly Post[], authors: ReadonlyMap<string, AuthorRecord>, ask: Ask): Promise<Judged[]> {
    const judged: Judged[] = [];
    const byAuthor = Map.groupBy(posts.keys(), (index) => posts[index]?.authorKey ?? '');
    await Promise.all(
      [...byAuthor].map(async ([key, indices]) => {
        let author = authors.get(key) ?? NEW_AUTHOR;
        for (const index of indices) {
          const post = posts[index] as Post;
          const answer = await this.#judgeOne(brand, post, author, ask);
          judged[index] = answer;
          author = remember(author, post, believedRole(author, answer.role));
        }
      }),
    );
    return judged;
  }

  async #judgeOne(brand: Brand, post: Post, author: AuthorRecord, ask: Ask): Promise<Judged> {
    const by: string[] = [];
    let best: (Fact<SpeakerRole> & { known: true }) | null = null;
    let findings: SpeakerFindings = {};
    const candidates: { value: SpeakerRole; confidence: number }[] = [];
    const reasons: string[] = [];
    let failed = false;
    for (const judge of this.#options.judges) {
      try {
        const answer: unknown = await ask(judge, (context) => judge.judge({ post: { ...post }, brand, history: pastOf(author, post.seenAt) }, context));
        if (!isSpeakerJudgement(answer)) throw new KashuvError('INTERNAL', 'the judge answered with what is no fact about a speaker.');
        by.push(`${judge.name}@${judge.version}`);
        findings = { ...surer('party', findings, answer), ...surer('vantage', findings, answer) };
        const role = roleOf(answer);
        if (role.known) {
          if (best === null || role.confidence > best.confidence) best = role;
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
    return { role: best ?? unknown<SpeakerRole>(reasons.join('; ') || 'nobody judged', candidates), findings, by, failed };
  }

  /** One call, in its turn and as a line of work of its own. */
  async #call<T>(plugin: Classifier | SpeakerJudge, call: (context: CallContext) => Promise<T>, batch: Limit): Promise<T> {
    const { turns, clock, context } = this.#options;
    const task = clock.task();
    const within = ({ over, end }: Limit): Promise<T> => Promise.race([call(context(task, over)), end]);
    try {
      return await turns.take(plugin, task, () => (plugin.capabilities.sendsTextOut ? this.#limited(within) : within(batch)));
    } finally {
      task.end();
    }
  }

  async #limited<T>(work: (limit: Limit) => Promise<T>): Promise<T> {
    const { clock, callTimeoutMs } = this.#options;
    const over = new AbortController();
    const settled = new AbortController();
    const end = clock.wait(clock.now() + callTimeoutMs, settled.signal).then(
      () => {
        const error = new KashuvError('UNAVAILABLE', `no answer within ${callTimeoutMs} ms.`);
        over.abort(error);
        throw error;
      },
      () => new Promise<never>(() => undefined),
    );
    end.catch(() => undefined);
    try {
      return await work({ over: over.signal, end });
    } finally {
      settled.abort(SETTLED);
    }
  }
}

/** A time limit: `over` aborts when it is reached, `end` rejects. */
interface Limit {
  readonly over: AbortSignal;
  readonly end: Promise<never>;
}

/** What a brand is called beside its name. */
const otherNamesOf = ({ name, aliases, products, accounts }: Brand): string[] => [...new Set([...aliases, ...products, ...accounts.names])].filter((other) => other !== name);

interface Judged {
  readonly role: Fact<SpeakerRole>;
  readonly findings: SpeakerFindings;
  readonly by: string[];
  readonly failed: boolean;
}

/** The role apart from what else a judge said. */
function roleOf(judgement: SpeakerJudgement): Fact<SpeakerRole> {
  return judgement.known
    ? { known: true, value: judgement.value, confidence: judgement.confidence, evidence: judgement.evidence }
    : { known: false, why: judgement.why, candidates: judgement.candidates };
}

/** Of one finding the first that is known, or a later one that is surer. */
function surer(name: keyof SpeakerFindings, { [name]: standing }: SpeakerFindings, { [name]: comer }: SpeakerFindings): SpeakerFindings {
  const isSurer = standing === undefined || (comer?.known === true && (!standing.known || comer.confidence > standing.confidence));
  const best = isSurer ? comer : standing;
  return best === undefined ? {} : { [name]: best };
}

/** Whether all evidence leads into a text of this length. */
const isWithin = (result: ClassifierResult, length: number): boolean => result.status !== 'labelled' || result.labels.every(({ evidence }) => evidence.every(({ span }) => span === undefined || span.end <= length));

/** Why a text, or a part of what was to be said of it, has to be looked at again. */
function failureOf(result: ClassifierResult): string | undefined {
  if (result.status === 'failed') return result.why;
  return result.status === 'labelled' ? result.incomplete : undefined;
}

/** Made once: a fresh reason for every batch costs more than the batch. */
const SETTLED = new Error('settled');

type Ask = <R>(plugin: Classifier | SpeakerJudge, call: (context: CallContext) => Promise<R>) => Promise<R>;
