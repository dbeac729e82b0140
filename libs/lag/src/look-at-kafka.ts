import type { ClusterFacts, LagReader } from '@varselvakt/kafka';
import type { KafkaReport } from './lag-report.ts';

type TopicReport = KafkaReport['topics'][number];

const toTopic = ({ topic, settings, partitions }: ClusterFacts['topics'][number]): TopicReport => ({
  topic,
  timestampType: settings?.timestampType === 'NoTimestampType' ? null : (settings?.timestampType ?? null),
  cleanupPolicy: settings?.cleanupPolicy ?? null,
  partitions: partitions.map(({ partition, leader, replicas, inSync }) => ({
    partition,
    leader,
    replicas: [...replicas],
    inSync: [...inSync],
  })),
});

/** Asks the cluster about itself. */
export type KafkaLook = {
  /** Brokers and topics; null when nobody answers. Never throws. */
  readonly look: (topics: readonly string[]) => Promise<KafkaReport | null>;
};

/**
 * Makes a look that remembers where brokers were. Kafka names only those that are there; one that shall have a copy of something and is
 * not named is away.
 */
export function createKafkaLook(reader: Pick<LagReader, 'clusterFacts'>): KafkaLook {
  const addresses = new Map<number, string>();
  return {
    look: async (topics) => {
      const facts = await reader.clusterFacts(topics).catch(() => null);
      if (facts === null) return null;
      const there = new Set(facts.brokers.map(({ id }) => id));
      for (const { id, address } of facts.brokers) addresses.set(id, address);
      const wanted = facts.topics.flatMap(({ partitions }) => partitions.flatMap(({ replicas }) => replicas));
      const ids = [...new Set([...there, ...wanted])].sort((a, b) => a - b);
      return {
        brokers: ids.map((id) => ({ id, address: addresses.get(id) ?? null, isThere: there.has(id) })),
        topics: facts.topics.map(toTopic),
      };
    },
  };
}

/** The brokers that are away, in words; null when none is, or nobody knows. */
export function describeAwayBrokers(kafka: KafkaReport | null): string | null {
  const away = (kafka?.brokers ?? []).filter(({ isThere }) => !isThere);
  if (away.length === 0) return null;
  const names = away.map(({ id, address }) => (address === null ? `${id}` : `${id} (${address})`)).join(', ');
  return away.length === 1 ? `broker ${names} is away` : `brokers ${names} are away`;
}
