import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be shut and opened: refused while shut, with every open connection cut. */
export type TcpGate = {
  readonly port: number;
  readonly shut: () => void;
  readonly open: () => void;
  readonly close: () => Promise<void>;
};

/** Opens a gate on a free port in front of a server. */
export async function openTcpGate(target: { readonly host: string; readonly port: number }): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    return socket;
  };
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((incoming) => {
    keep(incoming);
    if (!isOpen) return void incoming.destroy();
    const outgoing = keep(connect(target));
    incoming.pipe(outgoing).pipe(incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    shut: () => {
      isOpen = false;
      cutAll();
    },
    open: () => {
      isOpen = true;
    },
    close: () => {
      cutAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
