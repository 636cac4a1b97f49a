import * as z from 'zod';

import { digest } from '../../lib/digest.ts';
import { checkOptions } from '../../lib/options.ts';
import { checkAsked, composeDraft, fill, frameDraft, reviewReply, slotsIn, slotType, type Frame } from '../../reply/index.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Drafter, Material, PublisherLimits } from '../../spec/plugin.ts';
import type { Draft, Review, ReviewContextInput } from '../../spec/reply.ts';
import { answerJsonSchema, readAnswer } from './answer.ts';
import { inventions, type ClaimKind } from './claims.ts';
import { Caller, type Generate } from '../../lib/model-call.ts';
import { promptOf, system, type Feedback } from './prompt.ts';

export interface ModelDrafterOptions {
  /** Asks the model: `openAiCompatible({ … })`, `aiSdkModel(model)`, or a function of your own. */
  generate: Generate;
  /** Which one it is, for the ledger and the log. Default: `model`. */
  instance?: string;
  /** Answers asked for at most, each with what was wrong with the one before. 1–10, default 3. */
  attempts?: number;
  /** When no answer could be used: `wording` gives the draft of the wording drafter and logs a warning, `throw` throws REJECTED. Default `wording`. */
  otherwise?: 'wording' | 'throw';
  /** Of one call, in ms. Default 60,000. */
  timeoutMs?: number;
  /** Calls of the model within `perMs`. Past it RATE_LIMITED is thrown. Default 200. */
  maxCalls?: number;
  /** In ms. Default an hour. */
  perMs?: number;
  /** How much of the post is quoted, in UTF-16 units. Default 4,000. */
  maxMention?: number;
  /** Length of all facts together, as JSON, in UTF-16 units. Longer ones throw INPUT_INVALID. Default 12,000. */
  maxFacts?: number;
  /** Codes of the languages the model writes well; in others it is not asked, and `otherwise` decides. Default: any that has a pack. */
  languages?: 'any' | readonly string[];
}

const count = (fallback: number, max: number): z.ZodDefault<z.ZodInt> => z.int().min(1).max(max).default(fallback);

const optionsSchema = z.strictObject({
  generate: z.custom<Generate>((value) => typeof value === 'function', 'expected a function that asks a model'),
  instance: z.string().min(1).max(256).default('model'),
  attempts: count(3, 10),
  otherwise: z.enum(['wording', 'throw']).default('wording'),
  timeoutMs: count(60_000, 3_600_000),
  maxCalls: count(200, 1_000_000),
  perMs: count(3_600_000, 31_536_000_000),
  maxMention: count(4_000, 65_536),
  maxFacts: count(12_000, 65_536),
  languages: z.union([z.literal('any'), z.array(z.string().min(1)).min(1).readonly()], "expected 'any' or a list of languages").default('any'),
});

type Words = Pick<Draft, 'text' | 'elements' | 'slots' | 'variant'>;

/**
 * Drafts with a language model. It is given the plan, the confirmed facts and, as quoted data, the post that is answered; it writes the
 * sentences between greeting and signature, which come from the language pack. Its words are held to the facts and reviewed like a human's;
 * what fails goes back to it with the findings. A draft is never approved by itself, and its target is none of the model's business.
 *
 * The text of a private post is not sent to the model. Where no automatic text may be made (danger to life) the model is not asked.
 *
 * Errors: CONFIG_INVALID (options, or a request the model does not take), UNSUPPORTED (no text may be made, or none in this language), INPUT_INVALID (facts too long),
 * RATE_LIMITED with `retryAfterMs` (the vendor's, or `maxCalls`), UNAVAILABLE, AUTH_FAILED, and REJECTED where `otherwise` is `throw`. A vendor
 * that fails is never covered up with another draft: that is for words that fail.
 */
export function modelDrafter(options: ModelDrafterOptions): Drafter {
  const settings = checkOptions('modelDrafter', optionsSchema, options);
  const caller = new Caller(settings.generate, settings);
  return {
    contract: 1,
    name: 'model',
    instance: settings.instance,
    capabilities: { languages: settings.languages, sendsTextOut: true },
    async draft(duty, material, limits, context) {
      checkAsked({ duty, material, limits, context });
      context.signal.throwIfAborted();
      const { problems, ...safe } = composeDraft(duty, material, limits);
      // Words approved as they stand are not worded anew.
      if (material.facts['approved'] === safe.text) return safe;
      if (settings.languages !== 'any' && !settings.languages.includes(material.language)) {
        if (settings.otherwise === 'throw') throw new KashuvError('UNSUPPORTED', `the model does not write '${material.language}'.`, { field: 'language', fix: `Ask for ${settings.languages.join(' or ')}, or write the text yourself and submit it with submitDraft().` });
        context.log('warn', 'the model does not write this language; this draft is from the wording', { duty: duty.id, language: material.language, problems });
        return safe;
      }
      const frame = frameDraft(duty, material);
      let feedback: Feedback | null = null;
      const failed: string[][] = [];
      for (let attempt = 1; attempt <= settings.attempts; attempt += 1) {
        const outcome = await tryOnce(caller, frame, material, limits, settings, feedback, context);
        if ('words' in outcome) return outcome.words;
        ({ feedback } = outcome);
        failed.push(outcome.cues);
        context.log('debug', 'an answer of the model was not used', { duty: duty.id, attempt, cues: outcome.cues });
      }
      if (settings.otherwise === 'throw') {
        throw new KashuvError('REJECTED', `none of ${settings.attempts} answers of the model could be used: ${[...new Set(failed.flat())].join(', ')}.`, { field: 'drafter', fix: 'Write the text yourself and submit it with submitDraft(), or confirm more facts.' });
      }
      context.log('warn', 'no answer of the model could be used; this draft is from the wording', { duty: duty.id, cues: failed, problems });
      return safe;
    },
  };
}

