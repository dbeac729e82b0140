/** Handled records are cut off an inbound topic, on a real broker; of a partition that lags nothing is, however old it is. */
import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type BatchConsumer,
  type ClusterAdmin,
  createBatchConsumer,
  createClusterAdmin,
  createKafkaClient,
  createSender,
  plainKafkaSettings,
  type Sender,
} from '@varselvakt/kafka';
import { createLogger } from '@varselvakt/runtime';
import { purgeInbound } from './purge-inbound.ts';
import { until } from './testing/until.ts';

const topic = `test.purge.${randomBytes(5).toString('hex')}`;
const stopping = new AbortController();
let admin: ClusterAdmin;
let sender: Sender;
let consumer: BatchConsumer;
let isLagging = true;
let purging: Promise<void>;

beforeAll(async () => {
  const client = createKafkaClient(
    plainKafkaSettings((process.env['KAFKA_BROKERS'] ?? '').split(',')),
    () => undefined,
  );
  admin = createClusterAdmin(client);
  const declaration = {
    name: topic,
    purpose: 'inbound',
    partitionCount: 2,
    replicationFactor: null,
    configs: {},
  } as const;
  await admin.applyTopics([declaration], { dryRun: false });
  sender = createSender(client);
  consumer = createBatchConsumer(client, {
    groupId: `${topic}.group`,
    topics: [topic],
    backoff: { firstMs: 50, maxMs: 100 },
    maxRecords: 3,
    handler: async ({ partition, records }) => {
      // The second partition stops at its fourth record: part of it is committed, the rest waits.
      if (partition === 1 && isLagging && records.some(({ offset }) => offset >= 3n)) throw new Error('not yet');
    },
  });
  await consumer.start();
  const log = createLogger({
    service: 'test',
    version: '0',
    level: 'fatal',
    format: 'json',
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
  });
  const progress = {
    idle: () => undefined,
    progressed: () => undefined,
    blocked: () => undefined,
    ended: () => undefined,
  };
  purging = purgeInbound({ consumer, admin, afterMs: 1, log, now: Date.now }, stopping.signal, progress);
}, 60_000);
afterAll(async () => {
  stopping.abort();
  await purging;
  await consumer.stop(5_000);
  await sender.stop(5_000);
  await admin.close();
});

const starts = async () => (await admin.topicBounds(topic)).map(({ startOffset }) => startOffset);
const publish = (partition: number, count: number) =>
  sender.send(Array.from({ length: count }, () => ({ topic, partition, key: null, value: Buffer.from('value') })));

test('a partition is cut off up to what is committed and no further, beside others that are cut off to their end', async () => {
  await publish(0, 8);
  await publish(1, 8);
  await until(async () => (await starts())[0] === 8n && (await starts())[1] === 3n);
  // Once more round: the other partition moves on, the one that lags stays.
  await publish(0, 2);
  await until(async () => (await starts())[0] === 10n);
  expect(await starts()).toEqual([10n, 3n]);
  const committed = await admin.committedOffsets(`${topic}.group`, [topic]);
  expect(committed.find(({ partition }) => partition === 1)?.offset).toBe(3n);
  isLagging = false;
  await until(async () => (await starts())[1] === 8n);
}, 120_000);
