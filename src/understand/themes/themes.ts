import { hashOf } from '../../lib/distinct.ts';
import type { BrandTheme, ThemesAsked } from '../../spec/brand-theme.ts';
import { gather, saidMost, type Gathered } from './gather.ts';
import { RecentMentions, type RecentMention } from './recent-mentions.ts';
import { createTermReader, type TermReader } from './term-reader.ts';
import { tellingAmong } from './telling.ts';
import { countDay, DAY, DAYS, TermTable, type DayCount, type TermTableState } from './term-table.ts';
import type { HeardText, Learnt, ThemeLanguage } from './types.ts';

/** Fewer words are what many say: "thank you!", "where is my parcel". */
const FEWEST_WORDS_OF_A_PRINT = 6;
/** Where room is scarce, both words of a pair are said by so many before it is counted: a pair is never said more than its words. */
const AUTHORS_OF_A_PAIR = 2;
const MOST = 20;
/** What more than this share of mentions is about tells least of one of them: "flight", to an airline. */
const BROAD = 0.125;
/** Texts that begin with the same so many UTF-16 units are the same. */
const PRINTED = 400;
const BESIDE_WORDS = /(?:https?:\/\/\S+|[@#]\S+|[^\p{L}\p{N}]+)+/gu;

/** Everything that is kept, as JSON: what goes on from it goes on as if it had never stopped. */
export interface ThemesState {
  clock: number | null;
  heard: DayCount[];
  table: TermTableState;
  recent: RecentMention[];
}

export interface ThemesOptions {
  /** Part of the ids. */
  brand: string;
  /** What the brand is called. */
  names: readonly string[];
  languages: readonly ThemeLanguage[];
  /** For the hashes of authors and terms: whoever lacks it cannot look for a word in what is kept. */
  salt: string;
  state?: ThemesState;
}

/** Learns what a brand's crowd talks of. */
export interface Themes {
  /** Learns from a mention; what was learnt, to be kept and learnt again. Null: nothing, as it is a copy, or older than what is counted. */
  hear(heard: HeardText): Learnt | null;
  /** Learns again what `hear` has learnt, in the same order. */
  learn(learnt: Learnt): void;
  /** The words of a mention were taken back. */
  forget(mention: string): void;
  /** An author is to be forgotten; after `forget` for each mention of theirs. */
  forgetAuthor(author: string): void;
  top(asked?: ThemesAsked): BrandTheme[];
  /** Ids of the themes that a text is about: those said most first, but last what nearly everybody talks of. */
  of(text: string, language?: string): string[];
  /** Of the latest mentions those remembered, by id. */
  latest(): string[];
  /** Themes that tell these of the latest mentions from the others, the most telling first. */
  among(mentions: ReadonlySet<string>, asked?: ThemesAsked): BrandTheme[];
  state(): ThemesState;
  /** How often words had to be dropped as too few authors are left who use them: what was kept before holds them still. */
  readonly dropped: number;
}

/**
 * Learns the themes of one brand: pure, deterministic, in memory that does not grow with what is heard (about 1 MB, 4 MB at worst). What is heard counts by voices: a copy, and
 * somebody who repeats it, counts once. Nothing of it is decided by a model.
 */
export function createThemes(options: ThemesOptions): Themes {
  return new Learner(options);
}

class Learner implements Themes {
  readonly #brand: string;
  readonly #salt: string;
  readonly #reader: TermReader;
  readonly #table: TermTable;
  readonly #recent: RecentMentions;
  readonly #heard: DayCount[];
  #clock: number | null;
  /** Made when it is asked for, and good until something is learnt. */
  #gathered: { asked: string; result: Gathered } | null = null;

  constructor({ brand, names, languages, salt, state }: ThemesOptions) {
    this.#brand = brand;
    this.#salt = salt;
    this.#reader = createTermReader({ names, languages });
    this.#table = new TermTable(state?.table);
    this.#recent = new RecentMentions(state?.recent);
    this.#heard = structuredClone(state?.heard ?? []);
    this.#clock = state?.clock ?? null;
  }

  get dropped(): number {
    return this.#table.dropped;
  }

  hear(heard: HeardText): Learnt | null {
    const { mention, at, text } = heard;
    const known = this.#recent.get(mention) !== undefined;
    if (known) this.forget(mention);
    else if (heard.again === true) return null;
    const print = this.#printOf(text);
    if (heard.copy === true || !this.#isRecent(at) || (print !== null && this.#recent.hasPrint(print))) return known ? { mention, said: null } : null;
    const terms: [number, string][] = [];
    for (const { form, words } of this.#reader.read(text, heard.language)) if (words.length === 1 || this.#mayPair(words)) terms.push([this.#keyOf(form), form]);
    const said = { author: this.#hash('author', heard.author), at, negative: heard.negative === true, print, terms };
    this.learn({ mention, said });
    return { mention, said: { ...said, terms: terms.map(([key, form]) => (this.#table.get(key)?.form == null ? key : [key, form])) } };
  }

  learn({ mention, said }: Learnt): void {
    if (this.#recent.get(mention) !== undefined) this.forget(mention);
    if (said === null) return;
    const { author, at, negative, print, terms } = said;
    this.#gathered = null;
    this.#clock = Math.max(at, this.#clock ?? at);
    countDay(this.#heard, at, negative, 1);
    const counted: number[] = [];
    for (const term of terms) {
      const [key, form] = typeof term === 'number' ? [term, null] : term;
      if (this.#table.add(key, form, { mention, author, at, negative })) counted.push(key);
    }
    this.#recent.add({ mention, author, at, negative, print, terms: counted });
  }

  forget(mention: string): void {
    const one = this.#recent.get(mention);
    this.#gathered = null;
    if (one === undefined) {
      this.#table.forgetMention(mention);
      return;
    }
    this.#recent.remove(mention);
    countDay(this.#heard, one.at, one.negative, -1);
    for (const key of one.terms) this.#table.remove(key, one, !this.#recent.said(one.author, key));
    this.#table.forgetMention(mention);
  }

  forgetAuthor(author: string): void {
    this.#gathered = null;
    this.#table.forgetAuthor(this.#hash('author', author));
  }

  top({ since, most = MOST, now, order = 'mentions', about }: ThemesAsked = {}): BrandTheme[] {
    const { themes } = this.#gather(since, now);
    const ids = about === undefined ? null : this.of(about);
    const asked = ids === null ? [...themes] : ids.flatMap((id) => themes.filter((theme) => theme.id === id));
    if (order === 'rising') asked.sort((a, b) => (b.rising ?? 0) - (a.rising ?? 0) || saidMost(a, b));
    return asked.slice(0, most);
  }

  of(text: string, language = 'und'): string[] {
    const { byForm, heard } = this.#gather();
    const found = new Set<BrandTheme>();
    for (const { form, words } of this.#reader.read(text, language)) {
      const forms = words.length === 2 ? [form] : [form, ...this.#reader.simpler(form)];
      const theme = forms.map((one) => byForm.get(one)).find((one) => one !== undefined);
      if (theme !== undefined) found.add(theme);
    }
    const isBroad = ({ mentions }: BrandTheme): number => (mentions > BROAD * heard ? 1 : 0);
    return [...found].sort((a, b) => isBroad(a) - isBroad(b) || saidMost(a, b)).map(({ id }) => id);
  }

  latest(): string[] {
    return Array.from(this.#recent.values(), ({ mention }) => mention);
  }

  among(mentions: ReadonlySet<string>, { since, most = MOST, now }: ThemesAsked = {}): BrandTheme[] {
    return tellingAmong(mentions, this.#recent.values(), this.#table, this.#gather(since, now)).slice(0, most);
  }

  state(): ThemesState {
    return { clock: this.#clock, heard: structuredClone(this.#heard), table: this.#table.state(), recent: this.#recent.state() };
  }

  #gather(since?: number, now?: number): Gathered {
    const to = now ?? this.#clock ?? 0;
    const asked = `${since} ${to}`;
    if (this.#gathered?.asked !== asked) {
      this.#gathered = { asked, result: gather({ brand: this.#brand, table: this.#table, recent: this.#recent, reader: this.#reader, heard: this.#heard, since: since ?? -Infinity, now: to }) };
    }
    return this.#gathered.result;
  }

  #isRecent(at: number): boolean {
    return this.#clock === null || Math.floor(at / DAY) > Math.floor(this.#clock / DAY) - DAYS;
  }

  #mayPair(words: readonly string[]): boolean {
    return !this.#table.isCrowded || words.every((word) => (this.#table.get(this.#keyOf(word))?.authors.length ?? 0) >= AUTHORS_OF_A_PAIR);
  }

  #printOf(text: string): number | null {
    const words = text.slice(0, PRINTED).toLowerCase().replace(BESIDE_WORDS, ' ').trim();
    return words.split(' ').length < FEWEST_WORDS_OF_A_PRINT ? null : this.#hash('text', words);
  }

  /** 32 bits: there are thousands of them, and many more in what is kept of mentions. */
  #keyOf(form: string): number {
    return this.#hash('term', form) | 0;
  }

  #hash(kind: string, text: string): number {
    return hashOf(`${this.#salt} ${kind} ${text}`);
  }
}
