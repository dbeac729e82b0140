import type { TopicDrift, TopicPlan } from '@varselvakt/kafka';

/** One way in which a topic of the cluster is not as declared, and what to do about it. */
export interface TopicFault {
  readonly topic: string;
  /** Kafka's name of the setting, `partitions` or `replication`; null when the topic itself is missing. */
  readonly setting: string | null;
  readonly problem: string;
  readonly remedy: string;
}

/** Where the topics of a cluster are not as declared, from the plans of `checkTopics`; empty when all is well. Pure. */
export function findTopicDrifts(plans: readonly TopicPlan[]): readonly TopicFault[] {
  return plans.flatMap(faultsOf);
}

function faultsOf(plan: TopicPlan): readonly TopicFault[] {
  const { name: topic, partitionCount } = plan.declaration;
  switch (plan.action) {
    case 'keep':
      return [];
    case 'create':
      return [
        {
          topic,
          setting: null,
          problem: `is missing (declared with ${partitionCount} partitions)`,
          remedy: 'run "varselvakt topics apply"',
        },
      ];
    case 'alter':
      return plan.drifts.map((drift) => toFault(topic, drift, 'run "varselvakt topics apply"'));
    case 'conflict':
      // Such a topic is left alone as a whole, its settings too.
      return plan.drifts.map((drift) => toFault(topic, drift, shapeRemedies[drift.setting] ?? byHand(topic, drift)));
    default:
      return plan satisfies never;
  }
}

const toFault = (topic: string, { setting, declared, actual }: TopicDrift, remedy: string): TopicFault => ({
  topic,
  setting,
  problem: `${setting} is ${actual === '' ? 'not set' : actual}, declared is ${declared}`,
  remedy,
});

const shapeRemedies: Readonly<Record<string, string>> = {
  partitions:
    'never add partitions (it parts the later events of an aggregate from the earlier ones): make the topic anew, empty, once nothing waits in it',
  replication: 'let the brokers move it: kafka-reassign-partitions --execute',
};

const byHand = (topic: string, { setting, declared }: TopicDrift): string =>
  `kafka-configs --alter --entity-type topics --entity-name ${topic} --add-config ${setting}=[${declared}]`;
