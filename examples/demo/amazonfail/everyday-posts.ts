import type { MentionKind, PostInput } from 'kashuv/spec';

import { crowdMember, hebrewCrowdMember } from './cast.ts';
import { seededRandom, type Random } from './random.ts';
import { amidTheStorm, everyday, everydayHebrew, slots, type Template } from './script/everyday.ts';
import type { Who } from './script/line.ts';
import { eastern } from './times.ts';
import { venues } from './venues.ts';

export interface Labelled {
  post: PostInput;
  who: Who;
  kinds: readonly MentionKind[];
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Everyday talk from 1 March to 10 May 2009: one to three posts a day before Easter, fewer after. In order of days, not of minutes. */
export function everydayPosts(): Labelled[] {
  const random = seededRandom(1_998);
  const said = new Set<string>();
  const made: Labelled[] = [];
  const add = (at: number, text: string, template: Template, hebrew: boolean): void => {
    said.add(text);
    const kinds = template[1];
    const person = hebrew ? random.integer(20) : 240 + random.integer(180);
    const member = (hebrew ? hebrewCrowdMember : crowdMember)(person);
    made.push({
      post: {
        id: `day-${String(made.length + 1).padStart(3, '0')}`,
        text,
        author: member,
        venue: venues.twitter,
        postedAt: at,
        reach: { likes: random.integer(3), replies: random.integer(2), reposts: 0 },
      },
      who: template[2] ?? 'unknown',
      kinds: typeof kinds === 'string' ? [kinds] : kinds,
    });
  };

  const first = eastern('2009-03-01T00:00');
  const easter = eastern('2009-04-12T00:00');
  const end = eastern('2009-05-10T00:00');
  for (let day = first; day < end; day += DAY) {
    if (day >= easter && day < easter + 3 * DAY) continue; // the storm has its own
    const count = day < easter ? 1 + random.integer(3) : random.integer(2);
    for (let index = 0; index < count; index += 1) {
      const hebrew = random.next() < 0.12;
      const found = unsaid(hebrew ? everydayHebrew : everyday, said, random);
      if (found) add(day + 7 * HOUR + random.integer(16 * HOUR), found.text, found.template, hebrew);
    }
  }
  for (const [at, ...template] of amidTheStorm) add(eastern(at), template[0], template, /[א-ת]/.test(template[0]));
  return made;
}

/** A template filled in such a way that nobody has said it yet; undefined where chance finds none. */
function unsaid(templates: readonly Template[], said: ReadonlySet<string>, random: Random): { text: string; template: Template } | undefined {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const template = templates[random.integer(templates.length)];
    if (!template) continue;
    // A slot that occurs twice takes one value.
    const chosen = new Map<string, string>();
    const text = template[0].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = chosen.get(name) ?? random.pick<string>(slots[name as keyof typeof slots]);
      chosen.set(name, value);
      return value;
    });
    if (!said.has(text)) return { text, template };
  }
  return undefined;
}
