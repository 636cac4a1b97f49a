import type { ClassifierResult, Label } from '../../src/spec/classification.ts';
import type { CallContext, Classifier, ClassifierCapabilities, ClassifyInput } from '../../src/spec/plugin.ts';

type Said = Partial<Label>[] | 'nothing' | 'unread' | 'failed' | Error;

export interface Fake extends Classifier {
  readonly batches: ClassifyInput[][];
  readonly closed: () => number;
}

/** A classifier that says of each text what it is told to. Keeps what it was asked. */
export function fake(name: string, says: (text: string, input: ClassifyInput, context: CallContext) => Said | Promise<Said>, { version = '1', ...capabilities }: Partial<ClassifierCapabilities> & { version?: string } = {}): Fake {
  const batches: ClassifyInput[][] = [];
  let closed = 0;
  return {
    contract: 1,
    name,
    instance: name,
    version,
    capabilities: { tasks: ['sentiment', 'kind', 'theme', 'harm'], maxBatch: 64, maxInFlight: 4, languages: 'any', sendsTextOut: false, ...capabilities },
    batches,
    closed: () => closed,
    async classify(texts, context) {
      batches.push(texts.map((input) => ({ ...input })));
      return Promise.all(texts.map(async (input) => resultOf(input.id, await says(input.text, input, context))));
    },
    async close() {
      closed += 1;
    },
  };
}

function resultOf(id: string, said: Said): ClassifierResult {
  if (said instanceof Error) throw said;
  if (said === 'failed') return { id, status: 'failed', why: 'it broke' };
  if (said === 'nothing') return { id, status: 'abstained', why: 'nothing seen' };
  if (said === 'unread') return { id, status: 'abstained', why: 'cannot read it', unread: true };
  return { id, status: 'labelled', labels: said.map((one) => ({ confidence: 0.9, evidence: [], ...one })) };
}

export const label = (task: Label['task'], value: Label['value'], confidence = 0.9, cue?: string): Label =>
  ({ task, value, confidence, evidence: cue === undefined ? [] : [{ source: 'text', cue, span: { start: 0, end: 1 } }] }) as Label;

export const text = (id: string, words = id, more: Partial<ClassifyInput> = {}): ClassifyInput => ({ id, text: words, language: 'en', ...more });
