import { digest } from '../../lib/digest.ts';
import { timeParser } from '../../lib/time.ts';
import type { PostInput, Signal } from '../../spec/post.ts';
import { fieldRoles, type CheckedOptions, type FieldRole } from './options.ts';

/** One row of the file as it was read. */
export interface FileRow {
  /** Number of its line, or of the element of a JSON array; from 1. */
  readonly line: number;
  /** Default `line`. */
  readonly unit?: 'line' | 'element';
  /** Lines of earlier files that stood under this name, where a file was rotated. */
  readonly earlier?: number;
  /** The JSON object, or the values of a CSV record by column name. */
  readonly value?: unknown;
  /** Why there is no value. */
  readonly problem?: string;
}

/** The problem of the row at which compressed data breaks off. */
export const DAMAGED = 'the gzip data is damaged or cut short from here on; compress the file anew';

export interface RowMapper {
  signals(row: FileRow): Signal[];
  /** Epoch ms, null where the row has no time that can be read. */
  timeOf(row: FileRow): number | null;
}

type Row = Readonly<Record<string, unknown>>;
type Getter = (row: Row) => unknown;
type Mapped = { post: PostInput } | { problem: string };

/** Maps rows to posts; pure. What is only too long for a post is cut or left out, what makes no post is skipped with the reason. */
export function rowMapper(options: CheckedOptions): RowMapper {
  const { fields } = options;
  const get = {} as Record<FieldRole, Getter>;
  for (const role of fieldRoles) get[role] = getter(fields === undefined ? role : role === 'text' ? (fields.text ?? 'text') : fields[role]);
  const textField = fields?.text ?? 'text';
  const timeField = fields?.time ?? 'time';
  const parse = timeParser(options.time);
  const [lowest, highest] = options.ratingScale;
  const venueKind = { kind: options.venue?.kind ?? 'other', class: options.venue?.class ?? 'other' } as const;
  const venue = options.venue === undefined ? undefined : { ...options.venue, ...venueKind, name: options.venue.name ?? options.venue.id };

  const map = (line: number, row: Row): Mapped => {
    const text = textOf(get.text(row));
    if (text === null || text.trim() === '') return { problem: `no text in field "${textField}"; name the field that holds it in fields.text` };
    const post: PostInput = { id: '', text };

    const time = get.time(row);
    if (time !== undefined && time !== null && time !== '') {
      const postedAt = parse(time);
      if (postedAt === null) return { problem: `no possible time in field "${timeField}"; correct it or set time.format and time.zone` };
      post.postedAt = postedAt;
    }
    post.id = idOf(get.id(row)) ?? `${line}-${digest(String(line), text).slice(0, 16)}`;

    const title = textOf(get.title(row));
    if (title !== null && title !== '') post.title = title.slice(0, 4096);
    const name = textOf(get.authorName(row))?.slice(0, 512);
    const author = idOf(get.author(row)) ?? idOf(name);
    if (author !== undefined) {
      post.author = { id: author };
      if (author.startsWith('@') && author.length <= 256) post.author.handle = author;
      if (name !== undefined && name !== '') post.author.name = name;
      const followers = numberOf(get.followers(row));
      if (followers !== null && followers >= 0) post.author.followers = followers;
    }
    const url = textOf(get.url(row));
    if (url !== null && url !== '' && url.length <= 2048) post.url = url;
    const language = textOf(get.language(row));
    if (language !== null && language !== '' && language.length <= 35) post.language = language;
    const place = idOf(get.venue(row));
    if (place !== undefined) post.venue = { id: place, ...venueKind, name: place };
    else if (venue !== undefined) post.venue = venue;
    const parent = idOf(get.parent(row));
    const root = idOf(get.root(row));
    if (parent !== undefined || root !== undefined) post.thread = { ...(parent !== undefined && { parent }), ...(root !== undefined && { root }) };
    const rating = numberOf(get.rating(row));
    if (rating !== null && rating >= lowest && rating <= highest) post.rating = (rating - lowest) / (highest - lowest);
    return { post };
  };

  return {
    signals({ line, unit = 'line', earlier = 0, value, problem }) {
      const mapped = problem !== undefined || !isRow(value) ? { problem: problem ?? 'expected an object with the fields of a post' } : map(line + earlier, value);
      if ('post' in mapped) return [{ type: 'posted', post: mapped.post }];
      const ref = `${unit} ${line}`;
      return [{ type: 'skipped', reason: `${ref}: ${mapped.problem}.`, ref }];
    },
    timeOf: ({ value }) => (isRow(value) ? parse(get.time(value)) : null),
  };
}

/** Reads a field by its name or, where no field has it, by the path it spells: `user.name`. Never what a row inherits. */
function getter(path: string | undefined): Getter {
  if (path === undefined) return () => undefined;
  const own: Getter = path in Object.prototype ? (row) => (Object.hasOwn(row, path) ? row[path] : undefined) : (row) => row[path];
  if (!path.includes('.')) return own;
  const steps = path.split('.');
  return (row) => {
    const direct = own(row);
    if (direct !== undefined) return direct;
    let current: unknown = row;
    for (const step of steps) {
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
      current = (current as Row)[step];
    }
    return current;
  };
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null);

function numberOf(value: unknown): number | null {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' && value.length <= 32 ? Number(value) : NaN;
  return Number.isFinite(number) ? number : null;
}

/** Ids longer than kashuv takes are told apart by their digest. */
function idOf(value: unknown): string | undefined {
  const id = textOf(value)?.trim();
  if (id === undefined || id === '') return undefined;
  return id.length <= 512 ? id : digest(id);
}
