import { compileCues, type CueFinder } from '../lib/cues.ts';
import { baseLanguage } from '../lib/language-tag.ts';
import { tokenise, type Token } from '../lib/tokens.ts';
import type { Brand } from '../spec/brand.ts';
import { known, unknown, type Evidence, type Fact } from '../spec/fact.ts';
import type { LanguagePack, SpeakerCue } from '../spec/language.ts';
import type { JudgeInput } from '../spec/plugin.ts';
import type { Author } from '../spec/post.ts';
import type { PastRole, SpeakerParty, SpeakerRole } from '../spec/speaker.ts';
import { isNamedOwn } from '../lib/own-account.ts';
import { isOwnAccount, partiesOf } from './parties.ts';
import { isRepeated } from './repeated.ts';
import { withoutIdioms } from './scores.ts';

/** Below this nobody is sure enough of who speaks. */
const SURE = 0.6;
/** A second role this plausible keeps the first from being known. */
const RIVAL = 0.45;
/** A list this sure outweighs whatever is no list. */
const LISTED = 0.9;
/** Brands whose cues are kept compiled. */
const MAX_BRANDS = 100;
const MAX_EVIDENCE = 6;
const PLACEHOLDER = 'brandname';
/** What a cue in the name says: too little to be known, and too little to keep another role from it. */
const BY_NAME = 0.4;
/** People change: what was known before says a little less today. */
const BY_HISTORY = 0.95;
/** An organisation that calls itself a paper, an office or a cause is one a little more surely. */
const BY_PARTY = 0.3;
/** From here on a party is taken into account. */
const SURE_PARTY = 0.8;
/** Beyond these lengths a profile is not looked at, in UTF-16 units: what a source may give. */
const MOST = { id: 512, handle: 256, name: 512, bio: 8_192, url: 2_048 } as const;

/** What an organisation may be by what its bio says of it. */
const OF_ORGANISATIONS: ReadonlySet<SpeakerRole> = new Set(['journalist', 'authority', 'activist', 'partner', 'competitor']);
/** What only people are, as far as their words say. */
const OF_PERSONS: ReadonlySet<SpeakerRole> = new Set(['customer', 'employee', 'former-employee', 'fan']);

export interface Speakers {
  /**
   * Who speaks: what a human said, the brand's own accounts, its lists, domains, cues in the profile and in the words, and what was known before.
   * Not known (with the candidates) below confidence 0.6, or where two roles are plausible. Never by the name alone, on a list or not; followers
   * and looks count for nothing. `party`, where it is known: words of a customer do not make one of an organisation.
   */
  judge(input: JudgeInput, party?: Fact<SpeakerParty> | null): Fact<SpeakerRole>;
}

interface Finder {
  readonly code: string;
  readonly text: CueFinder<SpeakerCue>;
  readonly profile: CueFinder<SpeakerCue>;
}

interface Found {
  /** Chance that all that was found misleads, if the findings were independent. */
  miss: number;
  /** What the name says, once however often it says so. */
  byName: number;
  /** Nothing but words of the post speaks for it. */
  wordsAlone: boolean;
  /** A list speaks for it by more than a name. */
  listed: boolean;
  readonly evidence: Evidence[];
}

/** Whether a role rests on what the brand, a human or a list says, whatever a model makes of the profile. */
export function restsOnRecords(role: Fact<SpeakerRole>): boolean {
  return role.known && role.evidence.some(({ source, cue }) => source === 'human' || (source === 'list' && !cue.endsWith('.name'))) && role.confidence >= LISTED;
}

export function createSpeakers({ packs }: { readonly packs: readonly LanguagePack[] }): Speakers {
  const compiled = new Map<string, readonly Finder[]>();

  const findersOf = (brand: Brand): readonly Finder[] => {
    const names = namesOf(brand);
    const key = names.join('\n');
    let finders = compiled.get(key);
    if (finders === undefined) {
      if (compiled.size >= MAX_BRANDS) compiled.clear();
      finders = packs.map((pack) => ({
        code: pack.code,
        text: compileCues(named(pack, 'text', names), pack),
        profile: compileCues(named(pack, 'profile', names), pack),
      }));
      compiled.set(key, finders);
    }
    return finders;
  };

  return {
    judge({ post, brand, history }: JudgeInput, party: Fact<SpeakerParty> | null = null): Fact<SpeakerRole> {
      const author = post.author === undefined ? undefined : cut(post.author);
      const told = history.findLast(({ by }) => by === 'human');
      if (told !== undefined) return known(told.role, 1, [{ source: 'human', cue: 'correction' }]);
      if (author !== undefined && (isNamedOwn(brand.accounts, post.source, author.id) ?? isOwnAccount(author, brand.accounts))) return known('brand', 1, [{ source: 'list', cue: 'accounts' }]);

      const roles = new Map<SpeakerRole, Found>();
      const finders = findersOf(brand);
      if (author !== undefined) {
        for (const { role, confidence, evidence, byName } of partiesOf(author, brand)) add(roles, role, confidence, evidence, byName);
        for (const field of ['bio', 'name'] as const) {
          const tokens = tokenise(author[field] ?? '');
          for (const finder of finders) readProfile(finder, tokens, field, roles);
        }
      }
      if (!isRepeated(post.thread.repost, post.text)) {
        const own = finders.filter(({ code }) => code === baseLanguage(post.language.code));
        const tokens = tokenise(post.text);
        for (const finder of own.length > 0 ? own : finders) readText(finder, tokens, roles);
      }
      if (party?.known === true && party.value === 'organisation' && party.confidence >= SURE_PARTY) weighParty(roles, party.confidence);
      for (const past of history) addPast(roles, past);
      return decide(roles);
    },
  };
}

