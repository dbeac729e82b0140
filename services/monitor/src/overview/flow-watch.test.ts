import { expect, test } from '@jest/globals';
import type { TopicAnswer } from '@varselvakt/kafka';
import { createFlowWatch } from './flow-watch.ts';

const names = { TOPIC_PREFIX: 'p.', INBOUND_TOPICS: ['a', 'b'] };
const ends = (endOffset: bigint): TopicAnswer => ({
  outcome: 'READ',
  partitions: [{ partition: 0, startOffset: 10n, endOffset, stableOffset: endOffset }],
});

function watchOf(answer: (topic: string, look: number) => TopicAnswer | null) {
  let look = 0;
  const reader = {
    topicOffsets: async (topics: readonly string[]) => {
      look += 1;
      const answers = topics.map((topic) => [topic, answer(topic, look)] as const);
      if (answers.some(([, one]) => one === null)) throw new Error('nobody answers');
      return new Map(answers as (readonly [string, TopicAnswer])[]);
    },
  };
  return createFlowWatch(reader, names, () => look * 10_000);
}

test('topics of one purpose are counted together', async () => {
  const watch = watchOf((_topic, look) => ends(BigInt(10 + look * 20)));
  await watch.look();
  expect(watch.topics()[0]).toEqual({
    purpose: 'inbound',
    names: ['a', 'b'],
    perSecond: null,
    keptCount: 40,
    fault: null,
  });
  await watch.look();
  expect(watch.topics()[0]).toMatchObject({ perSecond: 4, keptCount: 80 });
  expect(watch.topics()[1]).toMatchObject({ purpose: 'events', names: ['p.events'], perSecond: 2 });
});

test('one that cannot be read makes the sum unknown, and says why', async () => {
  const watch = watchOf((topic) => (topic === 'b' ? { outcome: 'FAILED', code: 'KAFKA_X' } : ends(10n)));
  await watch.look();
  expect(watch.topics()[0]).toMatchObject({ perSecond: null, keptCount: null, fault: 'KAFKA_X' });
  expect(watch.topics()[1]).toMatchObject({ keptCount: 0, fault: null });
});

test('while Kafka is away nothing is known, and afterwards it goes on', async () => {
  const watch = watchOf((_topic, look) => (look === 2 ? null : ends(BigInt(look * 10))));
  for (let look = 0; look < 2; look += 1) await watch.look();
  expect(watch.topics()[1]).toMatchObject({ perSecond: null, keptCount: null });
  await watch.look();
  expect(watch.topics()[1]).toMatchObject({ perSecond: 1, keptCount: 20 });
});
