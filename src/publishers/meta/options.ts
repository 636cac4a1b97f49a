import * as z from 'zod';

import { createGraph, graphOptions, metaId, metaSecret, type GraphAccount, type GraphRequest } from '../../lib/meta-graph.ts';
import type { JsonRecord } from '../../lib/http/json.ts';
import { checkOptions } from '../../lib/options.ts';
import type { CallContext } from '../../spec/plugin.ts';

const shared = {
  ...graphOptions,
  accessToken: z.string().min(1).max(4096),
  appSecret: metaSecret.optional(),
  instance: z.string().min(1).max(256).optional(),
};
const pageSchema = z.strictObject({ ...shared, pageId: metaId });
const instagramSchema = z.strictObject({ ...shared, accountId: metaId });

/** See docs/publishers/meta.md. */
export type FacebookPageOptions = z.input<typeof pageSchema>;
/** See docs/publishers/meta.md. */
export type InstagramOptions = z.input<typeof instagramSchema>;

/** Asks the Graph API as one account. */
export type Ask = (request: GraphRequest, context: CallContext) => Promise<JsonRecord>;

export interface Voice {
  /** Of the page, or of the Instagram account. */
  readonly id: string;
  readonly instance: string;
  readonly ask: Ask;
}

export function pageVoice(options: FacebookPageOptions): Voice {
  const { pageId, ...rest } = checkOptions('facebookPage', pageSchema, options);
  return voice('facebook', pageId, rest);
}

export function instagramVoice(options: InstagramOptions): Voice {
  const { accountId, ...rest } = checkOptions('instagram', instagramSchema, options);
  return voice('instagram', accountId, rest);
}

function voice(name: string, id: string, { accessToken: token, appSecret: secret, instance = `${name}:${id}`, ...options }: Omit<z.output<typeof pageSchema>, 'pageId'>): Voice {
  const graph = createGraph(options);
  const account: GraphAccount = { token, secret };
  return { id, instance, ask: (request, context) => graph(request, account, context) };
}
