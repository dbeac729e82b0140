import { afterEach, describe, expect, test } from '@jest/globals';
import { createRecorder, createTestClient } from '../../test/fake-client.ts';
import {
  ERROR,
  type FakeCluster,
  type FakeClusterOptions,
  type ProduceReply,
  startFakeCluster,
} from '../../test/fake-cluster.ts';
import {
  createSender,
  type KafkaEvent,
  type OutgoingRecord,
  RecordsRefused,
  type Sender,
  type SenderOptions,
} from '../index.ts';

/** Against the fake cluster (real sockets, scripted answers): what cannot be ordered from a real broker on demand. */
const topic = 'sent';
const releases: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

type Setup = { readonly cluster: FakeCluster; readonly sender: Sender; readonly events: readonly KafkaEvent[] };

const start = async (
  onProduce: FakeClusterOptions['onProduce'],
  options: SenderOptions = {},
  requestTimeoutMs?: number,
): Promise<Setup> => {
  const cluster = await startFakeCluster({ topic, leaders: [1, 1, 1], onProduce });
  const { observe, events } = createRecorder();
  const client = createTestClient(cluster.brokers, observe, requestTimeoutMs);
  const sender = createSender(client, { backoff: { firstMs: 5, maxMs: 20 }, ...options });
  releases.push(cluster.close, () => sender.stop(500));
  await sender.start();
  return { cluster, sender, events };
};

const record = (value: string, partition = 0, key: string | null = 'k'): OutgoingRecord => ({
  topic,
  partition,
  key: key === null ? null : Buffer.from(key),
  value: Buffer.from(value),
});
const written = (): ProduceReply => ({ reply: 'written' });
const refused = (errorCode: number): ProduceReply => ({ reply: 'refused', errorCode });
const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('requests', () => {
  test('hold one partition each, and nothing is missing or out of order', async () => {
    const { cluster, sender } = await start(written, { maxRequestRecords: 4 });
    const records = Array.from({ length: 30 }, (_, i) => record(String(i), i % 3));
    const placements = await sender.send(records);
    for (const partition of [0, 1, 2]) {
      const expected = records.filter((item) => item.partition === partition).map((item) => String(item.value));
      expect(cluster.log(topic, partition)).toEqual(expected);
    }
    expect(cluster.calls.every(({ values }) => values.length <= 4)).toBe(true);
    expect(placements.reduce((sum, { recordCount }) => sum + recordCount, 0)).toBe(30);
    const first = placements.filter(({ partition }) => partition === 0).map(({ baseOffset }) => baseOffset);
    expect(first).toEqual([0n, 4n, 8n]);
  });

  test('to one partition never overlap; what comes meanwhile travels together', async () => {
    let inFlight = 0;
    let mostInFlight = 0;
    const { cluster, sender } = await start(async () => {
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      await nextTurn();
      inFlight -= 1;
      return written();
    });
    const sends: Promise<unknown>[] = [];
    for (let i = 0; i < 50; i += 1) {
      sends.push(sender.send([record(String(i))]));
      await new Promise((resolve) => setImmediate(resolve)); // so that each could have gone out by itself
    }
    await Promise.all(sends);
    expect(mostInFlight).toBe(1);
    expect(cluster.log(topic, 0)).toEqual(Array.from({ length: 50 }, (_, i) => String(i)));
    expect(cluster.calls.length).toBeLessThan(25);
  });

  test('to several partitions go out side by side', async () => {
    const arrived = new Set<number>();
    const all = Promise.withResolvers<void>();
    const { sender } = await start(async ({ partition }) => {
      arrived.add(partition);
      if (arrived.size === 2) all.resolve();
      return written();
    });
    await Promise.all([sender.send([record('a', 0)]), sender.send([record('b', 1)]), all.promise]);
    expect([...arrived].sort()).toEqual([0, 1]);
  });
});

