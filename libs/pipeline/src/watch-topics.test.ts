import { describe, expect, test } from '@jest/globals';
import { type TopicPlan, topicDeclarations } from '@varselvakt/kafka';
import { findTopicDrifts } from './find-topic-drifts.ts';
import { judgeTopics } from './watch-topics.ts';

const [inbound] = topicDeclarations('n.');
if (inbound === undefined) throw new Error('no declaration');
const drifted = (setting: string, declared: string, actual: string): TopicPlan => ({
  action: 'alter',
  declaration: inbound,
  drifts: [{ setting, declared, actual }],
  nextConfigs: {},
});
const judge = (...plans: readonly TopicPlan[]) => judgeTopics(findTopicDrifts(plans));

describe('topics that are not as declared', () => {
  test('make a service not ready, with topic, setting, what it is, what it should be and the remedy', () => {
    expect(judge(drifted('retention.ms', '86400000', '604800000'))).toEqual({
      ok: false,
      reason: 'n.inbound: retention.ms is 604800000, declared is 86400000; run "varselvakt topics apply"',
    });
  });

  test.each(['cleanup.policy', 'retention.ms', 'segment.ms', 'max.compaction.lag.ms', 'delete.retention.ms'])(
    'are found by %s',
    (setting) => {
      expect(judge(drifted(setting, '1', '2')).ok).toBe(false);
    },
  );

  test('do so for no setting on which erasure does not depend, nor for another number of partitions', () => {
    expect(judge(drifted('max.message.bytes', '1', '2')).ok).toBe(true);
    expect(
      judge({
        action: 'conflict',
        declaration: inbound,
        drifts: [{ setting: 'partitions', declared: '6', actual: '3' }],
      }).ok,
    ).toBe(true);
  });

  test('are told with a number where there are many', () => {
    const many = Array.from({ length: 5 }, () => drifted('segment.ms', '1', '2'));
    expect(judge(...many).reason).toMatch(/ \| and 2 more$/);
  });
});

test('every declared setting that bounds time is among those that are compared', () => {
  const declared = new Set(topicDeclarations('n.').flatMap(({ configs }) => Object.keys(configs)));
  for (const setting of declared)
    expect({ setting, isCompared: !judge(drifted(setting, '1', '2')).ok }).toEqual({
      setting,
      isCompared: setting.endsWith('.ms') || setting === 'cleanup.policy',
    });
});
