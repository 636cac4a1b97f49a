import { copiesSettings, Fingerprinter, NearDuplicates, packFingerprint, unpackFingerprint, type CopiesSettings } from '../intake/index.ts';
import { digest } from '../lib/digest.ts';
import type { CopyOf } from '../spec/mention.ts';
import type { Post } from '../spec/post.ts';
import { keys } from './keys.ts';
import type { Session } from './session.ts';

interface Kept {
  order: number;
  post: string;
  at: number;
  group: string;
  print: string;
}

/**
 * Which posts of a brand repeat earlier ones, durable: what is remembered is committed with the mention it came of, so that a restart
 * finds the same copies as a run without one.
 */
export class CopyLog {
  readonly #session: Session;
  readonly #settings: CopiesSettings | null;
  #prints = new Fingerprinter(0);
  #index: NearDuplicates | null = null;

  constructor(session: Session, settings: Partial<CopiesSettings> | false | undefined) {
    this.#session = session;
    this.#settings = settings === false ? null : copiesSettings(settings);
  }

  /** False where the host switched it off: then nothing is known of copies. */
  get compares(): boolean {
    return this.#settings !== null;
  }

  async load(): Promise<void> {
    const { brand } = this.#session;
    const secret = await this.#session.get<{ secret: string }>(keys.secret);
    this.#prints = new Fingerprinter(Number.parseInt(digest(secret?.secret ?? '', 'copies', brand).slice(0, 8), 16));
    this.#index = this.#settings === null ? null : new NearDuplicates(this.#settings);
    for (const { order, post: id, at, group, print: text } of await this.#session.all<Kept>(keys.copies(brand))) {
      const print = unpackFingerprint(text);
      // What nobody looks at any more is not kept either: it tells of people's words.
      const dropped = this.#index === null || print === null ? order : this.#index.restore({ id, at, order, group, print });
      if (dropped !== null) this.#session.remove(keys.copies(brand, dropped));
    }
  }

  /** Remembers a post, or its new words, and tells which earlier one it repeats. `at`: the monitor's time. */
  hear(post: Post, at: number): CopyOf | null {
    if (this.#index === null) return null;
    const { brand } = this.#session;
    const print = this.#prints.of(post.text, post.title);
    if (print === null) {
      this.forget(post.id);
      return null;
    }
    const { copy, order, group, dropped } = this.#index.hear(post.id, at, print);
    for (const gone of dropped) this.#session.remove(keys.copies(brand, gone));
    this.#session.put(keys.copies(brand, order), { order, post: post.id, at, group, print: packFingerprint(print) } satisfies Kept);
    return copy;
  }

  /** Forgets what it knows of a post's words; the key of the record that is gone, to be erased. */
  forget(post: string): string | null {
    const order = this.#index?.forget(post) ?? null;
    if (order === null) return null;
    const key = keys.copies(this.#session.brand, order);
    this.#session.remove(key);
    return key;
  }
}
