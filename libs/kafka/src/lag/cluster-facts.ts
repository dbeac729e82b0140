import kafkajs from 'kafkajs';
import type { TimestampType } from '../record/record.ts';
import { ask, type RawCluster } from './raw-cluster.ts';

export type KafkaBroker = { readonly id: number; readonly address: string };

type PartitionPlaces = {
  readonly partition: number;
  /** null: nobody leads it now. */
  readonly leader: number | null;
  /** Ids of the brokers that shall have it, the preferred leader first. */
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
};

export type TopicFacts = {
  readonly topic: string;
  readonly partitions: readonly PartitionPlaces[];
  /** null: not known, or we may not ask for it. */
  readonly settings: TopicSettings | null;
};

type TopicSettings = {
  readonly timestampType: TimestampType;
  readonly cleanupPolicy: 'compact' | 'delete' | 'compact,delete' | 'other';
};

/** What the cluster says of itself now: a broker that is away is not among the brokers, but still among the replicas. */
export type ClusterFacts = { readonly brokers: readonly KafkaBroker[]; readonly topics: readonly TopicFacts[] };

type ConfigsAnswer = {
  readonly resources: readonly {
    readonly errorCode: number;
    readonly resourceName: string;
    readonly configEntries: readonly { readonly configName: string; readonly configValue: string | null }[];
  }[];
};

/** Remembers the settings of topics: they seldom change, and an answer is long. */
export type KnownSettings = { settings: ReadonlyMap<string, TopicSettings>; readAt: number };

const SETTINGS_MAX_AGE_MS = 60_000;
const WANTED = ['message.timestamp.type', 'cleanup.policy'] as const;

const toPolicy = (value: string | null | undefined): TopicSettings['cleanupPolicy'] => {
  const words = (value ?? '').split(',').sort().join(',');
  return words === 'compact' || words === 'delete' || words === 'compact,delete' ? words : 'other';
};

function toSettings(entries: ConfigsAnswer['resources'][number]['configEntries']): TopicSettings {
  const values = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
  const timestampType = values.get('message.timestamp.type') === 'LogAppendTime' ? 'LogAppendTime' : 'CreateTime';
  return { timestampType, cleanupPolicy: toPolicy(values.get('cleanup.policy')) };
}

async function readSettings(cluster: RawCluster, topics: readonly string[]): Promise<KnownSettings['settings']> {
  const [nodeId] = cluster.brokerPool.getNodeIds();
  if (nodeId === undefined || topics.length === 0) return new Map();
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  const resources = topics.map((name) => ({ type, name, configNames: [...WANTED] }));
  const broker = await cluster.findBroker({ nodeId });
  const answer = await ask<ConfigsAnswer>(broker, 'DescribeConfigs', { resources, includeSynonyms: false });
  return new Map(
    answer.resources
      .filter(({ errorCode }) => errorCode === 0)
      .map(({ resourceName, configEntries }) => [resourceName, toSettings(configEntries)]),
  );
}

/**
 * Brokers, and leaders and replicas of the topics, as the metadata has them that was just read; the settings may be a minute old.
 * The topics must be in the cluster's metadata. What may not be asked for is null.
 */
export async function readClusterFacts(
  cluster: RawCluster,
  topics: readonly string[],
  known: KnownSettings,
  now: number,
): Promise<ClusterFacts> {
  await cluster.refreshMetadata();
  if (now - known.readAt > SETTINGS_MAX_AGE_MS || topics.some((topic) => !known.settings.has(topic))) {
    known.settings = await readSettings(cluster, topics).catch(() => new Map());
    known.readAt = now;
  }
  const metadata = cluster.brokerPool.metadata;
  const brokers = (metadata?.brokers ?? []).map(({ nodeId, host, port }) => ({
    id: nodeId,
    address: `${host}:${port}`,
  }));
  return {
    brokers: brokers.sort((a, b) => a.id - b.id),
    topics: topics.map((topic) => ({
      topic,
      settings: known.settings.get(topic) ?? null,
      partitions: cluster
        .findTopicPartitionMetadata(topic)
        .map(({ partitionId, leader, replicas, isr }) => ({
          partition: partitionId,
          leader: leader < 0 ? null : leader,
          replicas,
          inSync: isr,
        }))
        .sort((a, b) => a.partition - b.partition),
    })),
  };
}
