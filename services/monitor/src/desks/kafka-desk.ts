import { createRegistryClient, type RegistryClient } from '@varselvakt/codec';
import type { TopicAccess } from '@varselvakt/inspection';
import { createClusterAdmin, createKafkaClient, createRecordReader, type RecordReader } from '@varselvakt/kafka';
import { pipelineTopics } from '@varselvakt/pipeline';
import { createDetector, createEventMask, type EventMask } from '@varselvakt/rules';
import {
  type ConfigOf,
  type kafkaSettings,
  type ReleaseStack,
  toKafkaConnection,
  type topicSettings,
  toRegistryConnection,
} from '@varselvakt/runtime';
import type { ScorecardSettings } from '../scorecards/scorecard-settings.ts';
import { createTurnstile, type Turnstile } from './turnstile.ts';

/** What it takes to look into topics while somebody waits; shared by all who ask. */
export type KafkaDesk = {
  readonly access: TopicAccess;
  readonly reader: RecordReader;
  readonly turnstile: Turnstile;
  readonly mask: EventMask;
  readonly now: () => number;
};

type KafkaDeskSettings = ScorecardSettings & ConfigOf<typeof kafkaSettings & typeof topicSettings>;

/** One look at a time, and a hundred a minute. */
const usualLimits = { maxWaiting: 10, maxPerMinute: 100 };

/** Opens nothing yet; null without a schema registry: then nothing could be understood. */
export function createKafkaDesk(
  config: KafkaDeskSettings,
  release: Pick<ReleaseStack, 'push'>,
  now: () => number,
): KafkaDesk | null {
  const { KAFKA_SCHEMA_REGISTRY: registryUrl } = config;
  if (registryUrl === null) return null;
  const client = createKafkaClient(toKafkaConnection(config, 'monitor'), () => undefined);
  const admin = createClusterAdmin(client);
  const reader = createRecordReader(client);
  release.push('admin of the console', admin.close);
  release.push('reader of the console', reader.close);
  const registry: RegistryClient = createRegistryClient(
    toRegistryConnection({ ...config, KAFKA_SCHEMA_REGISTRY: registryUrl }),
  );
  const topics = pipelineTopics(config.TOPIC_PREFIX);
  const inboundTopics = config.INBOUND_TOPICS ?? [topics.inbound];
  return {
    access: { client, admin, registry, topics, inboundTopics, groupPrefix: 'varselvakt-monitor' },
    ...{ reader, now, turnstile: createTurnstile(usualLimits, now), mask: createEventMask(createDetector()) },
  };
}
