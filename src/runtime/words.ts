import { createWordForms, type WordForms } from '../understand/themes/index.ts';
import { digest } from '../lib/digest.ts';
import type { Brand } from '../spec/brand.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { Mention } from '../spec/mention.ts';
import type { Post } from '../spec/post.ts';
import { namesOf } from './brand-names.ts';
import { keys } from './keys.ts';
import type { Session } from './session.ts';

/** What posts may be about, word by word, as hashes salted by the store's secret. */
export class Words {
  readonly #session: Session;
  readonly #make: (salt: string) => WordForms;
  #forms: WordForms;

  constructor(session: Session, brand: Brand, languages: readonly LanguagePack[]) {
    this.#session = session;
    this.#make = (salt) => createWordForms({ names: namesOf(brand), languages, salt });
    this.#forms = this.#make('');
  }

  async load(): Promise<void> {
    const secret = await this.#session.get<{ secret: string }>(keys.secret);
    this.#forms = this.#make(digest(secret?.secret ?? '', 'words', this.#session.brand));
  }

  /** null: the words are another's. */
  of({ title, text, language, thread }: Post, { copyOf }: Pick<Mention, 'copyOf'>): number[][] | null {
    return copyOf !== undefined || thread.repost !== undefined ? null : this.#forms.of(title === undefined ? text : `${title}\n${text}`, language.code);
  }
}
