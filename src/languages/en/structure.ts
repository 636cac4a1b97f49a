import type { PassiveClause } from '../../spec/language.ts';
import { tokenise, type Token } from '../../lib/tokens.ts';

/** What a tagger says of each word, in order: a universal part of speech (`VERB`, `ADJ`, `ADV` …). */
export type Tagger = (words: readonly string[]) => readonly string[];

/** A reply says what happened in its first words; more is an essay. */
const MAX_WORDS = 600;
const MAX_WORD = 24;
const AUXILIARY = new Set(['was', 'were', 'been', 'got', "wasn't", "weren't"]);
const HAVING = new Set(['has', 'have', 'had', "hasn't", "haven't", "they've", "it's", "who've"]);
/** Who is spoken to, or speaks, tells an experience: "you were promised", "we were told". */
const PERSONS = new Set(['you', 'i', 'we', 'he', 'she', 'they', 'who', 'nobody', 'someone', 'anyone', 'everyone', 'people', 'families', 'customers', 'passengers', 'guests']);
/** How somebody or something is, not what was done to it; and whom something hit, which is no deed. */
const STATES = new Set(
  ('concerned excited pleased delighted worried disappointed committed surprised interested tired supposed based located involved used prepared ashamed embarrassed shocked saddened horrified relieved needed ' +
    'thrilled moved touched honoured honored devastated heartbroken frustrated annoyed convinced determined dedicated experienced limited detailed related married crowded packed scared frightened confused ' +
    'affected hit hurt injured killed stranded stuck born flooded hospitalised hospitalized allowed expected required meant known called named made done been gone left satisfied justified deserved mistaken retired tempted opposed').split(' '),
);
const IRREGULAR = new Set(
  ('lost sent taken given told written broken stolen held kept put set shut cut sold paid built bought thrown hidden shown drawn withdrawn overlooked forgotten misread mislaid found caught brought spent led dealt ' +
    'overcharged double-charged spilt burnt torn split spread read struck hacked driven flown shot sunk swept').split(' '),
);
/** "By mistake" names nobody; neither does "by Tuesday". */
const NOBODY = /^(?:mistake|accident|error|chance|design|default|then|now|noon|midnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|today|early|late|mid|the|a|an|\d.*)$/;

/**
 * Past passives of a text: a form of "be" or "got", perhaps adverbs, and a participle the tagger takes for a verb. Left out are states
 * ("we were excited"), what happened to a person who is spoken to or speaks ("you were promised"), what is still to come, and questions.
 */
export function passivesOf(text: string, tag: Tagger): PassiveClause[] {
  const tokens = tokenise(text).filter(isWord).slice(0, MAX_WORDS);
  const found: PassiveClause[] = [];
  // Most replies have no such form at all: no tagger then.
  if (!tokens.some(({ norm }) => AUXILIARY.has(norm))) return found;
  let tags: readonly string[] | null = null;
  tokens.forEach(({ norm }, at) => {
    if (!AUXILIARY.has(norm) || (norm === 'been' && !hasBeen(tokens, at)) || ofPerson(tokens, at)) return;
    tags ??= tag(tokens.map((token) => token.norm));
    let verb = at + 1;
    while (verb < tokens.length && verb - at <= 3 && (tags[verb] === 'ADV' || tags[verb] === 'PART' || tokens[verb]?.norm === 'not')) verb += 1;
    const participle = tokens[verb];
    if (participle === undefined || participle.before === 'stop' || !isParticiple(participle.norm, tags[verb] ?? '') || isAsked(text, tokens, verb)) return;
    const first = tokens[subjectOf(tokens, at)] ?? participle;
    found.push({ start: first.start, end: participle.end, agent: byWhom(tokens, verb) });
  });
  return found;
}

const isWord = ({ norm }: Token): boolean => norm.length <= MAX_WORD && /^[a-z0-9][a-z0-9'-]*$/u.test(norm);

const isParticiple = (word: string, tag: string): boolean => !STATES.has(word) && (IRREGULAR.has(word) || (word.length > 4 && word.endsWith('ed') && tag !== 'NOUN' && tag !== 'ADP'));

function hasBeen(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && at - back <= 3; back -= 1) if (HAVING.has(tokens[back]?.norm ?? '')) return true;
  return false;
}

/** The word before the verb, past its auxiliaries and adverbs. */
function subjectOf(tokens: readonly Token[], at: number): number {
  let back = at;
  while (back > 0 && tokens[back]?.before === 'none' && (back === at || HAVING.has(tokens[back]?.norm ?? '') || /ly$|^(?:also|now|not|never|been)$/u.test(tokens[back]?.norm ?? ''))) back -= 1;
  return back;
}

function ofPerson(tokens: readonly Token[], at: number): boolean {
  const subject = tokens[subjectOf(tokens, at)]?.norm ?? '';
  return PERSONS.has(subject) || PERSONS.has(subject.replace(/'(?:ve|d|re)$/u, ''));
}

function isAsked(text: string, tokens: readonly Token[], at: number): boolean {
  let last = at;
  while (last + 1 < tokens.length && tokens[last + 1]?.before !== 'stop') last += 1;
  return text.charAt(tokens[last]?.end ?? 0) === '?';
}

function byWhom(tokens: readonly Token[], verb: number): boolean {
  for (let index = verb + 1; index < tokens.length && index - verb <= 6 && tokens[index]?.before !== 'stop'; index += 1) {
    if (tokens[index]?.norm !== 'by') continue;
    const [next, after] = [tokens[index + 1]?.norm ?? '', tokens[index + 2]?.norm ?? ''];
    return /^(?:the|a|an|our|one|some)$/.test(next) ? !NOBODY.test(after) : !NOBODY.test(next);
  }
  return false;
}
