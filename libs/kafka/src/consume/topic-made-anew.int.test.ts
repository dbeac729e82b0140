import { afterEach, expect, jest, test } from '@jest/globals';
import { collector, committedOf, numbered, publish, type Setup, setUp, start } from '../../test/consumer-setup.ts';
import { createTopic, eventually } from '../../test/real-topics.ts';

jest.setTimeout(120_000);

const releases: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

const NEW_COUNT = 60;

/** Deletes the topic, makes it anew, and writes more into it than was in it before. */
async function makeAnew(setup: Setup): Promise<void> {
  const admin = setup.client.kafka.admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [setup.topic] });
  await admin.disconnect();
  // A topic that is being deleted may stand in the way of its own return for a moment.
  await eventually('it is back', () =>
    createTopic(setup.client, 'anew', 1, {}, setup.topic).then(
      () => true,
      () => false,
    ),
  );
  await publish(
    setup,
    setup.topic,
    Array.from({ length: NEW_COUNT }, (_, index) => [0, `new ${index}`] as const),
  );
}

const allNew = new Set(Array.from({ length: NEW_COUNT }, (_, index) => `new ${index}`));
const newOnes = (values: readonly string[]) => new Set(values.filter((value) => value.startsWith('new')));

test('a group that is away while its topic is made anew reads the new one from its start', async () => {
  const setup = await setUp(1);
  await publish(setup, setup.topic, numbered(20));
  const consumer = await start(setup, releases, collector().handler);
  await eventually('all is committed', () => consumer.state().partitions[0]?.lastCommittedOffset === 20n);
  await consumer.stop(5_000);
  await makeAnew(setup);
  const { values, handler } = collector();
  await start(setup, releases, handler);
  await eventually('all are read', () => newOnes(values).size === NEW_COUNT);
  expect(newOnes(values)).toEqual(allNew);
});

test('a group that is busy while its topic is made anew notices it, raises an alarm, and reads the new one from its start', async () => {
  const setup = await setUp(1);
  await publish(setup, setup.topic, numbered(20));
  const { values, handler } = collector();
  const held = Promise.withResolvers<void>();
  await start(setup, releases, async (batch, control) => {
    await handler(batch, control);
    if (values.includes('held')) await held.promise;
  });
  await eventually('it knows its topic', () => setup.events.some(({ type }) => type === 'topic_identified'));
  await publish(setup, setup.topic, [[0, 'held']]);
  await eventually('it is busy', () => values.includes('held'));
  await makeAnew(setup);
  held.resolve();
  await eventually('all are read', () => newOnes(values).size === NEW_COUNT);
  await eventually('the place in the group is right', async () => (await committedOf(setup))[0] === BigInt(NEW_COUNT));
  expect(setup.events).toContainEqual({ type: 'offset_reset', topic: setup.topic, partition: 0 });
});
