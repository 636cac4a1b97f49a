import { authorKey, createPost, postId, readSignals } from '../intake/index.ts';
import type { CallContext } from '../spec/plugin.ts';
import type { Post, Signal } from '../spec/post.ts';
import type { QueryDocument } from '../spec/query.ts';

/** A signal, and the post that it makes. */
export interface Prepared {
  signal: Signal;
  /** Of the post; of an author who is gone, the key. */
  id: string;
  post: Post | null;
  document: QueryDocument | null;
  /** The source's word for the language. */
  hint?: string | undefined;
}

interface Preparing {
  seenAt: number;
  /** Of the store: ids of authors derive from it. */
  secret: string;
  context: CallContext;
  skipped: { ref: string | null; reason: string }[];
}

/** Reads what a source said. What is no signal, or says that it is none, goes to `skipped`. */
export function prepareSignals(source: string, signals: unknown, { seenAt, secret, context, skipped }: Preparing): Prepared[] {
  const prepared: Prepared[] = [];
  for (const signal of readSignals(signals)) {
    switch (signal.type) {
      case 'skipped':
        skipped.push({ ref: signal.ref ?? null, reason: signal.reason });
        break;
      case 'deleted':
        prepared.push({ signal, id: postId(source, signal.ref), post: null, document: null });
        break;
      case 'author-deleted':
        prepared.push({ signal, id: authorKey(secret, source, signal.author), post: null, document: null });
        break;
      case 'posted':
      case 'edited': {
        tellLosses(context, source, signal.post.id, signal.notes);
        const { post, document } = createPost(signal.post, { source, seenAt, secret, notes: signal.notes });
        prepared.push({ signal, id: post.id, post, document, hint: signal.post.language });
        break;
      }
    }
  }
  return prepared;
}

/** What a post says is heard without what of it cannot be read: a time in seconds, an author that is a text. Whoever sends it should know. */
function tellLosses(context: CallContext, source: string, ref: string, notes: readonly string[]): void {
  const lost = notes.filter((note) => note === 'impossible-time' || note.startsWith('field-dropped:'));
  if (lost.length > 0) context.log('info', 'part of a post could not be read and was left out', { source, ref, lost });
}