function readProfile({ profile }: Finder, tokens: readonly Token[], field: 'bio' | 'name', roles: Map<SpeakerRole, Found>): void {
  for (const { cue, start, end, negated } of withoutIdioms(profile.findIn(tokens), (one) => one.role)) {
    if (!negated) add(roles, cue.role, field === 'name' ? Math.min(cue.weight, BY_NAME) : cue.weight, { source: 'profile', cue: cue.id, place: { field, start, end } }, field === 'name');
  }
}

/** The post says what it says whoever wrote it; but an organisation buys, works and loves in a way of speaking only. */
function weighParty(roles: Map<SpeakerRole, Found>, confidence: number): void {
  for (const [role, found] of roles) {
    if (OF_PERSONS.has(role) && found.wordsAlone) found.miss = 1 - (1 - found.miss) * (1 - confidence);
    else if (OF_ORGANISATIONS.has(role) && found.evidence.some(({ place }) => place?.field === 'bio')) add(roles, role, BY_PARTY, { source: 'model', cue: 'organisation' });
  }
}

function addPast(roles: Map<SpeakerRole, Found>, { role, confidence }: PastRole): void {
  add(roles, role, confidence * BY_HISTORY, { source: 'history', cue: 'earlier' });
}

/** No source gives more; whoever does is not waited for. */
function cut(author: Author): Author {
  const short = { ...author };
  for (const field of ['id', 'handle', 'name', 'bio', 'url'] as const) {
    const text = short[field];
    if (text !== undefined && text.length > MOST[field]) short[field] = text.slice(0, MOST[field]);
  }
  return short;
}

function readText({ text }: Finder, tokens: readonly Token[], roles: Map<SpeakerRole, Found>): void {
  for (const { cue, start, end, negated } of withoutIdioms(text.findIn(tokens), (one) => one.role)) {
    if (!negated) add(roles, cue.role, cue.weight, { source: 'text', cue: cue.id, span: { start, end } });
  }
}

/** The same cue found again adds nothing: ten times "my order" is one customer. */
function add(roles: Map<SpeakerRole, Found>, role: SpeakerRole, weight: number, evidence: Evidence, byName = false): void {
  let found = roles.get(role);
  if (found === undefined) roles.set(role, (found = { miss: 1, byName: 0, wordsAlone: true, listed: false, evidence: [] }));
  const again = found.evidence.some(({ source, cue }) => source === evidence.source && cue === evidence.cue);
  if (evidence.source !== 'text') found.wordsAlone = false;
  if (evidence.source === 'list' && !byName) found.listed = true;
  if (byName) found.byName = Math.max(found.byName, again ? 0 : weight);
  else if (!again) found.miss *= 1 - weight;
  if ((!again || evidence.span !== undefined) && (found.evidence.length < MAX_EVIDENCE || evidence.source === 'history')) found.evidence.push(evidence);
}

function decide(roles: Map<SpeakerRole, Found>): Fact<SpeakerRole> {
  // Who left is no longer employed; a fan who bought is a customer.
  if (isFresh(roles.get('former-employee')) && roles.get('employee')?.listed !== true) roles.delete('employee');
  if (roles.has('customer')) roles.delete('fan');
  const ranked = [...roles]
    .map(([value, { miss, byName, listed, evidence }]) => ({ value, confidence: Math.round((1 - miss * (1 - byName)) * 100) / 100, listed, evidence }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence);
  const candidates = ranked.map(({ value, confidence }) => ({ value, confidence }));
  const [first, second] = ranked;
  if (first === undefined) return unknown('nothing says who speaks');
  const listed = first.listed && first.confidence >= LISTED && second?.listed !== true;
  if (!listed && second !== undefined && second.confidence >= RIVAL) return unknown(`${first.value} and ${second.value} are both plausible`, candidates);
  if (first.confidence < SURE) return unknown('the signs are too weak', candidates);
  return known(first.value, first.confidence, first.evidence);
}

/** Something of today speaks for it. */
const isFresh = (found: Found | undefined): boolean => found?.evidence.some(({ source }) => source !== 'history') === true;

/** The brand's names and handles as phrases, without what a phrase would read as a mark. */
function namesOf({ name, aliases, accounts }: Brand): string[] {
  const phrases = [name, ...aliases, ...accounts.handles.map((handle) => `@${handle.replace(/^@/u, '')}`)].map((one) =>
    tokenise(one)
      .map(({ norm }) => norm)
      .filter((norm) => !/[*|~]/u.test(norm))
      .join(' '),
  );
  return [...new Set(phrases)].filter((phrase) => phrase !== '');
}

function named(pack: LanguagePack, where: SpeakerCue['in'], names: readonly string[]): SpeakerCue[] {
  return pack.speakers
    .filter((cue) => cue.in === where)
    .map((cue) => ({
      ...cue,
      phrases: cue.phrases.flatMap((phrase) => (phrase.includes(PLACEHOLDER) ? names.map((name) => phrase.replaceAll(PLACEHOLDER, name)) : [phrase])),
    }));
}
