import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { commitOffsets } from '../../test/commit-offsets.ts';
import { createRecordedClient, createTopic, eventually, uniqueName } from '../../test/real-topics.ts';
import { createBatchConsumer, createClusterAdmin, createLagReader } from '../index.ts';

jest.setTimeout(120_000);

const { client } = createRecordedClient();
const reader = createLagReader(client);
const admin = createClusterAdmin(client);
const dayMs = 86_400_000;
const writtenAt = Date.now() - dayMs;
const topics = { plain: '', empty: '', marked: '' };

/** As a program that uses transactions does; `end` = what becomes of them. */
async function inTransaction(values: readonly string[], end: 'commit' | 'abort') {
  const transactionalId = uniqueName('transaction');
  const producer = client.kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic: topics.marked, messages: values.map((value) => ({ value, partition: 0 })) });
  await transaction[end]();
  await producer.disconnect();
}

/** A broker writes the marker some time after it has answered: what is written next may come before it. */
const markerIsWritten = (endOffset: bigint) =>
  eventually(`the topic's end is ${endOffset}`, async () => {
    const answer = (await reader.topicOffsets([topics.marked])).get(topics.marked);
    return answer?.outcome === 'READ' && answer.partitions[0]?.stableOffset === endOffset;
  });

beforeAll(async () => {
  [topics.plain, topics.empty, topics.marked] = await Promise.all([
    createTopic(client, 'lag', 2),
    createTopic(client, 'lag-empty', 1),
    createTopic(client, 'lag-marked', 1),
  ]);
  const producer = client.kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const messages = Array.from({ length: 6 }, (_, i) => ({
    value: String(i),
    partition: 0,
    timestamp: String(writtenAt + i * 1_000),
  }));
  // Three batches of two, so that a batch may begin before the offset that is asked for.
  for (let at = 0; at < 6; at += 2) await producer.send({ topic: topics.plain, messages: messages.slice(at, at + 2) });
  await producer.disconnect();
  await inTransaction(['a'], 'abort');
  await markerIsWritten(2n);
  await inTransaction(['b'], 'commit');
  await markerIsWritten(4n);
});

afterAll(async () => {
  await Promise.all([reader.close(), admin.close()]);
});

const next = (topic: string, offset: bigint, endOffset: bigint) =>
  reader.nextRecord({ topic, partition: 0, offset, endOffset });

describe('the offsets of topics', () => {
  test('are read for many topics at once; one that is missing fails alone', async () => {
    const missing = uniqueName('missing');
    const answers = await reader.topicOffsets([topics.plain, missing, topics.empty, topics.marked]);
    expect(answers.get(topics.plain)).toEqual({
      outcome: 'READ',
      partitions: [
        { partition: 0, startOffset: 0n, endOffset: 6n, stableOffset: 6n },
        { partition: 1, startOffset: 0n, endOffset: 0n, stableOffset: 0n },
      ],
    });
    expect(answers.get(missing)).toEqual({ outcome: 'FAILED', code: 'KAFKA_UNKNOWN_TOPIC_OR_PARTITION' });
    expect(answers.get(topics.empty)).toMatchObject({ partitions: [{ endOffset: 0n }] });
    expect(answers.get(topics.marked)).toMatchObject({ partitions: [{ endOffset: 4n, stableOffset: 4n }] });
  });

  test('stop at a transaction that is open: nobody who reads committed records gets further', async () => {
    const transactionalId = uniqueName('open');
    const producer = client.kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: topics.empty, messages: [{ value: 'open', partition: 0 }] });
    const answers = await reader.topicOffsets([topics.empty]);
    expect(answers.get(topics.empty)).toMatchObject({ partitions: [{ endOffset: 1n, stableOffset: 0n }] });
    await transaction.abort();
    await producer.disconnect();
  });
});

describe('the record that a group reads next', () => {
  test('is found in the middle of a batch, with the time that it was written at', async () => {
    expect(await next(topics.plain, 3n, 6n)).toMatchObject({
      outcome: 'RECORD',
      offset: 3n,
      timestampAt: writtenAt + 3_000,
      timestampType: 'CreateTime',
    });
  });

  test('is behind aborted records and transaction markers', async () => {
    expect(await next(topics.marked, 0n, 4n)).toMatchObject({ outcome: 'RECORD', offset: 2n });
  });

  test('is none where only markers follow, and none at the end', async () => {
    expect(await next(topics.marked, 3n, 4n)).toEqual({ outcome: 'NOTHING' });
    expect(await next(topics.plain, 6n, 6n)).toEqual({ outcome: 'NOTHING' });
  });

  test('is an error where retention has taken the offset meanwhile', async () => {
    await admin.deleteRecordsBefore(topics.plain, [{ partition: 0, offset: 2n }]);
    await expect(next(topics.plain, 1n, 6n)).rejects.toMatchObject({ code: 'KAFKA_OFFSET_OUT_OF_RANGE' });
    expect(await next(topics.plain, 2n, 6n)).toMatchObject({ offset: 2n });
  });
});

describe('the groups', () => {
  test('tell all that they have committed, though they have no members; a group that nobody knows is dead', async () => {
    const [groupId, nobody] = [uniqueName('group'), uniqueName('nobody')];
    await commitOffsets(client, groupId, [{ topic: topics.plain, partition: 0, offset: 3n }]);
    const answers = await reader.groups([groupId, nobody]);
    expect(answers.get(groupId)).toMatchObject({
      outcome: 'READ',
      facts: { state: 'Empty', members: [], offsets: [{ topic: topics.plain, partition: 0, offset: 3n }] },
    });
    expect(answers.get(nobody)).toMatchObject({ outcome: 'READ', facts: { state: 'Dead', offsets: [] } });
    expect(await reader.groupIds()).toContain(groupId);
  });

  test('tell who reads which partition', async () => {
    const groupId = uniqueName('members');
    const consumer = createBatchConsumer(client, { groupId, topics: [topics.plain], handler: async () => undefined });
    await consumer.start();
    await eventually('the member has both partitions', async () => {
      const answer = (await reader.groups([groupId])).get(groupId);
      const [member] = answer?.outcome === 'READ' ? answer.facts.members : [];
      return member?.partitions.length === 2 && member.clientHost !== '';
    });
    await consumer.stop(10_000);
  });
});
