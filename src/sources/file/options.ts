import * as z from 'zod';

import { checkOptions, timeZoneSchema } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import { venueSchema } from '../../spec/post.ts';

const field = z.string().min(1).max(256);

const fieldsSchema = z.strictObject({
  /** Unique and stable. Without it ids come from the row's place and text. */
  id: field.optional(),
  /** Default `text`. */
  text: field.optional(),
  title: field.optional(),
  /** The author's stable id or handle. */
  author: field.optional(),
  authorName: field.optional(),
  followers: field.optional(),
  time: field.optional(),
  url: field.optional(),
  language: field.optional(),
  /** The venue's id; kind and class are those of the option `venue`. */
  venue: field.optional(),
  /** Ids of the post this one answers, and of the one that began the thread. */
  parent: field.optional(),
  root: field.optional(),
  rating: field.optional(),
});

export type FieldRole = keyof z.infer<typeof fieldsSchema>;
export const fieldRoles = Object.keys(fieldsSchema.shape) as FieldRole[];

const optionsSchema = z.strictObject({
  format: z.enum(['jsonl', 'json', 'csv']).optional(),
  separator: z.enum([',', ';', '\t']).optional(),
  fields: fieldsSchema.optional(),
  time: z.strictObject({ format: z.enum(['iso', 'epoch-ms', 'epoch-s', 'excel', 'auto']).default('auto'), zone: timeZoneSchema.default('UTC') }).prefault({}),
  ratingScale: z
    .tuple([z.number(), z.number()])
    .refine(([from, to]) => from < to, 'expected [lowest, highest]')
    .default([0, 1]),
  venue: venueSchema.partial({ kind: true, class: true, name: true }).strict().optional(),
  order: z.enum(['file', 'time']).optional(),
  pace: z.enum(['at-once', 'posted']).default('at-once'),
  /** At pace `posted`: rows come together at each multiple of so many ms, as from a source that is asked so often. 0: each at its own time. */
  paceEveryMs: z.int().min(0).max(7 * 86_400_000).default(0),
  follow: z.boolean().default(false),
  followEveryMs: z.int().min(10).max(3_600_000).default(1000),
  onBadRow: z.enum(['skip', 'stop']).default('skip'),
  instance: z.string().min(1).max(256).optional(),
});

export type FileOptions = z.input<typeof optionsSchema>;
export type CheckedOptions = z.output<typeof optionsSchema> & { order: 'file' | 'time'; path: string; instance: string };

export function checkFileOptions(path: unknown, options: unknown): CheckedOptions {
  if (typeof path !== 'string' || path === '' || path.includes('\0')) {
    throw new KashuvError('CONFIG_INVALID', 'expected the path of a file.', { field: 'file.path', fix: "Write file('posts.jsonl')." });
  }
  const checked = checkOptions('file', optionsSchema, options);
  const { pace, follow, format } = checked;
  const order = checked.order ?? (pace === 'posted' ? 'time' : 'file');
  if (pace === 'posted' && order === 'file') refuse('order', "pace 'posted' needs the order of time.", 'Leave order out.');
  if (checked.paceEveryMs > 0 && pace !== 'posted') refuse('paceEveryMs', "is for pace 'posted'.", "Set pace: 'posted', or leave it out.");
  if (follow && order === 'time') refuse('follow', 'a file that grows cannot be put in order of time.', 'Leave out follow, or order and pace.');
  if (follow && format === 'json') refuse('follow', 'a JSON array cannot be followed.', "Write one object per line and set format: 'jsonl'.");
  return { ...checked, order, path, instance: checked.instance ?? `file:${path}` };
}

function refuse(option: string, message: string, fix: string): never {
  throw new KashuvError('CONFIG_INVALID', message, { field: `file.${option}`, fix });
}
