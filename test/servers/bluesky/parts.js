import plc from '@did-plc/server';
import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

export const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, LOOPBACK, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** The servers would listen on every address of the machine. */
export const onLoopback = (server) => {
  const listen = server.app.listen.bind(server.app);
  server.app.listen = (port) => listen(port, LOOPBACK);
  return server;
};

/** A directory of identities, in memory. Resolves with its address. */
export async function startDirectory() {
  const port = await freePort();
  await onLoopback(plc.PlcServer.create({ db: plc.Database.mock(), port })).start();
  return `http://${LOOPBACK}:${port}`;
}