describe('a transient fault', () => {
  test('is retried with the same records until it is over, and told', async () => {
    let callCount = 0;
    const { cluster, sender, events } = await start(() => {
      callCount += 1;
      return callCount < 4 ? refused(ERROR.notLeader) : written();
    });
    await sender.send([record('a'), record('b')]);
    expect(cluster.log(topic, 0)).toEqual(['a', 'b']);
    expect(cluster.calls.map(({ values }) => values)).toEqual(Array.from({ length: 4 }, () => ['a', 'b']));
    const failures = events.filter(({ type }) => type === 'send_failed');
    expect(failures).toHaveLength(3);
    expect(failures[0]).toMatchObject({ code: 'KAFKA_NOT_LEADER_FOR_PARTITION', retriable: true, recordCount: 2 });
    expect(sender.failingSinceAt()).toBeNull();
  });

  test('that outlives the deadline is thrown, retriable, and makes the sender count as failing', async () => {
    const { sender } = await start(() => refused(ERROR.notLeader));
    const error = { code: 'KAFKA_NOT_LEADER_FOR_PARTITION', retriable: true };
    await expect(sender.send([record('a')], { deadlineMs: 100 })).rejects.toMatchObject(error);
    expect(sender.failingSinceAt()).not.toBeNull();
  });

  test('ends at once for the caller who gives up', async () => {
    const { sender } = await start(() => refused(ERROR.notLeader));
    const controller = new AbortController();
    const sending = sender.send([record('a')], { signal: controller.signal });
    await nextTurn();
    controller.abort();
    await expect(sending).rejects.toMatchObject({ code: 'KAFKA_SEND_ABORTED', retriable: true });
  });

  test('on a connection that swallows requests is answered by a new connection', async () => {
    let callCount = 0;
    const { cluster, sender } = await start(
      () => {
        callCount += 1;
        return callCount === 1 ? { reply: 'silent' } : written();
      },
      {},
      300,
    );
    await sender.send([record('a')]);
    expect(cluster.log(topic, 0)).toEqual(['a']);
  });

  test('of a broker that takes connections but says nothing for a while ends when it speaks again', async () => {
    const { cluster, sender, events } = await start(written, {}, 200);
    cluster.setMuted(true);
    const sending = sender.send([record('a')]);
    const isReconnected = () =>
      events.filter(({ type }) => type === 'connect_failed' || type === 'send_failed').length > 2;
    while (!isReconnected()) await nextTurn();
    cluster.setMuted(false);
    await sending;
    expect(cluster.log(topic, 0)).toEqual(['a']);
    expect(sender.failingSinceAt()).toBeNull();
  });

  test('of one partition does not hold up the others', async () => {
    const { cluster, sender } = await start(({ partition }) =>
      partition === 0 ? refused(ERROR.notLeader) : written(),
    );
    const stuck = sender.send([record('a', 0)], { deadlineMs: 300 });
    await sender.send([record('b', 1)]);
    expect(cluster.log(topic, 1)).toEqual(['b']);
    await expect(stuck).rejects.toMatchObject({ retriable: true });
  });
});

describe('a record that Kafka will never take', () => {
  const refuseBad = (errorCode: number) => (call: { readonly values: readonly string[] }) =>
    call.values.some((value) => value.startsWith('bad')) ? refused(errorCode) : written();

  test('is found and named; every other record of the call is written, in order', async () => {
    const { cluster, sender } = await start(refuseBad(ERROR.messageTooLarge));
    const values = ['a', 'b', 'bad1', 'c', 'd', 'bad2', 'e'];
    const sending = sender.send(values.map((value) => record(value)));
    await expect(sending).rejects.toBeInstanceOf(RecordsRefused);
    await expect(sending).rejects.toMatchObject({
      retriable: false,
      code: 'KAFKA_MESSAGE_TOO_LARGE',
      refusals: [
        { index: 2, code: 'KAFKA_MESSAGE_TOO_LARGE' },
        { index: 5, code: 'KAFKA_MESSAGE_TOO_LARGE' },
      ],
    });
    expect(cluster.log(topic, 0)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('does no harm to other callers who share its request', async () => {
    const { cluster, sender } = await start(refuseBad(ERROR.invalidRecord));
    const results = await Promise.allSettled([
      sender.send([record('a')]),
      sender.send([record('bad')]),
      sender.send([record('b')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(cluster.log(topic, 0)).toEqual(['a', 'b']);
  });

  test('is not waited for: the refusal comes without a retry', async () => {
    const { cluster, sender } = await start(refuseBad(ERROR.invalidRecord));
    await expect(sender.send([record('bad')])).rejects.toMatchObject({ code: 'KAFKA_INVALID_RECORD' });
    expect(cluster.calls).toHaveLength(1);
  });

  test('is refused here when its partition is no partition', async () => {
    const { sender } = await start(written);
    await expect(sender.send([record('a', -1)])).rejects.toMatchObject({
      code: 'KAFKA_PARTITION_INVALID',
      retriable: false,
    });
  });
});

describe('an acknowledgement', () => {
  test('that names another partition is none', async () => {
    const { sender } = await start(() => ({ reply: 'misnamed' }));
    await expect(sender.send([record('a')], { deadlineMs: 50 })).rejects.toMatchObject({
      code: 'KAFKA_SEND_UNVERIFIED',
      retriable: true,
    });
  });

  test('that says "not allowed" is passed on at once, not retriable, although no record is to blame', async () => {
    const { sender, cluster } = await start(() => refused(ERROR.authorization));
    const error = { code: 'KAFKA_TOPIC_AUTHORIZATION_FAILED', retriable: false };
    await expect(sender.send([record('a')])).rejects.toMatchObject(error);
    expect(cluster.calls).toHaveLength(1);
  });
});

describe('stopping', () => {
  test('waits for what is under way and refuses what comes after', async () => {
    const { cluster, sender } = await start(async () => {
      await nextTurn();
      return written();
    });
    const sending = sender.send([record('a')]);
    await sender.stop(2_000);
    await sending;
    expect(cluster.log(topic, 0)).toEqual(['a']);
    await expect(sender.send([record('b')])).rejects.toMatchObject({ code: 'KAFKA_SENDER_STOPPED', retriable: true });
  });

  test('ends a retry that would not end', async () => {
    const { sender } = await start(() => refused(ERROR.notLeader));
    const sending = sender.send([record('a')]);
    sending.catch(() => undefined);
    await sender.stop(50);
    await expect(sending).rejects.toMatchObject({ retriable: true });
  });
});
