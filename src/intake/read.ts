import type * as z from 'zod';

import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import { postInputSchema, deletedBySchema, type DeletedBy, type PostInput } from '../spec/post.ts';
import { cut, isPossibleTime, mendPost, type Notes } from './mend.ts';

/** A post as read: sound, within bounds, with what was mended on the way. */
export interface ReadPost {
  post: PostInput;
  /** `text-cut`, `nul-removed`, `lone-surrogate`, `id-mended`, `impossible-time`, `url-dropped`, `field-cut:<path>`, `field-dropped:<path>`. */
  notes: string[];
}

/** A `Signal` that was checked; posts carry their notes. */
export type ReadSignal =
  | { type: 'posted' | 'edited'; post: PostInput; notes: string[] }
  | { type: 'deleted'; ref: string; by: DeletedBy }
  | { type: 'author-deleted'; author: string; by: DeletedBy }
  | { type: 'skipped'; reason: string; ref?: string };

type Raw = Record<string, unknown>;
type Issue = z.core.$ZodIssue;

/** A broken field can uncover another (an author without id, then without handle); each round mends one layer. */
const ROUNDS = 4;
const MAX_REASON = 500;

/**
 * Reads what a source gives as a post. Unknown keys are dropped, optional fields that are broken are cut or dropped with
 * a note, impossible times are dropped (`impossible-time`), a whole number as id becomes text.
 * Throws INPUT_INVALID naming the field for what cannot be mended: no object, no id, no text.
 */
export function readPostInput(value: unknown): ReadPost {
  const raw = asRecord(value);
  if (raw === null) {
    throw new KashuvError('INPUT_INVALID', `expected an object with id and text, got ${show(value)}.`, {
      field: 'post',
      fix: "Give { id: '…', text: '…' }.",
    });
  }
  const notes: Notes = new Set();
  const draft: Raw = { ...raw, id: readId(raw.id), text: readText(raw.text) };
  readTime(draft, notes);
  const post = mendPost(checkedPost(draft, notes), notes);
  return { post, notes: [...notes] };
}

/**
 * Reads what a plugin's `signals` returned. A malformed entry becomes a `skipped` signal that names it, so that its
 * neighbours are heard. Throws INPUT_INVALID where the whole is no list.
 */
export function readSignals(value: unknown): ReadSignal[] {
  if (!Array.isArray(value)) {
    throw new KashuvError('INPUT_INVALID', `expected a list of signals, got ${show(value)}.`, {
      field: 'signals',
      fix: "Return an array such as [{ type: 'posted', post }], empty where an item says nothing.",
    });
  }
  return Array.from(value as unknown[], (entry, index) => readSignal(entry, index));
}

function readSignal(value: unknown, index: number): ReadSignal {
  const raw = asRecord(value);
  switch (raw?.type) {
    case 'posted':
    case 'edited':
      try {
        return { type: raw.type, ...readPostInput(raw.post) };
      } catch (error) {
        return skipped(`signals[${index}]: ${KashuvError.from(error).message}`, asRecord(raw.post)?.id);
      }
    case 'deleted': {
      if (typeof raw.ref !== 'string' || raw.ref === '') return skipped(`signals[${index}].ref: expected the id of the deleted post.`, null);
      const by = deletedBySchema.safeParse(raw.by);
      return { type: 'deleted', ref: raw.ref.toWellFormed().replaceAll('\0', '\ufffd'), by: by.success ? by.data : 'unknown' };
    }
    case 'author-deleted': {
      if (typeof raw.author !== 'string' || raw.author === '') return skipped(`signals[${index}].author: expected the id of the author who is gone.`, null);
      const by = deletedBySchema.safeParse(raw.by);
      return { type: 'author-deleted', author: raw.author.toWellFormed().replaceAll('\0', '\ufffd'), by: by.success ? by.data : 'unknown' };
    }
    case 'skipped':
      return skipped(typeof raw.reason === 'string' && raw.reason !== '' ? raw.reason : 'no reason given', raw.ref);
    default:
      return skipped(`signals[${index}].type: expected 'posted', 'edited', 'deleted', 'author-deleted' or 'skipped', got ${show(raw?.type ?? value)}.`, null);
  }
}

function skipped(reason: string, ref: unknown): ReadSignal {
  const short = cut(reason, MAX_REASON).toWellFormed();
  const id = typeof ref === 'number' ? String(ref) : ref;
  return typeof id === 'string' && id !== '' ? { type: 'skipped', reason: short, ref: cut(id, 512).toWellFormed() } : { type: 'skipped', reason: short };
}

function readId(id: unknown): string {
  if (typeof id === 'number' && Number.isSafeInteger(id)) return String(id);
  if (typeof id === 'string' && id !== '' && id.length <= 512) return id;
  const seen = typeof id === 'string' && id !== '' ? `${id.length} characters` : show(id);
  throw new KashuvError('INPUT_INVALID', `expected text of 1 to 512 characters, got ${seen}.`, {
    field: 'id',
    fix: 'Give each post an id that is unique and stable within its source.',
  });
}

function readText(text: unknown): string {
  if (typeof text === 'string') return text;
  throw new KashuvError('INPUT_INVALID', `expected text, got ${show(text)}.`, { field: 'text', fix: "Give the words of the post; '' where there are none." });
}

function readTime(draft: Raw, notes: Notes): void {
  const time = draft.postedAt instanceof Date ? draft.postedAt.getTime() : draft.postedAt;
  if (time === undefined || time === null) delete draft.postedAt;
  else if (typeof time === 'number' && isPossibleTime(time)) draft.postedAt = time;
  else {
    notes.add('impossible-time');
    delete draft.postedAt;
  }
}

function checkedPost(draft: Raw, notes: Notes): PostInput {
  for (let round = 0; ; round++) {
    const result = postInputSchema.safeParse(draft);
    if (result.success) return result.data;
    for (const issue of result.error.issues) mendField(draft, round < ROUNDS ? issue : { ...issue, path: issue.path.slice(0, 1) }, notes);
  }
}

/** Cuts what is too long, drops what is wrong; where the dropped field was needed, the next round drops what needed it. */
function mendField(draft: Raw, issue: Issue, notes: Notes): void {
  const [top, field] = issue.path as [string, string | number | undefined];
  const holder = field === undefined ? draft : ((draft[top] = Array.isArray(draft[top]) ? [...(draft[top] as unknown[])] : { ...(draft[top] as Raw) }) as Raw);
  const key = String(field ?? top);
  const value = holder[key];
  const path = field === undefined ? top : Array.isArray(draft[top]) ? `${top}[]` : `${top}.${field}`;
  if (issue.code === 'too_big' && typeof value === 'string' && issue.origin === 'string') {
    holder[key] = cut(value, Number(issue.maximum));
    notes.add(`field-cut:${path}`);
  } else if (issue.code === 'too_big' && Array.isArray(value)) {
    holder[key] = (value as unknown[]).slice(0, Number(issue.maximum));
    notes.add(`field-cut:${path}`);
  } else if (top === 'author' && key === 'id' && isHandle(holder.handle)) {
    holder.id = cut(holder.handle, 512);
  } else if (value === null) {
    delete holder[key];
  } else if (Array.isArray(draft[top]) && field !== undefined) {
    holder[key] = '';
    notes.add(`field-dropped:${path}`);
  } else if (key in holder) {
    delete holder[key];
    notes.add(`field-dropped:${path}`);
  } else {
    delete draft[top];
    notes.add(`field-dropped:${top}`);
  }
}

const isHandle = (handle: unknown): handle is string => typeof handle === 'string' && handle !== '';

function asRecord(value: unknown): Raw | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
