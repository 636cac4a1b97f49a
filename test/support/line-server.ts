import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** One connection to a server that speaks in lines, from the server's side. */
export interface LinePeer {
  readonly socket: Socket;
  /** The next line, without its end; null when the other side is gone. */
  line(): Promise<string | null>;
  /** The next so many bytes. */
  bytes(count: number): Promise<Buffer>;
  say(text: string | Buffer): void;
}

export interface LineServer {
  readonly port: number;
  /** How many connections there were. */
  readonly connections: () => number;
  /** Resolves when all connections so far are closed. */
  readonly closed: () => Promise<void>;
  close(): Promise<void>;
}

/** A server on a free port of this machine, with TLS where it has a certificate, that hands each connection to `talk`. What `talk` throws ends its connection. */
export async function lineServer(talk: (peer: LinePeer) => Promise<void>, certificate?: { readonly key: string; readonly cert: string }): Promise<LineServer> {
  const sockets = new Set<Socket>();
  const ends: Promise<void>[] = [];
  const take = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    ends.push(new Promise((resolve) => socket.once('close', () => {
      sockets.delete(socket);
      resolve();
    })));
    socket.on('error', () => undefined);
    talk(peerOf(socket)).catch(() => socket.destroy());
  };
  const server = certificate === undefined ? createServer(take) : createTlsServer(certificate, take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => ends.length,
    closed: async () => void (await Promise.all(ends)),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function peerOf(socket: Socket): LinePeer {
  let held = Buffer.alloc(0);
  let over = false;
  let wake = (): void => undefined;
  socket.on('data', (data: Buffer) => {
    held = Buffer.concat([held, data]);
    wake();
  });
  socket.on('close', () => {
    over = true;
    wake();
  });
  const until = async (enough: () => boolean): Promise<boolean> => {
    while (!enough()) {
      if (over) return false;
      await new Promise<void>((resolve) => (wake = resolve));
    }
    return true;
  };
  const take = (count: number): Buffer => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  return {
    socket,
    say: (text) => void (socket.destroyed || socket.write(text)),
    async line() {
      if (!(await until(() => held.includes(10)))) return null;
      return take(held.indexOf(10) + 1).toString('utf8').replace(/\r?\n$/, '');
    },
    async bytes(count) {
      if (!(await until(() => held.length >= count))) throw new Error('the other side is gone');
      return take(count);
    },
  };
}
