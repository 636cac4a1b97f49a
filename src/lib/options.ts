import * as z from 'zod';

import { KashuvError } from '../spec/errors.ts';

/**
 * Checks what the host configured. The first problem becomes a CONFIG_INVALID error whose `field` is the path of the option:
 * `feed.maxBytes`. Unknown options are named.
 */
export function checkOptions<S extends z.ZodType>(owner: string, schema: S, options: unknown): z.output<S> {
  const checked = schema.safeParse(options);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const field = fieldOf(owner, [...issue.path, key]);
    throw new KashuvError('CONFIG_INVALID', 'there is no such option.', { field, fix: `${known(schema, issue.path)}Remove it or correct its name.` });
  }
  throw new KashuvError('CONFIG_INVALID', `${issue?.message ?? 'not valid'}.`, { field: fieldOf(owner, issue?.path ?? []), fix: 'Correct the value.' });
}

/** An IANA time zone this machine knows. */
export const timeZoneSchema = z.string().refine(isTimeZone, 'expected an IANA time zone such as Asia/Jerusalem');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function fieldOf(owner: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}.${String(part)}`), owner);
}

function known(schema: z.ZodType, path: readonly PropertyKey[]): string {
  return path.length === 0 && schema instanceof z.ZodObject ? `Known are ${Object.keys(schema.shape).join(', ')}. ` : '';
}
