import * as z from 'zod';

import { accountShape } from '../../lib/bluesky/options.ts';
import { checkOptions } from '../../lib/options.ts';
import type { Publisher } from '../../spec/plugin.ts';

const schema = z.strictObject({
  ...accountShape,
  reaches: z.custom<Publisher['reaches']>((value) => typeof value === 'function', 'expected a function').optional(),
});

export type BlueskyPublisherOptions = z.input<typeof schema>;
export type PublisherOptions = z.output<typeof schema> & { instance: string };

export function checkPublisher(options: unknown): PublisherOptions {
  const checked = checkOptions('blueskyPublisher', schema, options);
  return { ...checked, instance: checked.instance ?? `bluesky:${new URL(checked.service).host}/${checked.identifier}` };
}
