import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { collector, committedOf, numbered, publish, setUp, start } from '../../test/consumer-setup.ts';
import { eventually } from '../../test/real-topics.ts';
import { createClusterAdmin } from '../index.ts';

jest.setTimeout(90_000);

const releases: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

describe('a handler that throws', () => {
  test('gets the same records again until it succeeds; nothing is committed meanwhile; other partitions go on', async () => {
    const setup = await setUp(2);
    await publish(setup, setup.topic, numbered(20, 2));
    let broken = true;
    const attempts: bigint[][] = [];
    const healthy = collector();
    const consumer = await start(setup, releases, async (batch, control) => {
      if (batch.partition === 1) return healthy.handler(batch, control);
      attempts.push(batch.records.map(({ offset }) => offset));
      if (broken) throw new Error('the world is broken');
    });
    await eventually('it was tried three times', () => attempts.length >= 3);
    expect(healthy.values).toHaveLength(10);
    expect(await committedOf(setup)).toEqual([null, 10n]);
    const failing = consumer.state().partitions.find(({ partition }) => partition === 0);
    expect(failing).toMatchObject({ failureCode: 'KAFKA_UNKNOWN', position: 0n });
    expect(consumer.state().failingSinceAt).not.toBeNull();
    await publish(setup, setup.topic, [[1, 'late']]);
    await eventually('the other partition goes on', () => healthy.values.includes('late'));

    broken = false;
    await eventually('it recovers', () => consumer.state().failingSinceAt === null);
    expect(await committedOf(setup)).toEqual([10n, 11n]);
    expect(new Set(attempts.map((offsets) => offsets.join()))).toEqual(new Set(['0,1,2,3,4,5,6,7,8,9']));
  });

  test('for longer than the session lasts keeps its place in the group', async () => {
    const setup = await setUp(1);
    await publish(setup, setup.topic, numbered(5));
    const startedAt = Date.now();
    const { values, handler } = collector();
    const consumer = await start(
      setup,
      releases,
      async (batch, control) => {
        if (Date.now() - startedAt < 6_000) throw new Error('the world is broken');
        await handler(batch, control);
      },
      { sessionTimeoutMs: 2_000, heartbeatIntervalMs: 200, backoff: { firstMs: 2_500, maxMs: 3_000 } },
    );
    await eventually('it recovers', () => values.length === 5);
    expect(consumer.state().rebalanceCount).toBe(1);
  });
});

describe('a handler that takes longer than the session lasts', () => {
  test('keeps its partition while it waits, for heartbeats go out', async () => {
    const setup = await setUp(1);
    await publish(setup, setup.topic, numbered(3));
    const { values, handler } = collector();
    const stale: boolean[] = [];
    const consumer = await start(
      setup,
      releases,
      async (batch, control) => {
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        stale.push(control.isStale());
        await handler(batch, control);
      },
      { sessionTimeoutMs: 2_000, heartbeatIntervalMs: 200 },
    );
    await eventually('it is committed', () => consumer.state().partitions[0]?.lastCommittedOffset === 3n);
    expect(values).toHaveLength(3);
    expect(stale).toEqual([false]);
    expect(consumer.state().rebalanceCount).toBe(1);
  });

  test('without any sign of life is fenced: it finds itself stale, and its records go to the next member', async () => {
    const setup = await setUp(1);
    await publish(setup, setup.topic, numbered(3));
    const zombie = { stale: undefined as boolean | undefined, abortedCode: '' };
    const freed = Promise.withResolvers<void>();
    await start(
      setup,
      releases,
      async (_batch, control) => {
        if (zombie.stale !== undefined) return freed.promise;
        control.signal.addEventListener('abort', () => {
          zombie.abortedCode = String((control.signal.reason as { code?: string }).code);
        });
        await freed.promise;
        zombie.stale = control.isStale();
      },
      { sessionTimeoutMs: 1_500, heartbeatIntervalMs: 200, maxHandlerMs: 500, maxWaitMs: 100 },
    );
    const successor = collector();
    await start(setup, releases, successor.handler, { sessionTimeoutMs: 1_500, heartbeatIntervalMs: 200 });
    await eventually('the next member has them', () => successor.values.length === 3);
    expect(zombie.abortedCode).toBe('KAFKA_HANDLER_OVERDUE');
    freed.resolve();
    await eventually('the first one has looked', () => zombie.stale !== undefined);
    expect(zombie.stale).toBe(true);
    await eventually('it abandons', () => setup.events.some(({ type }) => type === 'batch_abandoned'));
    expect(await committedOf(setup)).toEqual([3n]);
  });
});

describe('trouble with the group or the log', () => {
  test('that cannot heal ends the consumer audibly', async () => {
    const setup = await setUp(1);
    const other = setup.client.kafka.consumer({
      groupId: setup.groupId,
      maxWaitTimeInMs: 100,
      partitionAssigners: [
        () => ({
          name: 'another-assigner',
          version: 0,
          assign: async () => [],
          protocol: () => ({ name: 'another-assigner', metadata: Buffer.alloc(0) }),
        }),
      ],
    });
    await other.connect();
    releases.push(() => other.disconnect());
    await other.subscribe({ topics: [setup.topic] });
    await other.run({ eachMessage: async () => undefined });
    await eventually('the other one is in', async () => (await other.describeGroup()).members.length === 1);

    const consumer = await start(setup, releases, collector().handler);
    const error = await consumer.crashed;
    expect(error).toMatchObject({
      code: 'KAFKA_CONSUMER_CRASHED',
      message: expect.stringContaining('INCONSISTENT_GROUP_PROTOCOL'),
    });
    expect(consumer.state().phase).toBe('crashed');
  });

  test('an offset that retention has overtaken raises an alarm, and reading goes on at the earliest record', async () => {
    const setup = await setUp(1);
    await publish(setup, setup.topic, numbered(10));
    const admin = createClusterAdmin(setup.client);
    releases.push(() => admin.close());
    await admin.deleteRecordsBefore(setup.topic, [{ partition: 0, offset: 6n }]);
    const { values, handler } = collector();
    await start(setup, releases, handler, { startOffset: async () => 2n });
    await eventually('the rest is read', () => values.length === 4);
    expect(values).toEqual(['6', '7', '8', '9']);
    expect(setup.events).toContainEqual({ type: 'offset_reset', topic: setup.topic, partition: 0 });
  });

  test('stopping in the middle of a handler that does not end keeps its deadline and names what is unfinished', async () => {
    const setup = await setUp(1);
    await publish(setup, setup.topic, numbered(4));
    const freed = Promise.withResolvers<void>();
    const admin = setup.client.kafka.admin();
    await admin.connect();
    releases.push(async () => {
      freed.resolve();
      const memberCount = async () => (await admin.describeGroups([setup.groupId])).groups[0]?.members.length;
      await eventually('the member has left in the end', async () => (await memberCount()) === 0);
      await admin.disconnect();
    });
    let isStale: (() => boolean) | undefined;
    const consumer = await start(setup, releases, async (_batch, control) => {
      isStale = control.isStale;
      await freed.promise;
    });
    await eventually('the handler is at work', () => isStale !== undefined);
    const summary = await consumer.stop(500);
    expect(summary).toEqual({
      deadlineReached: true,
      unfinished: [{ topic: setup.topic, partition: 0, fromOffset: 0n }],
    });
    expect(isStale?.()).toBe(true);
    expect(await committedOf(setup)).toEqual([null]);
  });
});
