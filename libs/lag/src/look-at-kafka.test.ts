import { expect, test } from '@jest/globals';
import type { ClusterFacts } from '@varselvakt/kafka';
import { createKafkaLook, describeAwayBrokers } from './look-at-kafka.ts';

const partition = { partition: 0, leader: 1, replicas: [1, 2], inSync: [1, 2] };
const settings = { timestampType: 'CreateTime', cleanupPolicy: 'delete' } as const;
const one = { id: 1, address: 'a:9092' };
const two = { id: 2, address: 'b:9092' };
const whole: ClusterFacts = { brokers: [one, two], topics: [{ topic: 't', settings, partitions: [partition] }] };

function lookAt(...answers: readonly (ClusterFacts | Error)[]) {
  const left = [...answers];
  return createKafkaLook({
    clusterFacts: async () => {
      const next = left.shift();
      if (next === undefined || next instanceof Error) throw next;
      return next;
    },
  });
}

test('a broker that is named no more is away as long as something shall lie on it, and its address is remembered', async () => {
  const kafka = lookAt(whole, { ...whole, brokers: [one] }, { brokers: [one], topics: [] });
  expect(describeAwayBrokers(await kafka.look(['t']))).toBeNull();
  expect(describeAwayBrokers(await kafka.look(['t']))).toBe('broker 2 (b:9092) is away');
  expect(describeAwayBrokers(await kafka.look([]))).toBeNull();
});

test('a broker that was away before the first look is known by its number alone', async () => {
  expect(describeAwayBrokers(await lookAt({ ...whole, brokers: [one] }).look(['t']))).toBe('broker 2 is away');
});

test('nothing is known of any broker while none answers, and that is no broker that is away', async () => {
  const kafka = lookAt(new Error('x'), whole);
  expect(await kafka.look(['t'])).toBeNull();
  expect(describeAwayBrokers(null)).toBeNull();
  expect((await kafka.look(['t']))?.brokers).toHaveLength(2);
});

test('settings that we may not ask for are unknown', async () => {
  const hidden = { ...whole, topics: [{ topic: 't', settings: null, partitions: [partition] }] };
  expect((await lookAt(hidden).look(['t']))?.topics[0]).toMatchObject({ timestampType: null, cleanupPolicy: null });
});