type Outcome = { words: Words } | { feedback: Feedback; cues: string[] };

async function tryOnce(caller: Caller, frame: Frame, material: Material, limits: PublisherLimits, settings: z.output<typeof optionsSchema>, feedback: Feedback | null, context: CallContext): Promise<Outcome> {
  const around = [frame.greeting, frame.signature].filter((line) => line !== null);
  const room = Math.max(1, limits.maxLength - around.reduce((sum, line) => sum + lengthOf(`${line}\n`, limits), 0));
  const prompt = promptOf(frame, material, room, settings, feedback);
  let answer: unknown;
  try {
    answer = await caller.ask({ system, prompt, schema: answerJsonSchema }, context);
  } catch (error) {
    if (!KashuvError.is(error) || error.code !== 'REJECTED') throw error;
    return refused('refused', 'The answer broke off or was withheld. Write a shorter one.', feedback?.text ?? null);
  }
  const read = readAnswer(answer);
  if ('problem' in read) return refused('malformed', read.problem, null);
  return judged(read.text, frame, material, limits, room);
}

const lengthOf = (text: string, { measure }: PublisherLimits): number => measure?.(text) ?? text.length;

function judged(body: string, frame: Frame, material: Material, limits: PublisherLimits, room: number): Outcome {
  const filled = fillIn(body, frame);
  const text = [frame.greeting, filled, frame.signature].filter((line) => line !== null).join('\n');
  const variant = `${material.language}:${frame.stage}:model-${digest(filled).slice(0, 16)}`;
  const unknown = slotsIn(body).filter((name) => !Object.hasOwn(material.pack.wording.hints, name));
  if (unknown.length > 0) return refused('blank', 'There was a blank that is not in the list.', body);
  if (lengthOf(text, limits) > limits.maxLength) return refused('too-long', `It was ${lengthOf(filled, limits)} characters long; ${room} is the most.`, body);
  if (material.recentVariants.includes(variant)) return refused('said-before', 'It was word for word what was said before. Find other words.', body);
  const invented = inventions(body, frame, material);
  const review = reviewReply(text, contextOf(frame, material), material.pack);
  const findings = review.findings.filter(({ cue, level }) => level !== 'info' && cue !== 'slot');
  if (invented.length + findings.length > 0) {
    return {
      cues: [...new Set([...invented.map(({ kind }) => (kind === 'echo' || kind === 'markup' ? kind : `invented:${kind}`)), ...findings.map(({ cue }) => cue)])],
      feedback: {
        text: body,
        findings: [
          ...invented.map(({ kind, part }) => ({ what: wrong[kind], part })),
          ...findings.map(({ cue, message, suggestion, span }) => ({ what: `${cue}: ${message} ${suggestion}`, ...(span !== null && { part: text.slice(span.start, span.end) }) })),
        ],
      },
    };
  }
  return { words: { text, elements: saidIn(review, frame), slots: openIn(text, material), variant } };
}

/** A fact is a sentence with a stop of its own: the model's beside it is one too many. */
function fillIn(body: string, frame: Frame): string {
  const { text } = fill(body, frame.facts);
  return text.replace(/(?<![.])([.!?…])\.(?=\s|$)/gu, '$1').replace(/\.(?=[,;:])/gu, '');
}

const wrong: Readonly<Record<ClaimKind, string>> = {
  number: 'It held a number that the facts do not hold. Leave it out, or use a blank for it.',
  time: 'It held a time that the facts do not hold. Leave it out, or use a blank for it.',
  name: 'It held a name that the facts do not hold. Leave it out.',
  address: 'It held an address that the facts do not hold. Leave it out, or use a blank for it.',
  compensation: 'It offered something of value that the facts do not hold. Leave it out.',
  echo: 'It repeated the post at length. Say in a few words of your own what it is about.',
  markup: 'It held brackets or other markup. Write plain sentences.',
};

const refused = (cue: string, what: string, text: string | null): Outcome => ({ cues: [cue], feedback: { text, findings: [{ what }] } });

/** Of what the answer was to say, what the review found in it. */
function saidIn(review: Review, frame: Frame): Draft['elements'] {
  const present = new Set(review.present);
  const said = [...frame.must, ...frame.optional].filter((element) => present.has(element) && element !== 'say.identity');
  return [...said, ...(present.has('say.identity') || frame.signature !== null ? (['say.identity'] as const) : [])];
}

function openIn(text: string, { pack }: Material): Draft['slots'] {
  return slotsIn(text).map((name) => ({ name, type: slotType(name), hint: pack.wording.hints[name] ?? name }));
}

/** The situation, as far as a drafter knows it. The runtime, which knows more, reviews the draft again. */
function contextOf(frame: Frame, { plan, brand, mention, language }: Material): ReviewContextInput {
  const value = (name: string): unknown => plan.understanding.find(({ fact }) => fact === name)?.value;
  const harm = value('what.harm');
  const themes = value('what.themes');
  return {
    stage: frame.stage,
    severity: plan.severity.level,
    language,
    brand: [brand.name, ...brand.aliases],
    ...(mention === null ? {} : { mention: mention.text }),
    ...(typeof harm === 'number' ? { harm } : {}),
    themes: Array.isArray(themes) ? (themes as string[]) : [],
    incidentOpen: plan.incidentState !== null && plan.incidentState !== 'closed',
    ownFault: frame.must.includes('say.responsibility'),
    require: frame.must,
    forbid: plan.forbid.map(({ element }) => element),
  };
}
