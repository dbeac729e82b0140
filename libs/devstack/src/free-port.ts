import { createServer } from 'node:net';

/**
 * A port on 127.0.0.1 that nobody listens on now: the wanted one if it is free, else one the system chooses.
 * Somebody may take it before it is bound; whoever binds it must be ready to ask again.
 */
export async function findFreePort(wantedPort?: number): Promise<number> {
  if (wantedPort !== undefined) {
    const port = await tryPort(wantedPort).catch(() => null);
    if (port !== null) {
      return port;
    }
  }
  return tryPort(0);
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}
