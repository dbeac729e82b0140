import { randomUUID } from 'node:crypto';
import { createRegistryClient, registerSchemas } from '@varselvakt/codec';
import { createClusterAdmin, createKafkaClient, createSender } from '@varselvakt/kafka';
import { pipelineTopics, schemaSubjects } from '@varselvakt/pipeline';
import {
  checkKafkaSettings,
  createConfigSchema,
  databaseSettings,
  kafkaSettings,
  type ReleaseStack,
  registrySettings,
  toKafkaConnection,
  topicSettings,
  toRegistryConnection,
} from '@varselvakt/runtime';
import { connect, findStoredEvents } from '@varselvakt/store';
import { readConfig } from '../read-config.ts';
import type { Observation } from './observation.ts';
import { createPublisher } from './publish-samples.ts';
import { SECOND_PRODUCER } from './story.ts';
import { watchTopics } from './watch-topics.ts';

const configSchema = createConfigSchema(
  { ...kafkaSettings, ...registrySettings, ...topicSettings, ...databaseSettings },
  [checkKafkaSettings],
);

/** Connects to a pipeline as a producer that also looks behind it; what is opened goes on the release stack. */
export async function connectToPipeline(environment: NodeJS.ProcessEnv, release: ReleaseStack) {
  const config = readConfig(configSchema, environment);
  const client = createKafkaClient(toKafkaConnection(config, 'varselvakt-demo'), () => undefined);
  const admin = createClusterAdmin(client);
  release.push('admin', admin.close);
  const sender = createSender(client);
  release.push('sender', () => sender.stop(5_000));
  const database = await connect(config.DATABASE_URL, { applicationName: 'varselvakt-demo' });
  release.push('database', database.close);
  const prefix = config.TOPIC_PREFIX;
  const ownTopic = `${prefix}inbound.${SECOND_PRODUCER.producerId}`;
  const hasOwnTopic = (await admin.partitionCount(ownTopic)) !== null;
  const registryConnection = toRegistryConnection(config);
  const registrations = await registerSchemas(registryConnection, schemaSubjects(prefix, []), { dryRun: true });
  const idOf = (name: string) => registrations.find(({ schemaName }) => schemaName === name)?.schemaId ?? 0;
  const publish = createPublisher({
    sender,
    topicOf: (producerId) => (hasOwnTopic && producerId === SECOND_PRODUCER.producerId ? ownTopic : `${prefix}inbound`),
    partitionCount: (await admin.partitionCount(`${prefix}inbound`)) ?? 1,
    schemaIds: { event: idOf('ProducerEvent'), foreign: idOf('EventOutcome') },
  });
  const topics = pipelineTopics(prefix);
  const watch = async (tell: (observation: Observation) => void): Promise<void> => {
    const consumer = await watchTopics({
      client,
      admin,
      registry: createRegistryClient(registryConnection),
      topics,
      groupId: `varselvakt-demo-${randomUUID().slice(0, 8)}`,
      now: Date.now,
      tell,
    });
    release.push('consumer', () => consumer.stop(5_000));
    await consumer.start();
  };
  return { publish, findStored: (eventIds: readonly string[]) => findStoredEvents(database, eventIds), watch };
}
