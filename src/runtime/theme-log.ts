import { createThemes, type Learnt, type Themes, type ThemesState } from '../understand/themes/index.ts';
import { digest } from '../lib/digest.ts';
import type { Brand } from '../spec/brand.ts';
import type { BrandTheme, ThemesAsked } from '../spec/brand-theme.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { Mention } from '../spec/mention.ts';
import type { CallContext, StoreDriver } from '../spec/plugin.ts';
import type { Post } from '../spec/post.ts';
import { namesOf } from './brand-names.ts';
import { keys } from './keys.ts';
import type { MentionRecord } from './records.ts';
import { Session } from './session.ts';

type Input = { op: 'learn'; learnt: Learnt } | { op: 'forget'; mention: string } | { op: 'forget-author'; authorKey: string };

interface Snapshot {
  state: ThemesState | null;
  /** Number of the last input it contains. */
  upTo: number;
}

/** Inputs between two snapshots: a snapshot is about a megabyte, an input some hundred bytes. */
const SNAPSHOT_EVERY = 1_000;

/** What a brand's crowd talks of, durable: what was learnt is kept until a snapshot contains it, and learnt again on start. Nothing of it comes into the ledger. */
export class ThemeLog {
  readonly #session: Session;
  readonly #brand: Brand;
  readonly #packs: readonly LanguagePack[];
  #themes: Themes;
  #count = 0;
  #snapshotAt = 0;
  /** Somebody is to be forgotten: that may not wait for the next snapshot. */
  #atOnce = false;
  /** `dropped` of the themes at the last snapshot: words that were dropped since may not be kept on in inputs. */
  #dropped = 0;

  constructor(session: Session, brand: Brand, packs: readonly LanguagePack[]) {
    this.#session = session;
    this.#brand = brand;
    this.#packs = packs;
    this.#themes = this.#make('', null);
  }

  async load(): Promise<void> {
    const { brand } = this.#session;
    const secret = await this.#session.get<{ secret: string }>(keys.secret);
    const { state, upTo } = (await this.#session.get<Snapshot>(keys.themes(brand))) ?? { state: null, upTo: 0 };
    this.#themes = this.#make(digest(secret?.secret ?? '', 'themes', brand), state);
    this.#snapshotAt = upTo;
    this.#atOnce = false;
    const inputs = await this.#session.all<{ n: number; input: Input }>(keys.themeInput(brand));
    this.#count = inputs.at(-1)?.n ?? upTo;
    for (const { input } of inputs) this.#apply(input);
    this.#dropped = this.#themes.dropped;
  }

  /** Learns from a mention; `again`: it, or what is believed of it, has changed since it was heard. */
  hear({ id, authorKey, copyOf, language }: Mention, { title, text, postedAt, seenAt }: Post, negative: boolean | null, again: boolean): void {
    const said = {
      mention: id,
      author: authorKey,
      text: title === undefined ? text : `${title}\n${text}`,
      language,
      at: Math.min(postedAt ?? seenAt, seenAt),
      negative,
      copy: copyOf !== undefined,
      again,
    };
    const learnt = this.#themes.hear(said);
    if (learnt !== null) this.#keep({ op: 'learn', learnt });
  }

  /** The words were taken back. */
  forget(mention: string): void {
    this.#enter({ op: 'forget', mention });
  }

  /** After `forget` for each of their mentions. The keys of records that told of them, to be erased. */
  forgetAuthor(authorKey: string): string[] {
    this.#enter({ op: 'forget-author', authorKey });
    this.#atOnce = true;
    return this.#inputs();
  }

  top(asked: ThemesAsked): BrandTheme[] {
    return this.#themes.top(asked);
  }

  /** Of those mentions that are remembered, the themes that tell the ones of an incident from the others. */
  async ofIncident(incident: string, asked: ThemesAsked): Promise<BrandTheme[]> {
    const mine = new Set<string>();
    for (const mention of this.#themes.latest()) if ((await this.#session.get<MentionRecord>(keys.mention(this.#session.brand, mention)))?.incident === incident) mine.add(mention);
    return this.#themes.among(mine, asked);
  }

  /** Replaces the kept inputs by a snapshot once there are many, or one must not be kept. Call before a commit. */
  condense(): void {
    if (!this.#atOnce && this.#dropped === this.#themes.dropped && this.#count - this.#snapshotAt < SNAPSHOT_EVERY) return;
    this.#session.put(keys.themes(this.#session.brand), { state: this.#themes.state(), upTo: this.#count } satisfies Snapshot);
    for (const key of this.#inputs()) this.#session.remove(key);
    this.#snapshotAt = this.#count;
    this.#atOnce = false;
    this.#dropped = this.#themes.dropped;
  }

  #inputs(): string[] {
    return Array.from({ length: this.#count - this.#snapshotAt }, (_, index) => keys.themeInput(this.#session.brand, this.#snapshotAt + 1 + index));
  }

  #make(salt: string, state: ThemesState | null): Themes {
    return createThemes({ brand: this.#session.brand, names: namesOf(this.#brand), languages: this.#packs, salt, ...(state === null ? {} : { state }) });
  }

  #enter(input: Input): void {
    this.#keep(input);
    this.#apply(input);
  }

  #keep(input: Input): void {
    this.#count += 1;
    this.#session.put(keys.themeInput(this.#session.brand, this.#count), { n: this.#count, input });
  }

  #apply(input: Input): void {
    if (input.op === 'learn') this.#themes.learn(input.learnt);
    else if (input.op === 'forget') this.#themes.forget(input.mention);
    else this.#themes.forgetAuthor(input.authorKey);
  }
}

/** What was learnt of a brand, as far as it is in the store. */
export async function readThemes(store: StoreDriver, context: CallContext, brand: Brand, packs: readonly LanguagePack[], asked: ThemesAsked): Promise<BrandTheme[]> {
  const log = new ThemeLog(new Session(brand.id, store, context), brand, packs);
  await log.load();
  return asked.incident === undefined ? log.top(asked) : log.ofIncident(asked.incident, asked);
}
