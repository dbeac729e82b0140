import { createRegistryClient } from '@varselvakt/codec';
import type { TopicAccess } from '@varselvakt/inspection';
import { createClusterAdmin, createKafkaClient } from '@varselvakt/kafka';
import { pipelineTopics } from '@varselvakt/pipeline';
import {
  checkKafkaSettings,
  createConfigSchema,
  kafkaSettings,
  registrySettings,
  toKafkaConnection,
  topicSettings,
  toRegistryConnection,
  withReleaseStack,
} from '@varselvakt/runtime';
import { readConfig } from './read-config.ts';

const configSchema = createConfigSchema({ ...kafkaSettings, ...registrySettings, ...topicSettings }, [
  checkKafkaSettings,
]);

/** Lends access to the topics that the environment names, and closes it afterwards. Throws CommandError for bad settings, KafkaError. */
export async function withTopicAccess<Result>(work: (access: TopicAccess) => Promise<Result>): Promise<Result> {
  const config = readConfig(configSchema);
  return withReleaseStack(async (stack) => {
    const client = createKafkaClient(toKafkaConnection(config, 'cli'), () => undefined);
    const admin = createClusterAdmin(client);
    stack.push('cluster admin', admin.close);
    const topics = pipelineTopics(config.TOPIC_PREFIX);
    const registry = createRegistryClient(toRegistryConnection(config));
    const inboundTopics = config.INBOUND_TOPICS ?? [topics.inbound];
    return work({ client, admin, registry, topics, inboundTopics, groupPrefix: 'varselvakt-cli' });
  });
}
