import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Answers a request of the web's own shape, as any framework's handler does. */
export type WebHandler = (request: Request) => Promise<Response>;

/** A web server of this machine that can be stopped and started again at the same port. */
export class WebServer {
  readonly port: number;
  readonly url: string;
  readonly #handle: WebHandler;
  #server: Server | null;

  private constructor(server: Server, handle: WebHandler) {
    this.port = (server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.port}`;
    this.#server = server;
    this.#handle = handle;
  }

  static async start(handle: WebHandler): Promise<WebServer> {
    return new WebServer(await listen(handle, 0), handle);
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  async startAgain(): Promise<void> {
    this.#server ??= await listen(this.#handle, this.port);
  }
}

async function listen(handle: WebHandler, port: number): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const response = await handle(await requestOf(incoming)).catch((error: unknown) => new Response(String(error), { status: 500 }));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) for (const each of [value ?? []].flat()) given.append(name, each);
  const body = method === 'GET' || method === 'HEAD' ? null : await buffer(incoming);
  return new Request(`http://${headers.host ?? '127.0.0.1'}${url}`, { method, headers: given, body });
}
