import { describe, expect, test } from '@jest/globals';
import { type TopicPlan, topicDeclarations } from '@varselvakt/kafka';
import { findTopicDrifts } from './find-topic-drifts.ts';

const [declaration] = topicDeclarations('n.');
if (declaration === undefined) throw new Error('no declaration');
const drift = { setting: 'retention.ms', declared: '86400000', actual: '' };

const faultsOf = (plan: TopicPlan) =>
  findTopicDrifts([plan]).map(({ setting, problem, remedy }) => [setting, problem, remedy]);

describe('topics that are not as declared', () => {
  test('are none when they are', () => {
    expect(faultsOf({ action: 'keep', declaration })).toEqual([]);
  });

  test('are named where they are missing', () => {
    expect(faultsOf({ action: 'create', declaration })).toEqual([
      [null, 'is missing (declared with 6 partitions)', expect.stringContaining('topics apply')],
    ]);
  });

  test('are put right by applying them where only settings drifted', () => {
    expect(faultsOf({ action: 'alter', declaration, drifts: [drift], nextConfigs: {} })).toEqual([
      ['retention.ms', 'retention.ms is not set, declared is 86400000', expect.stringContaining('topics apply')],
    ]);
  });

  test('of another shape are never told to be applied, for that would leave them as they are', () => {
    const drifts = [{ setting: 'partitions', declared: '6', actual: '3' }, drift];
    expect(faultsOf({ action: 'conflict', declaration, drifts })).toEqual([
      ['partitions', 'partitions is 3, declared is 6', expect.stringContaining('make the topic anew')],
      ['retention.ms', expect.anything(), expect.stringContaining('--add-config retention.ms=[86400000]')],
    ]);
  });
});
