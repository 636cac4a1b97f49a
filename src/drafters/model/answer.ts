import * as z from 'zod';

import { unfence } from '../../lib/model-call.ts';

/** An answer longer than this is none, in UTF-16 units. */
const MAX_ANSWER = 65_536;

/** All a model may say. Whatever else it writes – a target, an approval – makes the answer one that is refused. */
const answerSchema = z.strictObject({ text: z.string().trim().min(1).max(20_000) });

/** Of keywords only what every vendor's strict mode takes: lengths are checked when the answer is read. */
const { $schema: _, ...jsonSchema } = z.toJSONSchema(z.strictObject({ text: z.string().describe('The sentences of the answer.') }));
export const answerJsonSchema: Readonly<Record<string, unknown>> = jsonSchema;

/** The text of an answer, or why it is none. */
export function readAnswer(answer: unknown): { text: string } | { problem: string } {
  let value = answer;
  if (typeof answer === 'string') {
    if (answer.length > MAX_ANSWER) return { problem: 'The answer was far too long.' };
    try {
      value = JSON.parse(unfence(answer));
    } catch {
      return { problem: 'The answer was not JSON. Answer with one JSON object and nothing around it.' };
    }
  }
  const read = safely(value);
  if (read?.success !== true) return { problem: 'The answer has to be an object with the one property "text", which holds words, and no other.' };
  const text = plain(read.data.text);
  return text === '' ? { problem: 'There were no words in the answer.' } : { text };
}

/** An answer is whatever a function gave: looking at it may throw, and what is thrown may hold the prompt or the key. */
function safely(value: unknown): ReturnType<typeof answerSchema.safeParse> | null {
  try {
    return answerSchema.safeParse(value);
  } catch {
    return null;
  }
}

/** One paragraph of visible characters; joiners within words and emoji stay. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
