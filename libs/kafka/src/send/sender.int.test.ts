import { createHash } from 'node:crypto';
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals';
import { createRecordedClient, createTopic, eventually, uniqueName } from '../../test/real-topics.ts';
import {
  createBatchConsumer,
  createClusterAdmin,
  createSender,
  deadLetterRecord,
  type IncomingRecord,
  type KafkaClient,
  type OutgoingRecord,
  RecordsRefused,
} from '../index.ts';

jest.setTimeout(60_000);

const { client } = createRecordedClient();
const sender = createSender(client);
const releases: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});
afterAll(() => sender.stop(5_000));

const readAll = async (from: KafkaClient, topic: string, count: number): Promise<readonly IncomingRecord[]> => {
  const records: IncomingRecord[] = [];
  const handler = async (batch: { readonly records: readonly IncomingRecord[] }) => void records.push(...batch.records);
  const consumer = createBatchConsumer(from, { groupId: uniqueName('reader'), topics: [topic], handler });
  releases.push(() => consumer.stop(2_000));
  await consumer.start();
  await eventually(`${count} records are read`, () => records.length >= count);
  return records;
};

const record = (topic: string, value: Buffer | null, key: Buffer | null = Buffer.from('k')): OutgoingRecord => ({
  topic,
  partition: 0,
  key,
  value,
});

describe('a real broker', () => {
  test('acknowledges each partition with the offset at which the records then lie', async () => {
    const topic = await createTopic(client, 'send', 3);
    const records = Array.from({ length: 3_000 }, (_, i) => ({
      ...record(topic, Buffer.from(String(i))),
      partition: i % 3,
    }));
    const placements = await sender.send(records);
    const admin = createClusterAdmin(client);
    releases.push(() => admin.close());
    expect((await admin.topicBounds(topic)).map(({ endOffset }) => endOffset)).toEqual([1_000n, 1_000n, 1_000n]);
    expect(placements.map(({ baseOffset, recordCount }) => [baseOffset, recordCount])).toEqual([
      [0n, 1_000],
      [0n, 1_000],
      [0n, 1_000],
    ]);
    const read = await readAll(client, topic, 3_000);
    const first = read.filter(({ partition }) => partition === 1).map(({ value }) => Number(value));
    expect(first).toEqual(Array.from({ length: 1_000 }, (_, i) => 3 * i + 1));
  });

  test('refuses the one record that is too large; its neighbours are written', async () => {
    const topic = await createTopic(client, 'large', 1, { 'max.message.bytes': '2000' });
    const values = [Buffer.from('a'), Buffer.alloc(5_000), Buffer.from('b')];
    const sending = sender.send(values.map((value) => record(topic, value)));
    await expect(sending).rejects.toBeInstanceOf(RecordsRefused);
    await expect(sending).rejects.toMatchObject({ refusals: [{ index: 1, code: 'KAFKA_MESSAGE_TOO_LARGE' }] });
    expect((await readAll(client, topic, 2)).map(({ value }) => String(value))).toEqual(['a', 'b']);
  });

  test('refuses a record without a key on a compacted topic; its neighbours are written', async () => {
    const topic = await createTopic(client, 'compacted', 1, { 'cleanup.policy': 'compact' });
    const records = [
      record(topic, null, Buffer.from('x')),
      record(topic, Buffer.from('v'), null),
      record(topic, Buffer.from('w')),
    ];
    await expect(sender.send(records)).rejects.toMatchObject({
      refusals: [{ index: 1, code: 'KAFKA_INVALID_RECORD' }],
    });
    const read = await readAll(client, topic, 2);
    expect(read.map(({ value }) => value)).toEqual([null, Buffer.from('w')]);
  });

  test('gets a request larger than a request may be in several', async () => {
    const topic = await createTopic(client, 'many', 1);
    const records = Array.from({ length: 40 }, () => record(topic, Buffer.alloc(100_000, 'x')));
    const placements = await sender.send(records);
    expect(placements.length).toBeGreaterThan(1);
    expect(placements.reduce((sum, { recordCount }) => sum + recordCount, 0)).toBe(40);
  });
});

describe('a dead letter', () => {
  test('comes back with the original bytes and headers, whatever those are', async () => {
    const topic = await createTopic(client, 'origin', 1);
    const deadLetters = await createTopic(client, 'letters', 3);
    const headers = { traceparent: '00-a-b-01', empty: '', constructor: 'x', several: ['1', '2'] };
    const value = Buffer.from([0, 255, 128, 0, 17]);
    await sender.send([{ ...record(topic, value, Buffer.from([0xff, 0x00])), headers }]);
    const [original] = await readAll(client, topic, 1);
    if (original === undefined) throw new Error('nothing read');
    const failure = { code: 'TEST', path: null, consumerGroup: 'g', attemptCount: 1, firstFailureAt: 0 };
    await sender.send([deadLetterRecord(original, failure, { topic: deadLetters, partitionCount: 3 })]);
    const [letter] = await readAll(client, deadLetters, 1);
    expect(letter?.key).toEqual(original.key);
    expect(
      createHash('sha256')
        .update(letter?.value ?? '')
        .digest(),
    ).toEqual(createHash('sha256').update(value).digest());
    expect(letter?.headers).toMatchObject({
      traceparent: Buffer.from('00-a-b-01'),
      empty: Buffer.alloc(0),
      constructor: Buffer.from('x'),
      several: [Buffer.from('1'), Buffer.from('2')],
      'kafka_dlt-original-topic': Buffer.from(topic),
      'kafka_dlt-original-offset': Buffer.alloc(8),
      'notif-error-code': Buffer.from('TEST'),
    });
  });
});

describe('records of transactions', () => {
  test('that ended well are read, others not, and the markers behind them do not count as waiting records', async () => {
    const topic = await createTopic(client, 'transactions', 1);
    const producer = client.kafka.producer({
      transactionalId: uniqueName('tx'),
      idempotent: true,
      maxInFlightRequests: 1,
    });
    await producer.connect();
    releases.push(() => producer.disconnect());
    const write = async (value: string, ending: 'commit' | 'abort'): Promise<void> => {
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ key: 'k', value }] });
      await transaction[ending]();
    };
    await write('kept', 'commit');
    await write('dropped', 'abort');
    await write('kept too', 'commit');
    const values: string[] = [];
    const groupId = uniqueName('reader');
    const consumer = createBatchConsumer(client, {
      groupId,
      topics: [topic],
      handler: async ({ records }) => void values.push(...records.map(({ value }) => String(value))),
    });
    releases.push(() => consumer.stop(2_000));
    await consumer.start();
    const positionIs = (position: bigint): boolean => consumer.state().partitions[0]?.position === position;
    await eventually('the position is behind the last marker', () => positionIs(6n));
    await write('dropped too', 'abort'); // now a fetch brings nothing but what is filtered out
    await eventually('the position is behind that as well', () => positionIs(8n));
    expect(values).toEqual(['kept', 'kept too']);
    const admin = createClusterAdmin(client);
    releases.push(() => admin.close());
    await eventually('that is committed', async () => {
      const [committed] = await admin.committedOffsets(groupId, [topic]);
      return committed?.offset === 8n;
    });
  });
});
