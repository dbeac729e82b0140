import { afterEach, expect, jest, test } from '@jest/globals';
import type { Consumer } from 'kafkajs';
import { committedOf, publish, setUp } from '../../test/consumer-setup.ts';
import { eventually } from '../../test/real-topics.ts';

jest.setTimeout(90_000);

let consumer: Consumer | undefined;

afterEach(async () => {
  await consumer?.disconnect();
});

test('what a listener throws after a fetch lets kafkajs join anew, as the commits that are tried again rely on', async () => {
  const setup = await setUp(1);
  consumer = setup.client.kafka.consumer({ groupId: setup.groupId, maxWaitTimeInMs: 100 });
  const { FETCH, GROUP_JOIN, CRASH } = consumer.events;
  let moved: unknown;
  let joinCount = 0;
  const crashes: string[] = [];
  const values: string[] = [];
  consumer.on(GROUP_JOIN, () => {
    joinCount += 1;
  });
  consumer.on(CRASH, ({ payload }) => void crashes.push(payload.error.name));
  consumer.on(FETCH, () => {
    const fault = moved;
    moved = undefined;
    if (fault !== undefined) throw fault;
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [setup.topic], fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => void values.push(String(message.value)) });
  await publish(setup, setup.topic, [[0, 'before']]);
  await eventually('the first is committed', async () => (await committedOf(setup))[0] === 1n);

  moved = Object.assign(new Error('moved'), { name: 'KafkaJSProtocolError', type: 'NOT_COORDINATOR_FOR_GROUP' });
  await eventually('it has joined anew', () => joinCount === 2);
  await publish(setup, setup.topic, [[0, 'after']]);
  await eventually('the second is committed', async () => (await committedOf(setup))[0] === 2n);
  expect(values).toEqual(['before', 'after']);
  expect(crashes).toEqual([]);
});
