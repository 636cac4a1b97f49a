import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The server's side of one connection. */
export interface Peer {
  readonly path: string;
  send(data: string | Uint8Array): void;
  /** What the client says in text, from now on. */
  hear(listener: (text: string) => void): void;
  /** Ends it as the protocol asks. */
  end(): void;
  /** Breaks it off without a word. */
  cut(): void;
}

export interface WebSocketServer {
  /** `ws://127.0.0.1:port`. */
  readonly url: string;
  /** Paths of the connections, in order. */
  readonly paths: string[];
  close(): Promise<void>;
}

/** Appended to a client's key before it is hashed (RFC 6455 §1.3). */
const KEY = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A WebSocket server on a free port of this machine (RFC 6455), enough to send frames to one client after the other. */
export async function serveWebSocket(connected: (peer: Peer, count: number) => void): Promise<WebSocketServer> {
  const sockets = new Set<Socket>();
  const paths: string[] = [];
  const server = createServer((_, response) => response.writeHead(426).end());
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${KEY}`).digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    let listener: (text: string) => void = () => undefined;
    const said = reader((opcode, text) => {
      if (opcode === 1) listener(text);
      // That it closes is answered in kind.
      if (opcode === 8) socket.end(Buffer.from([0x88, 0]));
    });
    socket.on('data', said);
    paths.push(request.url ?? '');
    connected({ path: request.url ?? '', send: (data) => socket.write(framed(data)), hear: (heard) => (listener = heard), end: () => socket.write(Buffer.from([0x88, 0])), cut: () => socket.destroy() }, paths.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Takes what clients send apart into frames: whole ones, masked, of less than 64 KiB. */
function reader(frame: (opcode: number, text: string) => void): (data: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const short = (rest[1] ?? 0) & 127;
      const head = short === 126 ? 8 : 6;
      if (rest.length < head) return;
      const length = short === 126 ? rest.readUInt16BE(2) : short;
      if (rest.length < head + length) return;
      const mask = rest.subarray(head - 4, head);
      const payload = Buffer.from(rest.subarray(head, head + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
      const opcode = (rest[0] ?? 0) & 15;
      rest = rest.subarray(head + length);
      frame(opcode, payload.toString('utf8'));
    }
  };
}

/** One whole frame, unmasked, as servers send them. */
function framed(data: string | Uint8Array): Buffer {
  const payload = Buffer.from(data as string);
  const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10);
  head[0] = 0x80 | (typeof data === 'string' ? 1 : 2);
  head[1] = head.length === 2 ? payload.length : head.length === 4 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(payload.length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
}
