import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { collector, committedOf, numbered, publish, setUp, start } from '../../test/consumer-setup.ts';
import { createTopic, eventually, uniqueName } from '../../test/real-topics.ts';
import { createBatchConsumer } from '../index.ts';

jest.setTimeout(90_000);

const releases: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

describe('reading', () => {
  test('hands over chunks in order, per partition, and commits what was handled', async () => {
    const setup = await setUp(2);
    await publish(setup, setup.topic, numbered(1_000, 2));
    const seen: [number, bigint][] = [];
    const sizes: number[] = [];
    const consumer = await start(
      setup,
      releases,
      async ({ partition, records }) => {
        sizes.push(records.length);
        seen.push(...records.map(({ offset }) => [partition, offset] as [number, bigint]));
      },
      { maxRecords: 64 },
    );
    await eventually('everything is committed', () =>
      consumer.state().partitions.every(({ lastCommittedOffset }) => lastCommittedOffset === 500n),
    );
    for (const partition of [0, 1]) {
      const offsets = seen.filter(([of]) => of === partition).map(([, offset]) => offset);
      expect(offsets).toEqual(Array.from({ length: 500 }, (_, i) => BigInt(i)));
    }
    expect(Math.max(...sizes)).toBe(64);
    expect(await committedOf(setup)).toEqual([500n, 500n]);
    expect(consumer.state()).toMatchObject({ phase: 'running', failingSinceAt: null, commitFailuresInRow: 0 });
  });

  test('goes on after a restart where it stopped: a graceful stop leaves no redelivery', async () => {
    const setup = await setUp(1);
    await publish(setup, setup.topic, numbered(2_000));
    const first = collector();
    const one = await start(
      setup,
      releases,
      async (batch, control) => {
        await first.handler(batch, control);
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
      { maxRecords: 50 },
    );
    await eventually('some are handled', () => first.values.length >= 300);
    const summary = await one.stop(10_000);
    expect(summary).toEqual({ unfinished: [], deadlineReached: false });
    const second = collector();
    await start(setup, releases, second.handler);
    await eventually('all are handled', () => first.values.length + second.values.length >= 2_000);
    expect([...first.values, ...second.values]).toEqual(numbered(2_000).map(([, value]) => value));
  });

  test('begins at the offset that somebody else has stored, also when it lies before or after the committed one', async () => {
    const setup = await setUp(2);
    await publish(setup, setup.topic, numbered(200, 2));
    const before = collector();
    const one = await start(setup, releases, before.handler);
    await eventually('all are handled', () => before.values.length === 200);
    await one.stop(5_000);

    let askCount = 0;
    const after = collector();
    await start(setup, releases, after.handler, {
      startOffset: async (_topic, partition) => {
        askCount += 1;
        if (askCount <= 2) throw new Error('the database is away');
        return partition === 0 ? 90n : undefined;
      },
    });
    await eventually('the stored offset counts', () => after.values.length === 10);
    expect(after.values).toEqual(Array.from({ length: 10 }, (_, i) => String(180 + 2 * i)));
    expect(setup.events).toContainEqual({ type: 'position_restored', topic: setup.topic, partition: 0, offset: 90n });
  });

  test('waits for a topic that is not there yet', async () => {
    const setup = await setUp(1);
    const later = uniqueName('later');
    const { values, handler } = collector();
    const consumer = createBatchConsumer(setup.client, { groupId: setup.groupId, topics: [later], handler });
    releases.push(() => consumer.stop(2_000));
    const starting = consumer.start();
    await eventually('it tells that it waits', () => setup.events.some(({ type }) => type === 'connect_failed'));
    expect(consumer.state()).toMatchObject({ failingSinceAt: expect.any(Number), failureCode: expect.any(String) });
    await createTopic(setup.client, 'later', 1, {}, later);
    await starting;
    await publish(setup, later, [[0, 'here']]);
    await eventually('it reads', () => values.length === 1);
    await eventually('it no longer counts as failing', () => consumer.state().failingSinceAt === null);
  });
});
