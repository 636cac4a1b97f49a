import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { english } from '../src/languages/en/index.ts';
import { KashuvError } from '../src/spec/errors.ts';
import { createWordForms } from '../src/understand/themes/index.ts';
import { addStory, emptyTally, figuresOf } from './grouping/figures.ts';
import { judge, readPosts, type LabelledPost } from './grouping/posts.ts';
import { hearStory, makeStory, type Read } from './grouping/story.ts';
import { runCommand, textOf } from './run-command.ts';

const USAGE = 'node eval/grouping.ts --data DIR [--stories N] [--people N] [--grievances N] [--per-day N] [--hours N]';
const DAYS = 16;
const ON_DAY = 11;
/** Brands with fewer posts have no usual talk. */
const LEAST_POSTS = 600;

/**
 * How well people with one grievance are brought together by their words alone, as one JSON object: grievances laid over the usual talk of a brand, several at once, heard by the tracker
 * without words and with them. `reasons`: complaints with one of the reasons that humans told; `events`: posts of real events, each of which is one grievance.
 */
async function main(args: readonly string[]): Promise<void> {
  const { data, stories, people, grievances, perDay, hours } = optionsOf(args);
  const airlines = readPosts(textOf(join(data, AIRLINES), USAGE), AIRLINES, { about: 'reason', brand: 'airline' });
  const events = readPosts(textOf(join(data, EVENTS), USAGE), EVENTS, { about: 'event', allNegative: true });
  const read = new Map<LabelledPost, Read>();
  const brands = [...Map.groupBy(airlines, ({ brand }) => brand)].filter(([, posts]) => posts.length >= LEAST_POSTS).sort(([a], [b]) => (a < b ? -1 : 1));
  const judged = await judge([...airlines, ...events]);
  for (const [brand, posts] of [...brands, ['event', events] as const]) {
    const forms = createWordForms({ names: [brand, brand.replaceAll(' ', '')], languages: [english()], salt: 'eval' });
    for (const post of posts) read.set(post, { post, classification: judged[airlines.indexOf(post)] ?? judged[airlines.length + events.indexOf(post)]!, words: forms.of(post.text, 'en') });
  }
  const readOf = (post: LabelledPost): Read => read.get(post)!;
  const tallies = { reasons: { without: emptyTally(), with: emptyTally() }, events: { without: emptyTally(), with: emptyTally() } };
  const calm = { days: 0, without: 0, with: 0 };
  for (let story = 0; story < stories; story += 1) {
    const random = seeded(story + 1);
    const [, posts] = brands[story % brands.length]!;
    const byReason = Map.groupBy(posts.filter(({ negative, about }) => negative && about !== '' && !UNTOLD.includes(about)), ({ about }) => about);
    const reasons = shuffled([...byReason].filter(([, some]) => distinctAuthors(some).length >= people), random).slice(0, grievances);
    const laid = new Map(reasons.map(([reason, some]) => [reason, shuffled(distinctAuthors(some), random).slice(0, people).map(readOf)]));
    const byEvent = shuffled([...Map.groupBy(events, ({ about }) => about)], random).slice(0, grievances);
    const laidEvents = new Map(byEvent.map(([event, some]) => [event, shuffled(some, random).slice(0, people).map(readOf)]));
    const others = posts.filter(({ about }) => !laid.has(about));
    const usual = shuffled(others, random).map(readOf);
    for (const [name, what] of [['reasons', laid], ['events', laidEvents]] as const) {
      const told = makeStory({ usual, perDay, days: DAYS, grievances: what, onDay: ON_DAY, withinHours: hours, random });
      for (const how of ['without', 'with'] as const) {
        const { placed, openedOn } = hearStory(told, { words: how === 'with' });
        addStory(tallies[name][how], placed);
        // Before anything is laid over it, whatever is opened is a false alarm.
        if (name === 'reasons') calm[how] += openedOn.filter((day) => day < ON_DAY).length;
      }
    }
    calm.days += ON_DAY;
  }
  const perMonth = (opened: number): number => Math.round((opened / calm.days) * 300) / 10;
  process.stdout.write(`${JSON.stringify({
    stories, grievances, people, perDay, hours,
    reasons: { without: figuresOf(tallies.reasons.without), with: figuresOf(tallies.reasons.with) },
    events: { without: figuresOf(tallies.events.without), with: figuresOf(tallies.events.with) },
    falseIncidentsPerMonth: { without: perMonth(calm.without), with: perMonth(calm.with) },
  }, null, 2)}\n`);
}

const AIRLINES = 'en_airline.jsonl';
const EVENTS = 'speaker_source_crisislex.jsonl';
/** No reason, or one that is all reasons. */
const UNTOLD = ["Can't Tell", 'Customer Service Issue'];

function distinctAuthors(posts: readonly LabelledPost[]): LabelledPost[] {
  return [...new Map(posts.map((post) => [post.author, post])).values()];
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items.map((item) => ({ item, at: random() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}

function seeded(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function optionsOf(args: readonly string[]): { data: string; stories: number; people: number; grievances: number; perDay: number; hours: number } {
  try {
    const { data, ...numbers } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, stories: { type: 'string', default: '40' }, people: { type: 'string', default: '12' }, grievances: { type: 'string', default: '3' }, 'per-day': { type: 'string', default: '60' }, hours: { type: 'string', default: '12' } },
    }).values;
    if (data === undefined) throw new Error('--data is missing.');
    const of = (name: keyof typeof numbers): number => {
      const value = Number(numbers[name]);
      if (!Number.isInteger(value) || value < 1) throw new Error(`--${name}: expected a whole number from 1.`);
      return value;
    };
    return { data, stories: of('stories'), people: of('people'), grievances: of('grievances'), perDay: of('per-day'), hours: of('hours') };
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

await runCommand(main, USAGE);
