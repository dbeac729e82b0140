import { describe, expect, test } from '@jest/globals';
import { topicDeclarations } from '../index.ts';
import { decideTopicPlan, type TopicActuality } from './topic-plan.ts';

const declared = topicDeclarations('n.', { replicationFactor: 3, minInSyncReplicas: 2, producerIds: ['fager'] });
const [inbound] = declared;
if (inbound === undefined) throw new Error('no declaration');
const asDeclared: TopicActuality = {
  partitionCount: inbound.partitionCount,
  replicationFactor: 3,
  configs: { ...inbound.configs, 'compression.type': 'producer' },
  ownConfigs: { ...inbound.configs },
};

describe('the declared topics', () => {
  test('are the four of the architecture and one per producer that has its own', () => {
    expect(declared.map(({ name, partitionCount }) => [name, partitionCount])).toEqual([
      ['n.inbound', 6],
      ['n.inbound.fager', 6],
      ['n.events', 6],
      ['n.feedback', 6],
      ['n.dead-letter', 3],
    ]);
  });

  test('compact the event log within half a day and keep tombstones for a week', () => {
    expect(declared.find(({ purpose }) => purpose === 'events')?.configs).toEqual({
      'cleanup.policy': 'compact',
      'max.compaction.lag.ms': '43200000',
      'segment.ms': '21600000',
      'delete.retention.ms': '604800000',
      'min.insync.replicas': '2',
    });
  });

  test('take overrides per purpose', () => {
    const overrides = { events: { partitionCount: 1, configs: { 'segment.ms': '500' } } } as const;
    const events = topicDeclarations('', { overrides }).find(({ purpose }) => purpose === 'events');
    expect(events).toMatchObject({ name: 'events', partitionCount: 1, replicationFactor: null });
    expect(events?.configs).toMatchObject({ 'segment.ms': '500', 'cleanup.policy': 'compact' });
  });
});

describe('the plan for a topic', () => {
  test('that is missing is to create it', () => {
    expect(decideTopicPlan(inbound, undefined).action).toBe('create');
  });

  test('that is as declared is to keep it, whatever else is set on it', () => {
    expect(decideTopicPlan(inbound, asDeclared).action).toBe('keep');
  });

  test('whose settings drifted is to put them right without forgetting its other settings', () => {
    const own = { ...asDeclared.ownConfigs, 'retention.ms': '1', 'max.message.bytes': '77' };
    const plan = decideTopicPlan(inbound, {
      ...asDeclared,
      configs: { ...asDeclared.configs, ...own },
      ownConfigs: own,
    });
    expect(plan).toMatchObject({
      action: 'alter',
      drifts: [{ setting: 'retention.ms', declared: '86400000', actual: '1' }],
      nextConfigs: { 'retention.ms': '86400000', 'max.message.bytes': '77' },
    });
  });

  test.each([
    [{ partitionCount: 12 }, 'partitions'],
    [{ partitionCount: 1 }, 'partitions'],
    [{ replicationFactor: 1 }, 'replication'],
  ])('with other %j is a conflict that nobody but a human solves', (difference, setting) => {
    const plan = decideTopicPlan(inbound, { ...asDeclared, ...difference });
    expect(plan).toMatchObject({ action: 'conflict', drifts: [{ setting }] });
  });
});
