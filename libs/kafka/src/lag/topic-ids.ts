import type { RawCluster } from './raw-cluster.ts';

/** Kafka 3.1 and newer; header and body are of the flexible kind, which kafkajs does not speak. */
const METADATA = { apiKey: 3, apiVersion: 12, apiName: 'Metadata' } as const;
const ID_BYTES = 16;
const NO_ID = '00'.repeat(ID_BYTES);
const NO_TAGS = 0;

/** All numbers here are small: each fits into the one or two bytes of a varint that this makes. */
const varint = (value: number): readonly number[] => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]);

function encodeRequest(topics: readonly string[]): Buffer {
  const named = topics.map((topic) =>
    Buffer.concat([
      Buffer.alloc(ID_BYTES),
      Buffer.from(varint(Buffer.byteLength(topic) + 1)),
      Buffer.from(topic),
      Buffer.from([NO_TAGS]),
    ]),
  );
  const [createTopics, tellRights] = [0, 0];
  return Buffer.concat([
    Buffer.from([NO_TAGS, ...varint(topics.length + 1)]), // the header ends with its tags
    ...named,
    Buffer.from([createTopics, tellRights, NO_TAGS]),
  ]);
}

/** Reads what stands one behind the other. Throws RangeError beyond the end. */
class Reader {
  #at = 0;
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  skip(byteCount: number): void {
    this.#at += byteCount;
  }
  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes.readUInt8(this.#at++);
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
  int16(): number {
    this.#at += 2;
    return this.#bytes.readInt16BE(this.#at - 2);
  }
  text(): string {
    const length = Math.max(0, this.varint() - 1);
    this.#at += length;
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }
  hex(byteCount: number): string {
    this.#at += byteCount;
    return this.#bytes.toString('hex', this.#at - byteCount, this.#at);
  }
  tags(): void {
    for (let left = this.varint(); left > 0; left -= 1) {
      this.varint();
      this.skip(this.varint());
    }
  }
  each(read: () => void): void {
    for (let left = this.varint() - 1; left > 0; left -= 1) read();
  }
}

function decodeAnswer(bytes: Buffer): ReadonlyMap<string, string> {
  const reader = new Reader(bytes);
  const ids = new Map<string, string>();
  reader.tags();
  reader.skip(4); // throttled for
  reader.each(() => {
    reader.skip(4); // broker
    reader.text(); // host
    reader.skip(4); // port
    reader.text(); // rack
    reader.tags();
  });
  reader.text(); // cluster
  reader.skip(4); // controller
  reader.each(() => {
    const errorCode = reader.int16();
    const name = reader.text();
    const id = reader.hex(ID_BYTES);
    if (errorCode === 0 && id !== NO_ID) ids.set(name, id);
    reader.skip(1); // internal
    reader.each(() => {
      reader.skip(2 + 4 + 4 + 4); // fault, partition, leader, epoch
      for (let list = 0; list < 3; list += 1) reader.each(() => reader.skip(4)); // replicas, in sync, away
      reader.tags();
    });
    reader.skip(4); // rights
    reader.tags();
  });
  return ids;
}

/**
 * The ids of those topics that are there. A topic that is deleted and made anew has the same name and another id. Throws what kafkajs throws,
 * and RangeError for an answer of another form (an older broker).
 */
export async function readTopicIds(
  cluster: RawCluster,
  topics: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [nodeId] = cluster.brokerPool.getNodeIds();
  if (nodeId === undefined) return new Map();
  const broker = await cluster.findBroker({ nodeId });
  const buffer = encodeRequest(topics);
  const answer = await broker.connectionPool.send({
    request: { ...METADATA, encode: async () => ({ buf: buffer, buffer }) }, // what an encoder of kafkajs has
    response: { decode: async (bytes: Buffer) => decodeAnswer(bytes), parse: async (data: unknown) => data },
  });
  return answer as ReadonlyMap<string, string>;
}
