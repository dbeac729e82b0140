import { createServer, connect as openSocket, type Socket } from 'node:net';

/** BEFORE: the connection ends before the server hears of the commit. AFTER: the server has committed, but the client does not hear of it. */
export type CommitFate = 'PASS' | 'BEFORE' | 'AFTER';

/** A way to Postgres on which single commits go wrong. */
export interface CommitProxy {
  readonly port: number;
  /** Decides from now on about every commit that passes. */
  readonly decide: (fate: () => CommitFate) => void;
  readonly cutCounts: () => Readonly<Record<'BEFORE' | 'AFTER', number>>;
  readonly close: () => Promise<void>;
}

/** How a query that is parsed looks in the protocol, and how Postgres says that it has committed. */
const ASKED = Buffer.from('commit\0');
const DONE = Buffer.from('COMMIT\0');

/** Opens a proxy on a free port of this machine; it begins by passing everything. */
export async function openCommitProxy(target: { readonly host: string; readonly port: number }): Promise<CommitProxy> {
  const cuts = { BEFORE: 0, AFTER: 0 };
  const links = new Set<() => void>();
  let decide: () => CommitFate = () => 'PASS';
  const server = createServer((incoming) => {
    const end = link(incoming, target, () => {
      const fate = decide();
      if (fate !== 'PASS') cuts[fate] += 1;
      return fate;
    });
    links.add(end);
    incoming.on('close', () => links.delete(end));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    decide: (next) => {
      decide = next;
    },
    cutCounts: () => cuts,
    close: () => {
      for (const end of links) end();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function link(incoming: Socket, target: { host: string; port: number }, judge: () => CommitFate): () => void {
  const outgoing = openSocket(target);
  let cutsAnswer = false;
  const end = () => {
    incoming.destroy();
    outgoing.destroy();
  };
  incoming.on('data', (chunk) => {
    const fate = chunk.includes(ASKED) ? judge() : 'PASS';
    if (fate === 'BEFORE') return end();
    if (fate === 'AFTER') cutsAnswer = true;
    outgoing.write(chunk);
  });
  outgoing.on('data', (chunk) => {
    if (cutsAnswer && chunk.includes(DONE)) return end();
    incoming.write(chunk);
  });
  for (const socket of [incoming, outgoing]) socket.on('error', end).on('close', end);
  return end;
}
