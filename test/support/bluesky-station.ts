import type { IncomingMessage, ServerResponse } from 'node:http';
import { serve, type TestServer } from './server.ts';

/** What a station says to one call; nothing at all where it hangs up. */
export interface Say {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  hangUp?: boolean;
}
export type Answers = Record<string, (url: URL, request: IncomingMessage, sent: string) => Say>;
export interface Station extends TestServer {
  /** What was posted, in order. */
  readonly bodies: string[];
}

/** A server of Bluesky's protocol: logs everybody in as `did`, and answers by method as told. */
export async function station(did: string, answers: Answers): Promise<Station> {
  const bodies: string[] = [];
  let tokens = 0;
  const session = (): Say => ({ body: { did, handle: 'dana.example', accessJwt: `access-${(tokens += 1)}`, refreshJwt: `refresh-${tokens}` } });
  const all: Answers = { 'com.atproto.server.createSession': session, 'com.atproto.server.refreshSession': session, ...answers };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '', 'http://station');
    const method = url.pathname.replace('/xrpc/', '');
    let sent = '';
    request.on('data', (chunk: Buffer) => (sent += chunk.toString()));
    request.on('end', () => {
      if (sent !== '') bodies.push(sent);
      const { status = 200, headers = {}, body = {}, hangUp = false } = all[method]?.(url, request, sent) ?? { status: 501 };
      if (hangUp) response.destroy();
      else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  };
  return Object.assign(await serve(handle), { bodies });
}

/** The methods that were called, in order. */
export const asked = (server: TestServer): string[] => server.requests.map(({ path }) => path.replace('/xrpc/', '').replace(/\?.*/, ''));
