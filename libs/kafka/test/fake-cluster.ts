import { createServer, type Server, type Socket } from 'node:net';

/**
 * A cluster in about 200 lines, to answer exactly as a test needs it: real TCP, the real wire format of ApiVersions, Metadata,
 * Produce and InitProducerId, everything else left out. It is NOT Kafka: it keeps values in arrays and knows one epoch. What it
 * shows is what kafkajs (the real, pinned one) does with such answers.
 */
export type ProduceCall = {
  readonly nodeId: number;
  readonly topic: string;
  readonly partition: number;
  readonly values: readonly string[];
  readonly keys: readonly (string | null)[];
  /** -1 unless the producer is idempotent. */
  readonly firstSequence: number;
};

/**
 * What the leader does with a produce request. `lost` = it is done as `written`, but the connection breaks instead of an answer;
 * `silent` = nothing is done, and nothing is ever answered on this connection again. Unlike Kafka it does not put the requests of one
 * connection in a row, so that a test can see whether a client does.
 */
export type ProduceReply =
  | { readonly reply: 'written' }
  | { readonly reply: 'lost' }
  | { readonly reply: 'silent' }
  | { readonly reply: 'refused'; readonly errorCode: number }
  | { readonly reply: 'misnamed' };

export type FakeCluster = {
  readonly brokers: readonly string[];
  /** Values acknowledged or at least appended, by `topic/partition`. */
  readonly log: (topic: string, partition: number) => readonly string[];
  readonly calls: readonly ProduceCall[];
  readonly moveLeader: (partition: number, nodeId: number) => void;
  /** While muted, every connection takes requests and answers none of them, ever; new connections are taken as well. */
  readonly setMuted: (muted: boolean) => void;
  readonly close: () => Promise<void>;
};

export type FakeClusterOptions = {
  readonly topic: string;
  /** The node that leads partition 0, 1, … ; nodes are numbered from 1. */
  readonly leaders: readonly number[];
  readonly onProduce: (call: ProduceCall, cluster: FakeCluster) => ProduceReply | Promise<ProduceReply>;
};

export const ERROR = { none: 0, notLeader: 6, messageTooLarge: 10, authorization: 29, invalidRecord: 87 } as const;

const API = { produce: 0, metadata: 3, apiVersions: 18, initProducerId: 22 } as const;
const VERSIONS: readonly (readonly [number, number])[] = [
  [API.produce, 3],
  [API.metadata, 1],
  [API.apiVersions, 0],
  [API.initProducerId, 0],
];

class Writer {
  readonly parts: Buffer[] = [];
  i8 = (v: number) => this.push(1, (b) => b.writeInt8(v));
  i16 = (v: number) => this.push(2, (b) => b.writeInt16BE(v));
  i32 = (v: number) => this.push(4, (b) => b.writeInt32BE(v));
  i64 = (v: bigint) => this.push(8, (b) => b.writeBigInt64BE(v));
  text = (v: string) => {
    this.i16(Buffer.byteLength(v));
    this.parts.push(Buffer.from(v));
    return this;
  };
  list = <T>(items: readonly T[], each: (item: T) => unknown) => {
    this.i32(items.length);
    for (const item of items) each(item);
    return this;
  };
  private push(size: number, write: (bytes: Buffer) => unknown) {
    const bytes = Buffer.alloc(size);
    write(bytes);
    this.parts.push(bytes);
    return this;
  }
}

/** A signed varint of the record format: [value, next position]. */
const readVarint = (bytes: Buffer, start: number): readonly [number, number] => {
  let value = 0;
  for (let at = start; ; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return [value % 2 === 0 ? value / 2 : -(value + 1) / 2, at + 1];
  }
};

type Decoded = { readonly keys: (string | null)[]; readonly values: string[]; readonly firstSequence: number };

const decodeBatch = (batch: Buffer): Decoded => {
  const isIdempotent = batch.readBigInt64BE(43) >= 0n;
  const decoded: Decoded = { keys: [], values: [], firstSequence: isIdempotent ? batch.readInt32BE(53) : -1 };
  let at = 61;
  for (let left = batch.readInt32BE(57); left > 0; left -= 1) {
    const [length, body] = readVarint(batch, at);
    const [, afterTime] = readVarint(batch, body + 1);
    const [, afterOffset] = readVarint(batch, afterTime);
    const [keyLength, keyAt] = readVarint(batch, afterOffset);
    const afterKey = keyAt + Math.max(0, keyLength);
    decoded.keys.push(keyLength < 0 ? null : batch.toString('utf8', keyAt, afterKey));
    const [valueLength, valueAt] = readVarint(batch, afterKey);
    decoded.values.push(batch.toString('utf8', valueAt, valueAt + Math.max(0, valueLength)));
    at = body + length;
  }
  return decoded;
};

/** Only one topic with one partition per request is read: that is all our sender sends; for kafkajs' own sends all are read. */
const decodeProduce = (body: Buffer, nodeId: number): ProduceCall[] => {
  const calls: ProduceCall[] = [];
  let at = body.readInt16BE(0) < 0 ? 2 : 2 + body.readInt16BE(0);
  at += 2 + 4;
  let topics = body.readInt32BE(at);
  at += 4;
  for (; topics > 0; topics -= 1) {
    const topic = body.toString('utf8', at + 2, at + 2 + body.readInt16BE(at));
    at += 2 + topic.length;
    let partitions = body.readInt32BE(at);
    at += 4;
    for (; partitions > 0; partitions -= 1) {
      const size = body.readInt32BE(at + 4);
      calls.push({
        nodeId,
        topic,
        partition: body.readInt32BE(at),
        ...decodeBatch(body.subarray(at + 8, at + 8 + size)),
      });
      at += 8 + size;
    }
  }
  return calls;
};

