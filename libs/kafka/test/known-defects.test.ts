import { afterEach, describe, expect, test } from '@jest/globals';
import kafkajs, { type Producer } from 'kafkajs';
import { createSender, type OutgoingRecord, type Sender } from '../src/index.ts';
import { createTestClient } from './fake-client.ts';
import { ERROR, type FakeCluster, startFakeCluster } from './fake-cluster.ts';

/**
 * Why this package has a sender of its own. The pinned kafkajs (the real one, over real sockets) is brought into two situations
 * that a cluster brings about by itself, by a fake cluster that answers accordingly; then our sender is brought into the same.
 * When a later kafkajs turns these tests red, it has been repaired, and the sender can be thought over.
 */
const releases: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

const startCluster = async (...given: Parameters<typeof startFakeCluster>): Promise<FakeCluster> => {
  const cluster = await startFakeCluster(...given);
  releases.push(cluster.close);
  return cluster;
};

const connectPlain = async (cluster: FakeCluster, idempotent: boolean): Promise<Producer> => {
  const kafka = new kafkajs.Kafka({ brokers: [...cluster.brokers], logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer({
    idempotent,
    retry: { initialRetryTime: 20, retries: 10 },
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition ?? 0,
  });
  await producer.connect();
  releases.push(() => producer.disconnect());
  return producer;
};

const startOurs = async (cluster: FakeCluster): Promise<Sender> => {
  const sender = createSender(createTestClient(cluster.brokers), { backoff: { firstMs: 10, maxMs: 50 } });
  releases.push(() => sender.stop(1_000));
  await sender.start();
  return sender;
};

const record = (topic: string, partition: number, value: string): OutgoingRecord => ({
  topic,
  partition,
  key: Buffer.from('key'),
  value: Buffer.from(value),
});

describe('K1: one send to two brokers, while the leadership of one partition moves to the other broker', () => {
  const topic = 'k1';

  /** Node 2 refuses once, after node 1 has answered, and by then node 1 leads both partitions. */
  const startMovingCluster = () => {
    const firstWritten = Promise.withResolvers<void>();
    return startCluster({
      topic,
      leaders: [1, 2],
      onProduce: async (call, cluster) => {
        if (call.nodeId === 1) {
          setTimeout(firstWritten.resolve, 50); // the answer has arrived by then
          return { reply: 'written' };
        }
        await Promise.race([firstWritten.promise, new Promise((resolve) => setTimeout(resolve, 500))]);
        cluster.moveLeader(1, 1);
        return { reply: 'refused', errorCode: ERROR.notLeader };
      },
    });
  };

  test('kafkajs reports success and never sends the second message', async () => {
    const cluster = await startMovingCluster();
    const producer = await connectPlain(cluster, false);
    const messages = [
      { partition: 0, value: 'first' },
      { partition: 1, value: 'second' },
    ];
    const answers = await producer.send({ topic, messages });
    expect(answers.map(({ partition }) => partition)).toEqual([0]);
    expect(cluster.log(topic, 0)).toEqual(['first']);
    expect(cluster.log(topic, 1)).toEqual([]);
  });

  test('our sender resolves only when both are written, each once', async () => {
    const cluster = await startMovingCluster();
    const sender = await startOurs(cluster);
    const placements = await sender.send([record(topic, 0, 'first'), record(topic, 1, 'second')]);
    expect(placements.map(({ partition }) => partition).sort()).toEqual([0, 1]);
    expect(cluster.log(topic, 0)).toEqual(['first']);
    expect(cluster.log(topic, 1)).toEqual(['second']);
  });
});

describe('K2: the answer to one send is lost while another to the same partition waits', () => {
  const topic = 'k2';

  const startLosingCluster = () => {
    let callCount = 0;
    const onProduce = () => {
      callCount += 1;
      return { reply: callCount === 1 ? 'lost' : 'written' } as const;
    };
    return startCluster({ topic, leaders: [1], onProduce });
  };

  test('the idempotent kafkajs producer reports success for both, loses one and writes the other twice', async () => {
    const cluster = await startLosingCluster();
    const producer = await connectPlain(cluster, true);
    const send = (value: string) => producer.send({ topic, messages: [{ partition: 0, value }] });
    await Promise.all([send('A'), send('B')]);
    const log = cluster.log(topic, 0);
    expect(log).toHaveLength(2);
    expect(new Set(log).size).toBe(1);
  });

  test('our sender writes both in order; the one without an answer may be there twice', async () => {
    const cluster = await startLosingCluster();
    const sender = await startOurs(cluster);
    const first = sender.send([record(topic, 0, 'A')]);
    await new Promise((resolve) => setImmediate(resolve)); // A is on its way before B is asked for
    await Promise.all([first, sender.send([record(topic, 0, 'B')])]);
    const log = cluster.log(topic, 0);
    expect(new Set(log)).toEqual(new Set(['A', 'B']));
    expect(log.at(-1)).toBe('B');
  });
});

describe('An answer that does not name the partition', () => {
  test('kafkajs takes a partition that nobody leads for a success without sending anything', async () => {
    const cluster = await startCluster({ topic: 'unled', leaders: [1], onProduce: () => ({ reply: 'written' }) });
    const producer = await connectPlain(cluster, false);
    await expect(producer.send({ topic: 'unled', messages: [{ partition: 5, value: 'gone' }] })).resolves.toEqual([]);
    expect(cluster.calls).toEqual([]);
  });

  test('our sender calls it unverified', async () => {
    const cluster = await startCluster({ topic: 'unled', leaders: [1], onProduce: () => ({ reply: 'written' }) });
    const sender = await startOurs(cluster);
    await expect(sender.send([record('unled', 5, 'gone')], { deadlineMs: 200 })).rejects.toMatchObject({
      code: 'KAFKA_SEND_UNVERIFIED',
      retriable: true,
    });
  });
});
