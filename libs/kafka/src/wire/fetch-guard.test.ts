import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { installFetchGuard, lastCoveredOffset, readCoveredEnds } from './fetch-guard.ts';

type KafkaBatch = {
  isEmptyDueToFiltering(): boolean;
  lastOffset(): string;
  readonly messages: readonly { offset: string }[];
};
type Decoded = {
  responses: { topicName: string; partitions: { partition: number; messages: { offset: string }[] }[] }[];
};
type Fetch = {
  protocol: (choice: {
    version: number;
  }) => (input: object) => { response: { decode: (raw: Buffer) => Promise<Decoded> } };
};

const load = createRequire(import.meta.url);
const fetchModule = load('kafkajs/src/protocol/requests/fetch/index.js') as Fetch & { versions: readonly string[] };
const Batch = load('kafkajs/src/consumer/batch.js') as new (
  topic: string,
  fetchedOffset: string,
  partition: object,
) => KafkaBatch;
const decodePlain = load('kafkajs/src/protocol/requests/fetch/v11/response.js') as {
  decode: (raw: Buffer) => Promise<Decoded>;
};

const varint = (value: number): Buffer => Buffer.from([value * 2]); // small and not negative is all we need

/** A record batch that spans `base … base + lastDelta` and holds records at the given deltas only, as after compaction. */
const recordBatch = (base: number, lastDelta: number, deltas: readonly number[]): Buffer => {
  const records = deltas.map((delta) => {
    const body = Buffer.concat([
      Buffer.from([0]),
      varint(0),
      varint(delta),
      varint(1),
      Buffer.from('k'),
      varint(1),
      Buffer.from('v'),
      varint(0),
    ]);
    return Buffer.concat([varint(body.length), body]);
  });
  const head = Buffer.alloc(61);
  head.writeBigInt64BE(BigInt(base), 0);
  head.writeInt8(2, 16);
  head.writeInt32BE(lastDelta, 23);
  head.writeBigInt64BE(-1n, 43);
  head.writeInt32BE(deltas.length, 57);
  const batch = Buffer.concat([head, ...records]);
  batch.writeInt32BE(batch.length - 12, 8);
  return batch;
};

const partitionAnswer = (partition: number, records: Buffer, abortedCount: number): Buffer => {
  const head = Buffer.alloc(4 + 2 + 8 * 3 + 4);
  head.writeInt32BE(partition, 0);
  head.writeBigInt64BE(100n, 6);
  head.writeInt32BE(abortedCount, 30);
  const tail = Buffer.alloc(8);
  tail.writeInt32BE(-1, 0);
  tail.writeInt32BE(records.length, 4);
  const aborted = Buffer.alloc(16 * Math.max(0, abortedCount), 0xff);
  return Buffer.concat([head, aborted, tail, records]);
};

/** A Fetch answer of version 11 with two topics. */
const fetchAnswer = (parts: readonly (readonly [topic: string, partitions: readonly Buffer[]])[]): Buffer => {
  const int32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const topics = parts.map(([topic, partitions]) => {
    const name = Buffer.from(topic);
    return Buffer.concat([Buffer.from([0, name.length]), name, int32(partitions.length), ...partitions]);
  });
  return Buffer.concat([Buffer.alloc(10), int32(parts.length), ...topics]);
};

const decodeGuarded = async (raw: Buffer): Promise<Decoded> => {
  installFetchGuard();
  const request = fetchModule.protocol({ version: 11 })({
    maxWaitTime: 1,
    minBytes: 1,
    maxBytes: 1,
    topics: [],
    rackId: '',
  });
  return request.response.decode(raw);
};

const mixed = fetchAnswer([
  ['a', [partitionAnswer(0, recordBatch(10, 4, [0, 1]), 0), partitionAnswer(1, recordBatch(20, 9, []), 2)]],
  [
    'b-longer',
    [
      partitionAnswer(7, Buffer.concat([recordBatch(30, 1, [0, 1]), recordBatch(32, 0, [0])]), -1),
      partitionAnswer(8, Buffer.alloc(0), 0),
    ],
  ],
]);

describe('the end that a fetch covers', () => {
  test('is found for every partition, whatever stands between', () => {
    expect(readCoveredEnds(mixed)).toEqual([14n, 29n, 32n, null]);
  });

  test('leaves out a batch that was cut off', () => {
    const two = Buffer.concat([recordBatch(0, 1, [0, 1]), recordBatch(2, 5, [0])]);
    expect(lastCoveredOffset(two.subarray(0, two.length - 1))).toBe(1n);
    expect(lastCoveredOffset(Buffer.alloc(0))).toBeNull();
  });

  test('is unknown, without a throw, for every shortened answer', () => {
    for (let length = 0; length < mixed.length; length += 1) {
      expect(() => readCoveredEnds(mixed.subarray(0, length))).not.toThrow();
    }
  });
});

describe('an emptied batch of a compacted topic', () => {
  const answer = fetchAnswer([['a', [partitionAnswer(0, recordBatch(20, 9, []), 0)]]]);

  test('leaves plain kafkajs where it is, for ever', async () => {
    const { responses } = await decodePlain.decode(answer);
    const batch = new Batch('a', '20', responses[0]?.partitions[0] ?? {});
    expect(batch.isEmptyDueToFiltering()).toBe(false);
    expect(batch.messages).toEqual([]);
  });

  test('is stepped over with the guard', async () => {
    const { responses } = await decodeGuarded(answer);
    const batch = new Batch('a', '20', responses[0]?.partitions[0] ?? {});
    expect(batch.isEmptyDueToFiltering()).toBe(true);
    expect(batch.messages).toEqual([]);
    expect(batch.lastOffset()).toBe('29');
  });
});

test('a batch that lost its last records is left behind at once, and its records are handed over untouched', async () => {
  const { responses } = await decodeGuarded(mixed);
  const batch = new Batch('a', '10', responses[0]?.partitions[0] ?? {});
  expect(batch.messages.map(({ offset }) => offset)).toEqual(['10', '11']);
  expect(batch.lastOffset()).toBe('14');
});

test('the guard sits in the newest version of the request that the pinned kafkajs speaks', () => {
  expect(Math.max(...fetchModule.versions.map(Number))).toBe(11);
});
