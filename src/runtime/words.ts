import { createTermReader, type TermReader } from '../understand/themes/index.ts';
import { hashOf } from '../lib/distinct.ts';
import { digest } from '../lib/digest.ts';
import type { Brand } from '../spec/brand.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { Mention } from '../spec/mention.ts';
import type { Post } from '../spec/post.ts';
import { namesOf } from './brand-names.ts';
import { keys } from './keys.ts';
import type { Session } from './session.ts';

/** Shorter ones are left over of too many words. */
const SHORTEST_FORM = 3;

/** What posts may be about, word by word, as hashes: whoever lacks the store's secret cannot look for a word in them. */
export class Words {
  readonly #session: Session;
  readonly #reader: TermReader;
  #salt = '';

  constructor(session: Session, brand: Brand, packs: readonly LanguagePack[]) {
    this.#session = session;
    this.#reader = createTermReader({ names: namesOf(brand), languages: packs });
  }

  async load(): Promise<void> {
    const secret = await this.#session.get<{ secret: string }>(keys.secret);
    this.#salt = digest(secret?.secret ?? '', 'words', this.#session.brand);
  }

  /** Of each word the form it stands in and those it may be a form of. null: the words are another's. */
  of({ title, text, language, thread }: Post, { copyOf }: Pick<Mention, 'copyOf'>): number[][] | null {
    if (copyOf !== undefined || thread.repost !== undefined) return null;
    const said = this.#reader.read(title === undefined ? text : `${title}\n${text}`, language.code);
    return said.flatMap(({ form, words }) => (words.length === 1 ? [[form, ...this.#simpler(form)].map((one) => this.#hash(one))] : []));
  }

  #simpler(form: string): string[] {
    return this.#reader.simpler(form).filter((simpler) => simpler.length >= SHORTEST_FORM && this.#reader.allows(simpler));
  }

  #hash(form: string): number {
    return hashOf(`${this.#salt} ${form}`) | 0;
  }
}
