import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { installLeanEncoding } from './lean-encoding.ts';
import { type BatchRecord, encodeRecordBatch } from './record-batch.ts';

type Encoded = { readonly buffer: Buffer };
type Message = Pick<BatchRecord, 'key' | 'value' | 'headers'> & { readonly timestamp?: string };
type ProduceRequest = { readonly encode: () => Promise<Encoded> };

const load = createRequire(import.meta.url);
const recordModule = 'kafkajs/src/protocol/recordBatch/record/v0/index.js';
const batchModule = 'kafkajs/src/protocol/recordBatch/v0/index.js';
// Taken before anything is replaced.
const encodeRecord = load(recordModule) as (record: BatchRecord) => Encoded;
const batches = load(batchModule) as { RecordBatch: (batch: object) => Promise<Encoded> };
const encodeBatch = batches.RecordBatch;
const crc32c = load('kafkajs/src/protocol/recordBatch/crc32C/index.js') as (bytes: Buffer) => number;

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const content = fc.oneof(bytes, fc.string({ unit: 'grapheme', maxLength: 200 }));
const record: fc.Arbitrary<BatchRecord> = fc.record({
  offsetDelta: fc.nat(2 ** 31 - 1),
  timestampDelta: fc.integer({ min: -(2 ** 45), max: 2 ** 45 }),
  key: fc.option(content),
  value: fc.option(fc.oneof(content, fc.constant(Buffer.alloc(70_000, 7)))),
  headers: fc.option(
    fc.dictionary(fc.string({ maxLength: 20 }), fc.oneof(content, fc.array(content, { maxLength: 3 }))),
    { nil: undefined },
  ),
});
const batch = fc.record({
  records: fc.array(record, { maxLength: 20 }),
  firstTimestamp: fc.nat(2 ** 45),
  maxTimestamp: fc.nat(2 ** 45),
  lastOffsetDelta: fc.nat(1_000),
  transactional: fc.boolean(),
  producerId: fc.integer({ min: -1, max: 2 ** 40 }),
  producerEpoch: fc.integer({ min: 0, max: 2 ** 15 - 1 }),
  firstSequence: fc.nat(2 ** 31 - 1),
});

describe('a batch of records', () => {
  test('has the very bytes that kafkajs makes', async () => {
    await fc.assert(
      fc.asyncProperty(batch, async (given) => {
        const expected = await encodeBatch({ ...given, records: given.records.map(encodeRecord) });
        expect(encodeRecordBatch(given, crc32c).equals(expected.buffer)).toBe(true);
      }),
    );
  });

  test('stands in produce requests once it is installed, plain and compressed', async () => {
    const value = Buffer.alloc(590, 1);
    const messages: Message[] = Array.from({ length: 700 }, (_, index) => ({
      key: `k${index}`,
      value,
      headers: { trace: 'ø' },
      timestamp: String(1_700_000_000_000 + index),
    }));
    const expectedOf = async (compression: number) => {
      const timestamps = messages.map(({ timestamp }) => Number(timestamp));
      const records = messages.map((message, index) =>
        encodeRecord({ ...message, offsetDelta: index, timestampDelta: index }),
      );
      const [firstTimestamp, maxTimestamp] = [timestamps[0], timestamps.at(-1)];
      return (await encodeBatch({ compression, records, firstTimestamp, maxTimestamp, lastOffsetDelta: 699 })).buffer;
    };
    const [plain, zipped] = [await expectedOf(0), await expectedOf(1)];
    installLeanEncoding();
    installLeanEncoding();
    const leanBatch = batches.RecordBatch;
    let leanCount = 0;
    batches.RecordBatch = (given) => {
      leanCount += 1;
      return leanBatch(given);
    };
    const produce = load('kafkajs/src/protocol/requests/produce/v7/request.js') as (request: object) => ProduceRequest;
    const requestOf = async (compression: number) => {
      const topicData = [{ topic: 't', partitions: [{ partition: 3, messages }] }];
      return (await produce({ acks: -1, timeout: 1_000, compression, topicData }).encode()).buffer;
    };
    expect((await requestOf(0)).subarray(-plain.length).equals(plain)).toBe(true);
    expect((await requestOf(1)).subarray(-zipped.length).equals(zipped)).toBe(true);
    expect(leanCount).toBe(2);
  });
});
