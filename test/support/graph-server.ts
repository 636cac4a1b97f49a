import type { IncomingMessage } from 'node:http';
import { serve } from './server.ts';

export interface GraphCall {
  method: string;
  /** Below the version. */
  path: string;
  params: URLSearchParams;
  form: URLSearchParams;
  authorization: string | undefined;
}

export type GraphReply = { status?: number; headers?: Record<string, string>; body?: unknown; /** Takes the request, and breaks off. */ cut?: boolean };

export interface GraphServer {
  readonly url: string;
  readonly calls: GraphCall[];
  close(): Promise<void>;
}

/** An error in the shape that Meta documents. */
export const graphError = (code: number, more: { subcode?: number; status?: number; headers?: Record<string, string>; transient?: boolean } = {}): GraphReply => ({
  status: more.status ?? 400,
  ...(more.headers !== undefined && { headers: more.headers }),
  body: {
    error: { message: 'in Meta’s own words', type: 'OAuthException', code, fbtrace_id: 'Abc123', ...(more.subcode !== undefined && { error_subcode: more.subcode }), ...(more.transient !== undefined && { is_transient: more.transient }) },
  },
});

/** A server of the Graph API's shape on this machine. Where `answer` gives nothing, the object is not there. */
export async function serveGraph(answer: (call: GraphCall) => GraphReply | undefined): Promise<GraphServer> {
  const calls: GraphCall[] = [];
  const server = await serve((request, response) => {
    void textOf(request).then((text) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://graph.example');
      const call: GraphCall = { method: request.method ?? '', path: pathname.replace(/^\/v\d+\.\d\//, ''), params: searchParams, form: new URLSearchParams(text), authorization: request.headers.authorization };
      calls.push(call);
      const { status = 200, headers = {}, body, cut = false } = answer(call) ?? graphError(100, { subcode: 33 });
      if (cut) {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  return { url: server.url, calls, close: server.close };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
