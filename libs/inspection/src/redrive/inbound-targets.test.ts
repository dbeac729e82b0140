import { expect, test } from '@jest/globals';
import { pipelineTopics } from '@varselvakt/pipeline';
import { createInboundTargets } from './inbound-targets.ts';

const letterFrom = (topic: string) => ({ headers: { 'kafka_dlt-original-topic': Buffer.from(topic) } });

test('letters of several partitions are judged by the same look at their topic, and none before it has been answered', async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<number | null>();
  const asked: string[] = [];
  const partitionCount = (topic: string) => {
    asked.push(topic);
    return answered;
  };
  const targets = createInboundTargets({ admin: { partitionCount }, topics: pipelineTopics('n.'), inboundTopics: [] });
  const looks = [targets.look([letterFrom('n.inbound')]), targets.look([letterFrom('n.inbound')])];
  const known = looks.map(async (look) => {
    await look;
    return targets.partitionCounts.get('n.inbound');
  });
  answer(6);
  expect(await Promise.all(known)).toEqual([6, 6]);
  expect(asked).toEqual(['n.inbound']);
});

test('only topics that producers write to are looked at, a producer’s own among them', async () => {
  const admin = { partitionCount: async (topic: string) => (topic.endsWith('gone') ? null : 3) };
  const targets = createInboundTargets({ admin, topics: pipelineTopics('n.'), inboundTopics: ['given'] });
  const named = ['given', 'n.inbound.fager', 'n.inbound.gone', 'n.events', 'n.inbound.Not An Id', 'elsewhere'];
  await targets.look(named.map(letterFrom));
  expect([...targets.partitionCounts.keys()]).toEqual(['given', 'n.inbound.fager']);
});
