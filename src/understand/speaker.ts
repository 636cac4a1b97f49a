import { compileCues, type CueFinder } from '../lib/cues.ts';
import { tokenise, type Token } from '../lib/tokens.ts';
import type { Brand } from '../spec/brand.ts';
import { known, unknown, type Evidence, type Fact } from '../spec/fact.ts';
import type { LanguagePack, SpeakerCue } from '../spec/language.ts';
import type { JudgeInput } from '../spec/plugin.ts';
import type { SpeakerRole } from '../spec/speaker.ts';
import { isOwnAccount, listsOf } from './parties.ts';
import { withoutIdioms } from './scores.ts';
import { baseLanguage } from './understanding.ts';

/** Below this nobody is sure enough of who speaks. */
const SURE = 0.6;
/** A second role this plausible keeps the first from being known. */
const RIVAL = 0.45;
/** Brands whose cues are kept compiled. */
const MAX_BRANDS = 100;
const MAX_EVIDENCE = 6;
const PLACEHOLDER = 'brandname';

export interface Speakers {
  /**
   * Who speaks. The brand's own accounts first, then its lists, then cues in the profile and in the words. Not known
   * (with the candidates) below confidence 0.6, or where two roles are plausible. Followers, looks and names outside the lists count for nothing.
   */
  judge(input: JudgeInput): Fact<SpeakerRole>;
}

interface Finder {
  readonly code: string;
  readonly text: CueFinder<SpeakerCue>;
  readonly profile: CueFinder<SpeakerCue>;
}

interface Found {
  miss: number;
  readonly evidence: Evidence[];
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
    judge({ post, brand }: JudgeInput): Fact<SpeakerRole> {
      const { author } = post;
      if (author !== undefined && isOwnAccount(author, brand.accounts)) return known('brand', 1, [{ source: 'list', cue: 'accounts' }]);

      const roles = new Map<SpeakerRole, Found>();
      const finders = findersOf(brand);
      if (author !== undefined) {
        for (const { role, confidence, evidence } of listsOf(author, brand)) add(roles, role, confidence, evidence);
        const profile = tokenise([author.name, author.bio].filter((part) => part !== undefined).join('\n'));
        for (const finder of finders) readProfile(finder, profile, roles);
      }
      if (!isRepeated(post.thread.repost, post.text)) {
        const own = finders.filter(({ code }) => code === baseLanguage(post.language.code));
        const tokens = tokenise(post.text);
        for (const finder of own.length > 0 ? own : finders) readText(finder, tokens, roles);
      }
      return decide(roles);
    },
  };
}

/** Words that somebody else said say nothing about who passed them on. */
function isRepeated(repost: string | undefined, text: string): boolean {
  return repost !== undefined || /^\s{0,8}RT @/u.test(text);
}

function readProfile({ profile }: Finder, tokens: readonly Token[], roles: Map<SpeakerRole, Found>): void {
  for (const { cue, negated } of withoutIdioms(profile.findIn(tokens), (one) => one.role)) {
    // Spans lead into the post's text; a profile is another text.
    if (!negated) add(roles, cue.role, cue.weight, { source: 'profile', cue: cue.id });
  }
}

function readText({ text }: Finder, tokens: readonly Token[], roles: Map<SpeakerRole, Found>): void {
  for (const { cue, start, end, negated } of withoutIdioms(text.findIn(tokens), (one) => one.role)) {
    if (!negated) add(roles, cue.role, cue.weight, { source: 'text', cue: cue.id, span: { start, end } });
  }
}

/** The same cue found again adds nothing: ten times "my order" is one customer. */
function add(roles: Map<SpeakerRole, Found>, role: SpeakerRole, weight: number, evidence: Evidence): void {
  let found = roles.get(role);
  if (found === undefined) roles.set(role, (found = { miss: 1, evidence: [] }));
  const again = found.evidence.some(({ source, cue }) => source === evidence.source && cue === evidence.cue);
  if (!again) found.miss *= 1 - weight;
  if ((!again || evidence.span !== undefined) && found.evidence.length < MAX_EVIDENCE) found.evidence.push(evidence);
}

function decide(roles: Map<SpeakerRole, Found>): Fact<SpeakerRole> {
  // Who left is no longer employed; a fan who bought is a customer.
  if (roles.has('former-employee')) roles.delete('employee');
  if (roles.has('customer')) roles.delete('fan');
  const ranked = [...roles]
    .map(([value, { miss, evidence }]) => ({ value, confidence: Math.round((1 - miss) * 100) / 100, evidence }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence);
  const candidates = ranked.map(({ value, confidence }) => ({ value, confidence }));
  const [first, second] = ranked;
  if (first === undefined) return unknown('nothing says who speaks');
  const listed = first.evidence.some(({ source }) => source === 'list') && first.confidence >= 0.9 && !(second?.evidence.some(({ source }) => source === 'list') ?? false);
  if (!listed && second !== undefined && second.confidence >= RIVAL) return unknown(`${first.value} and ${second.value} are both plausible`, candidates);
  if (first.confidence < SURE) return unknown('the signs are too weak', candidates);
  return known(first.value, first.confidence, first.evidence);
}

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
