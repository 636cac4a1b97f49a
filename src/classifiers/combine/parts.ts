import * as z from 'zod';

import { inputProblem, isClassifierResult } from '../../lib/answers.ts';
import { tasks } from '../../lib/labels.ts';
import { reads } from '../../lib/language-tag.ts';
import type { ClassifierResult } from '../../spec/classification.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Classifier, ClassifierCapabilities, ClassifyInput } from '../../spec/plugin.ts';

/** Raised with every change of what a combination makes of what its parts say. */
const REVISION = 3;

/** Throws CONFIG_INVALID, naming the place, for what is no classifier. */
export function checkParts(owner: string, parts: unknown, least: number): readonly Classifier[] {
  const expected = `expected ${least === 1 ? 'at least one classifier' : 'two classifiers at least'}.`;
  if (!Array.isArray(parts) || parts.length < least) throw new KashuvError('CONFIG_INVALID', expected, { field: `${owner}.classifiers`, fix: 'Pass them in a list.' });
  parts.forEach((part: unknown, index) => checkPart(`${owner}.classifiers[${index}]`, part));
  return [...(parts as Classifier[])];
}

const partSchema = z.looseObject({
  name: z.string(),
  instance: z.string(),
  version: z.string(),
  capabilities: z.looseObject({ tasks: z.array(z.string()), maxBatch: z.int().min(1), maxInFlight: z.int().min(1), languages: z.union([z.literal('any'), z.array(z.string())]), sendsTextOut: z.boolean() }),
  classify: z.custom((value) => typeof value === 'function', 'expected a function'),
});

export function checkPart(field: string, part: unknown): asserts part is Classifier {
  const { error } = partSchema.safeParse(part);
  if (error === undefined) return;
  const [issue] = error.issues;
  const where = [field, ...(issue?.path ?? [])].map(String).join('.');
  throw new KashuvError('CONFIG_INVALID', 'expected a classifier.', { field: where, fix: 'Pass what a factory such as localClassifier() gives.', cause: error });
}

/** Everything of a combination but what it says: its name, what it can do, its version out of those of its parts, and their end. */
export function combination(name: string, parts: readonly Classifier[], settings: unknown = null): Omit<Classifier, 'classify'> {
  const set = settings === null ? '' : ` ${JSON.stringify(settings)}`;
  return {
    contract: 1,
    name,
    instance: `${name}(${parts.map(({ instance }) => instance).join(', ')})`,
    version: `${REVISION}${set} (${parts.map((part) => `${part.name}@${part.version}`).join(', ')})`,
    capabilities: capabilitiesOf(parts.map(({ capabilities }) => capabilities)),
    async close() {
      const ends = await Promise.allSettled([...new Set(parts)].map(async (part) => part.close?.()));
      const broken = ends.find((end) => end.status === 'rejected');
      if (broken !== undefined) throw KashuvError.from(broken.reason);
    },
  };
}

function capabilitiesOf(all: readonly ClassifierCapabilities[]): ClassifierCapabilities {
  const languages = new Set<string>();
  for (const one of all) if (one.languages !== 'any') for (const code of one.languages) languages.add(code);
  return {
    tasks: tasks.filter((task) => all.some((one) => one.tasks.includes(task))),
    maxBatch: Math.min(...all.map(({ maxBatch }) => maxBatch)),
    maxInFlight: Math.min(...all.map(({ maxInFlight }) => maxInFlight)),
    languages: all.some((one) => one.languages === 'any') ? 'any' : [...languages],
    sendsTextOut: all.some(({ sendsTextOut }) => sendsTextOut),
  };
}

/**
 * What a part says of each text: same length, same order, whatever the part does. What it throws, or answers amiss, is `failed`; what it
 * does not read is unread. Rejects with the signal's reason alone.
 */
export async function hear(part: Classifier, texts: readonly ClassifyInput[], context: CallContext): Promise<ClassifierResult[]> {
  const { languages } = part.capabilities;
  const problems = texts.map(inputProblem);
  const results = texts.map(({ id, language }, index): ClassifierResult => {
    const problem = problems[index] ?? null;
    return problem !== null ? { id, status: 'failed', why: problem } : { id, status: 'abstained', why: `${part.name} does not read '${language}'`, unread: true };
  });
  const asked = texts.flatMap(({ language }, index) => (problems[index] === null && reads(languages, language) ? [index] : []));
  const size = Math.max(1, part.capabilities.maxBatch);
  for (let from = 0; from < asked.length; from += size) {
    context.signal.throwIfAborted();
    const indices = asked.slice(from, from + size);
    const answers = await answersOf(part, indices.map((index) => ({ ...(texts[index] as ClassifyInput) })), context);
    indices.forEach((index, position) => (results[index] = answers[position] as ClassifierResult));
  }
  return results;
}

async function answersOf(part: Classifier, texts: ClassifyInput[], context: CallContext): Promise<ClassifierResult[]> {
  const ids = texts.map(({ id }) => id);
  const failed = (id: string, why: string): ClassifierResult => ({ id, status: 'failed', why: `${part.name}: ${why}` });
  try {
    const answers: unknown = await part.classify(texts, context);
    if (!Array.isArray(answers) || answers.length !== ids.length) return ids.map((id) => failed(id, 'it did not answer for each text'));
    return ids.map((id, index) => {
      const answer: unknown = answers[index];
      if (!isClassifierResult(answer)) return failed(id, 'it answered with what is no result');
      return answer.id === id ? answer : failed(id, 'it answered out of order');
    });
  } catch (error) {
    context.signal.throwIfAborted();
    const { message } = KashuvError.from(error);
    return ids.map((id) => failed(id, message));
  }
}
