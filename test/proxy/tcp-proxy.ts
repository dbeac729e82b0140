import { createServer, connect as openSocket, type Socket } from 'node:net';

/**
 * PASS: as if it were not there. REFUSE: every connection is cut, now and when it is opened. HANG: connections stand and are
 * opened, but nothing comes through until it passes again. ANSWER: each request gets these bytes, whatever it was.
 */
export type ProxyMode =
  | { readonly type: 'PASS' | 'REFUSE' | 'HANG' }
  | { readonly type: 'ANSWER'; readonly bytes: string };

/** A way to a server on which everything that goes wrong in networks can be played. */
export interface TcpProxy {
  readonly port: number;
  readonly setMode: (mode: ProxyMode) => void;
  readonly close: () => Promise<void>;
}

/** What a web server says that has a fault of its own. */
export const INTERNAL_SERVER_ERROR: ProxyMode = {
  type: 'ANSWER',
  bytes: 'HTTP/1.1 500 Internal Server Error\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
};

/** Opens a proxy on a free port of this machine; it begins by passing everything. */
export async function openTcpProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const links = new Set<Link>();
  let mode: ProxyMode = { type: 'PASS' };
  const server = createServer((incoming) => {
    if (mode.type === 'REFUSE') return void incoming.destroy();
    if (mode.type === 'ANSWER') return answer(incoming, mode.bytes);
    const link = createLink(incoming, target, () => links.delete(link));
    links.add(link);
    if (mode.type === 'HANG') link.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    setMode: (next) => {
      mode = next;
      for (const link of links) {
        if (next.type === 'PASS') link.resume();
        else if (next.type === 'HANG') link.pause();
        else link.cut();
      }
    },
    close: () => {
      for (const link of links) link.cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Link {
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cut: () => void;
}

function createLink(incoming: Socket, target: { host: string; port: number }, onEnd: () => void): Link {
  const outgoing = openSocket(target);
  let isPaused = false;
  const cut = () => {
    incoming.destroy();
    outgoing.destroy();
    onEnd();
  };
  for (const [from, to] of [
    [incoming, outgoing],
    [outgoing, incoming],
  ] as const) {
    from.on('data', (chunk) => {
      if (to.write(chunk)) return;
      from.pause();
      to.once('drain', () => isPaused || from.resume());
    });
    from.on('error', cut).on('close', cut);
  }
  return {
    pause: () => {
      isPaused = true;
      incoming.pause();
      outgoing.pause();
    },
    resume: () => {
      isPaused = false;
      incoming.resume();
      outgoing.resume();
    },
    cut,
  };
}

function answer(incoming: Socket, bytes: string): void {
  incoming.on('error', () => incoming.destroy());
  incoming.once('data', () => incoming.end(bytes));
}
