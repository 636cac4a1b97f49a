import type { Api } from '../../lib/http/api.ts';
import { acceptedStatus } from '../../lib/http/api.ts';
import { isRecord } from '../../lib/http/json.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';

const PATH = '/api/v1/streaming';

/**
 * Where the streams of a server are: on its own host or, as it says itself, on one below it. The token goes there, so another host is the host
 * application's to name. Throws CONFIG_INVALID, else as `acceptedStatus`.
 */
export async function streamAddress(api: Api, { service, streaming }: { readonly service: string; readonly streaming?: string | undefined }, context: CallContext): Promise<string> {
  const said = streaming ?? (await saidByServer(api, context));
  const home = new URL(service);
  const url = new URL(said ?? service);
  if (said === null) url.protocol = home.protocol === 'https:' ? 'wss:' : 'ws:';
  if (streaming === undefined && said !== null) {
    const near = url.hostname === home.hostname || url.hostname.endsWith(`.${home.hostname}`);
    const safe = url.protocol === 'wss:' || (url.protocol === 'ws:' && home.protocol === 'http:');
    if (!near || !safe || url.username !== '' || url.password !== '') {
      throw new KashuvError('CONFIG_INVALID', `${home.host} names another host for its streams.`, { field: 'mastodonStream.streaming', fix: 'Give its address if you trust it with the token.' });
    }
  }
  return new URL(PATH, url).href;
}

/** The address in the server's description of itself, newer form first; null where it gives none. */
async function saidByServer(api: Api, context: CallContext): Promise<string | null> {
  for (const [path, find] of [
    ['/api/v2/instance', ({ configuration }: Body) => (isRecord(configuration) && isRecord(configuration.urls) ? configuration.urls.streaming : undefined)],
    ['/api/v1/instance', ({ urls }: Body) => (isRecord(urls) ? urls.streaming_api : undefined)],
  ] as const) {
    const answer = await api.call({ path }, context);
    if (answer.status === 404) continue;
    acceptedStatus(answer, context);
    const address = isRecord(answer.body) ? find(answer.body) : undefined;
    return typeof address === 'string' && URL.canParse(address) ? address : null;
  }
  return null;
}

type Body = Readonly<Record<string, unknown>>;
