import { createServer, connect as openSocket, type Socket } from 'node:net';
import { createFrameReader } from './frame-reader.ts';

/** Requests of Kafka's protocol, by their key. */
export const apiKeys = {
  produce: 0,
  fetch: 1,
  listOffsets: 2,
  metadata: 3,
  offsetCommit: 8,
  offsetFetch: 9,
  findCoordinator: 10,
  joinGroup: 11,
  heartbeat: 12,
  syncGroup: 14,
} as const;

/**
 * What becomes of an answer; the broker has done in each case what it was asked. CUT: the connection ends in its place. PART: it ends in
 * the middle of it. SILENCE: the connection stands, but nothing comes on it any more.
 */
export type AnswerFate = 'PASS' | 'CUT' | 'PART' | 'SILENCE';

/** A way to a broker on which single answers get lost. The clients do not go round it: it puts its own address into what the broker tells. */
export interface KafkaProxy {
  readonly port: number;
  /** Decides from now on about every answer, by the key of its request. */
  readonly decide: (fateOf: (apiKey: number) => AnswerFate) => void;
  /** How many answers were not passed, by the key of the request. */
  readonly lostCounts: () => ReadonlyMap<number, number>;
  readonly close: () => Promise<void>;
}

interface Broker {
  readonly host: string;
  readonly port: number;
}

/** Opens a proxy on a free port of this machine; it begins by passing everything. */
export async function openKafkaProxy(broker: Broker): Promise<KafkaProxy> {
  const lost = new Map<number, number>();
  const cuts = new Set<() => void>();
  let fateOf: (apiKey: number) => AnswerFate = () => 'PASS';
  const judge = (apiKey: number): AnswerFate => {
    const fate = fateOf(apiKey);
    if (fate !== 'PASS') lost.set(apiKey, (lost.get(apiKey) ?? 0) + 1);
    return fate;
  };
  const server = createServer((incoming) => {
    const cut = link(incoming, { broker, ownPort: portOf(server.address()), judge, onEnd: () => cuts.delete(cut) });
    cuts.add(cut);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server.address()),
    decide: (next) => {
      fateOf = next;
    },
    lostCounts: () => lost,
    close: () => {
      for (const cut of cuts) cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface LinkParts {
  readonly broker: Broker;
  readonly ownPort: number;
  readonly judge: (apiKey: number) => AnswerFate;
  readonly onEnd: () => void;
}

const ADDRESSES_IN: ReadonlySet<number> = new Set([apiKeys.metadata, apiKeys.findCoordinator]);

/** Joins a client to the broker; gives what ends the connection. */
function link(incoming: Socket, { broker, ownPort, judge, onEnd }: LinkParts): () => void {
  const outgoing = openSocket(broker);
  const asked = new Map<number, number>();
  let isSilent = false;
  const cut = () => {
    incoming.destroy();
    outgoing.destroy();
    onEnd();
  };
  const readRequest = createFrameReader((frame) => asked.set(frame.readInt32BE(8), frame.readInt16BE(4)));
  const readAnswer = createFrameReader((frame) => {
    if (isSilent || incoming.destroyed) return;
    const apiKey = asked.get(frame.readInt32BE(4)) ?? -1;
    asked.delete(frame.readInt32BE(4));
    const answer = ADDRESSES_IN.has(apiKey) ? readdress(frame, broker, ownPort) : frame;
    const fate = judge(apiKey);
    if (fate === 'SILENCE') isSilent = true;
    if (fate === 'CUT') cut();
    if (fate === 'PART') incoming.write(answer.subarray(0, Math.ceil(answer.length / 2)), cut);
    if (fate === 'PASS') incoming.write(answer);
  });
  incoming.on('data', (chunk) => {
    readRequest(chunk);
    outgoing.write(chunk);
  });
  outgoing.on('data', readAnswer);
  for (const socket of [incoming, outgoing]) socket.on('error', cut).on('close', cut);
  return cut;
}

/** The answer with our port in the place of the broker's; host and length stay as they are. */
function readdress(frame: Buffer, { host, port }: Broker, ownPort: number): Buffer {
  const [from, to] = [port, ownPort].map((one) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(one);
    return Buffer.concat([Buffer.from(host), bytes]);
  }) as [Buffer, Buffer];
  const copy = Buffer.from(frame);
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) to.copy(copy, at);
  return copy;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