type State = {
  readonly options: FakeClusterOptions;
  readonly ports: number[];
  readonly leaders: number[];
  readonly logs: Map<string, string[]>;
  readonly nextSequence: Map<string, number>;
  readonly calls: ProduceCall[];
  cluster: FakeCluster | undefined;
  isMuted: boolean;
};

/** As a broker does: a sequence it has seen is answered as if written, and not written again. */
const append = (state: State, call: ProduceCall): void => {
  const lane = `${call.topic}/${call.partition}`;
  const expected = state.nextSequence.get(lane) ?? 0;
  if (call.firstSequence >= 0 && call.firstSequence < expected) return;
  if (call.firstSequence >= 0) state.nextSequence.set(lane, call.firstSequence + call.values.length);
  state.logs.set(lane, [...(state.logs.get(lane) ?? []), ...call.values]);
};

const produceAnswer = (call: ProduceCall, errorCode: number, baseOffset: number, misnamed: boolean): Writer => {
  const writer = new Writer();
  writer.list([call], () => {
    writer.text(call.topic).list([call], () => {
      writer
        .i32(misnamed ? call.partition + 1 : call.partition)
        .i16(errorCode)
        .i64(BigInt(baseOffset))
        .i64(-1n);
    });
  });
  return writer.i32(0);
};

/** The answer, 'cut' = break the connection, 'silent' = never answer. */
type Answer = Writer | 'cut' | 'silent';

const answerProduce = async (state: State, body: Buffer, nodeId: number): Promise<Answer> => {
  const [call] = decodeProduce(body, nodeId);
  if (call === undefined || state.cluster === undefined) return 'cut';
  state.calls.push(call);
  const { reply, ...detail } = await state.options.onProduce(call, state.cluster);
  const baseOffset = state.cluster.log(call.topic, call.partition).length;
  if (reply === 'silent') return 'silent';
  if (reply === 'refused') return produceAnswer(call, 'errorCode' in detail ? detail.errorCode : 0, -1, false);
  append(state, call);
  return reply === 'lost' ? 'cut' : produceAnswer(call, ERROR.none, baseOffset, reply === 'misnamed');
};

const answerMetadata = ({ ports, leaders, options }: State): Writer => {
  const writer = new Writer();
  const nodes = ports.map((port, index) => ({ nodeId: index + 1, port }));
  writer.list(nodes, ({ nodeId, port }) => writer.i32(nodeId).text('127.0.0.1').i32(port).i16(-1)).i32(1);
  return writer.list([options.topic], (topic) => {
    writer.i16(0).text(topic).i8(0);
    writer.list([...leaders.entries()], ([partition, leader]) => {
      writer.i16(0).i32(partition).i32(leader);
      writer.list([leader], writer.i32).list([leader], writer.i32);
    });
  });
};

const answer = async (state: State, request: Buffer, nodeId: number): Promise<Answer> => {
  const apiKey = request.readInt16BE(0);
  const body = request.subarray(10 + Math.max(0, request.readInt16BE(8)));
  if (apiKey === API.apiVersions) {
    const writer = new Writer().i16(0);
    return writer.list(VERSIONS, ([key, version]) => writer.i16(key).i16(version).i16(version));
  }
  if (apiKey === API.metadata) return answerMetadata(state);
  if (apiKey === API.initProducerId) return new Writer().i32(0).i16(0).i64(7n).i16(0);
  return answerProduce(state, body, nodeId);
};

const serve = (state: State, nodeId: number, sockets: Set<Socket>): Server =>
  createServer((socket) => {
    let pending = Buffer.alloc(0);
    let isMute = false;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    const take = async (request: Buffer): Promise<void> => {
      isMute ||= state.isMuted;
      if (isMute) return;
      const reply = await answer(state, request, nodeId);
      if (reply === 'silent') isMute = true;
      if (reply === 'cut') socket.destroy();
      if (!(reply instanceof Writer) || socket.destroyed) return;
      const correlation = request.subarray(4, 8);
      const bytes = Buffer.concat([correlation, ...reply.parts]);
      const head = new Writer().i32(bytes.length);
      socket.write(Buffer.concat([...head.parts, bytes]));
    };
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 4 && pending.length >= 4 + pending.readInt32BE(0)) {
        const request = pending.subarray(4, 4 + pending.readInt32BE(0));
        pending = pending.subarray(4 + request.length);
        void take(request);
      }
    });
  });

/** Starts one server per node on free ports of 127.0.0.1. */
export const startFakeCluster = async (options: FakeClusterOptions): Promise<FakeCluster> => {
  const state: State = {
    options,
    ports: [],
    leaders: [...options.leaders],
    logs: new Map(),
    nextSequence: new Map(),
    calls: [],
    cluster: undefined,
    isMuted: false,
  };
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  for (let nodeId = 1; nodeId <= Math.max(...options.leaders); nodeId += 1) {
    const server = serve(state, nodeId, sockets);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    state.ports.push(typeof address === 'object' && address !== null ? address.port : 0);
    servers.push(server);
  }
  state.cluster = {
    brokers: state.ports.map((port) => `127.0.0.1:${port}`),
    log: (topic, partition) => state.logs.get(`${topic}/${partition}`) ?? [],
    calls: state.calls,
    moveLeader: (partition, nodeId) => {
      state.leaders[partition] = nodeId;
    },
    setMuted: (muted) => {
      state.isMuted = muted;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
  return state.cluster;
};
