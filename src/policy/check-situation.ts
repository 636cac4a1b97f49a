import { incidentStateSchema } from '../spec/incident.ts';
import { deadlineNameSchema } from '../spec/plan.ts';
import { brief, show } from '../lib/values.ts';
import { isPlain, malformed } from './refusal.ts';
import type { Situation } from './situation.ts';

/** What is wrong, and where below the place that was looked at. Null: nothing. */
type Problem = { readonly at: string; readonly message: string; readonly fix: string } | null;
type Check = (value: unknown) => Problem;

/** Last millisecond of the year 9999: every deadline counted from there is still a date. */
const LAST = 253_402_300_799_999;
/** What a Date can hold: a deadline of an earlier plan can lie beyond the year 9999. */
const LAST_DATE = 8_640_000_000_000_000;

/**
 * Refuses what is no situation, and names that nobody reads: a time that is none, or a misspelt venue, would become a wrong plan. Throws INPUT_INVALID
 * with the place as `situation.venues.hub.venue`. Every decision passes here, so a sound situation makes nothing new.
 */
export function checkSituation(situation: unknown): asserts situation is Situation {
  const problem = isSituation(situation);
  if (problem !== null) throw malformed(`situation${problem.at}`, problem.message, problem.fix);
}

/** An object whose parts are sound. `required`: parts that cannot be left out; `open`: parts of other names are none of our business. */
function record(parts: Readonly<Record<string, Check>>, { required = [], open = false, example }: { required?: readonly string[]; open?: boolean; example: string }): Check {
  const checks = new Map(Object.entries(parts));
  const names = [...checks.keys()].join(', ');
  return (value) => {
    if (!isPlain(value)) return { at: '', message: `expected an object, got ${show(value)}.`, fix: `Write ${example}.` };
    const given = value as Readonly<Record<string, unknown>>;
    for (const name in given) {
      const part = given[name];
      const check = checks.get(name);
      if (check === undefined) {
        if (!open) return { at: `.${brief(name)}`, message: 'there is no such part.', fix: `Parts are: ${names}.` };
      } else if (part !== undefined) {
        const problem = check(part);
        if (problem !== null) return { ...problem, at: `.${name}${problem.at}` };
      }
    }
    for (const name of required) if (given[name] === undefined) return { at: `.${name}`, message: 'is missing.', fix: `Write ${example}.` };
    return null;
  };
}

function list(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return { at: '', message: `expected a list, got ${show(value)}.`, fix: 'Give a list.' };
    for (let index = 0; index < value.length; index += 1) {
      const problem = check(value[index]);
      if (problem !== null) return { ...problem, at: `[${index}]${problem.at}` };
    }
    return null;
  };
}

function oneOf(values: readonly (string | null)[]): Check {
  const known = new Set<unknown>(values);
  return (value) => (known.has(value) ? null : { at: '', message: `${show(value)} is none of its values.`, fix: `Values are: ${values.map(String).join(', ')}.` });
}

function number(least: number, most: number, expected: string, fix: string): Check {
  return (value) => (typeof value === 'number' && value >= least && value <= most ? null : { at: '', message: `expected ${expected}, got ${show(value)}.`, fix });
}

const text: Check = (value) => (typeof value === 'string' && value.trim() !== '' ? null : { at: '', message: `expected a text, got ${show(value)}.`, fix: 'Give a text with something in it.' });
const textOrNull: Check = (value) => (value === null ? null : text(value));
const share = number(0, 1, 'a share', 'Give a number from 0 to 1.');
const time = number(-LAST, LAST, 'a time in epoch ms', 'Give milliseconds since 1970, within the year 9999.');
const anyTime = number(-LAST_DATE, LAST_DATE, 'a time in epoch ms', 'Hand in the plan as decide made it.');
const minutes = number(0, Number.MAX_SAFE_INTEGER, 'minutes', 'Hand in the plan as decide made it.');
/** Looked at where what a decision needs of a brand is worked out, once. */
const whatever: Check = () => null;

const CLOCK = "{ basis: 'first-seen', start: 1767603600000 }";
const PLACE = "{ venue: 'hashtag:#acme' }";
const clock = record({ basis: oneOf(['first-seen', 'opened', 'last-statement']), start: time }, { required: ['basis', 'start'], example: CLOCK });
const place = record({ venue: text, replyTo: textOrNull }, { required: ['venue'], example: PLACE });
const deadline = record({ at: anyTime, minutes, rule: text }, { required: ['at', 'minutes', 'rule'], open: true, example: '{ at, minutes, rule }' });
const previous = record(
  { id: text, clock, deadlines: record(Object.fromEntries(deadlineNameSchema.options.map((name) => [name, deadline])), { open: true, example: 'the plan as decide made it' }) },
  { required: ['id', 'clock', 'deadlines'], open: true, example: 'the plan as decide made it' },
);

const isSituation = record(
  {
    subject: record({ type: oneOf(['case', 'incident']), id: text, brand: text }, { required: ['type', 'id', 'brand'], example: "{ type: 'case', id: 'case-1', brand: 'acme' }" }),
    at: time,
    brand: whatever,
    clock,
    venues: record(
      {
        hub: record({ venue: text, replyTo: textOrNull, share }, { required: ['venue'], example: PLACE }),
        origin: place, originators: list(place), amplifiers: list(place), press: place, private: place, internal: place,
      },
      { example: `{ hub: ${PLACE} }` },
    ),
    incidentState: oneOf([...incidentStateSchema.options, null]),
    lastStatementAt: time,
    identifiedAt: time,
    previous,
    loosen: text,
    precedents: list(text),
  } satisfies Record<keyof Situation, Check>,
  { example: `{ at: 1767603600000, venues: { hub: ${PLACE} } }` },
);
