import { createEncoder, createRegistryClient, type RegistryClient } from '@varselvakt/codec';
import {
  createClusterAdmin,
  createKafkaClient,
  createSender,
  type KafkaClient,
  type KafkaObserver,
  type Sender,
} from '@varselvakt/kafka';
import {
  type FeedbackWays,
  feedbackSubject,
  findSchemaId,
  findTopic,
  logSubjects,
  pipelineTopics,
  sharedFeedback,
  type TopicPlace,
  traceSender,
} from '@varselvakt/pipeline';
import {
  type ConfigOf,
  type DatabaseMetrics,
  type ServiceContext,
  toKafkaConnection,
  toRegistryConnection,
} from '@varselvakt/runtime';
import { checkSchema, createStoreConnection, recordTopology, type StoreConnection } from '@varselvakt/store';
import type { configSchema } from './config.ts';
import { createDeletionRecords, type RecordPlan } from './deletion-records.ts';

export type DeleterConfig = ConfigOf<(typeof configSchema)['settings']>;

export type OpenedDeleter = {
  readonly connection: StoreConnection;
  readonly sender: Sender;
  readonly records: ReturnType<typeof createDeletionRecords>;
  readonly plan: RecordPlan;
  readonly ways: FeedbackWays;
  readonly kafka: KafkaClient;
  readonly registry: RegistryClient;
};

type OpenContext = Pick<ServiceContext, 'waitFor' | 'release'> & { readonly database?: DatabaseMetrics };

/**
 * Opens everything the deleter works with, and waits for what is not there yet; `openWays` may lead producers' feedback to topics of their
 * own. Throws what no waiting heals.
 */
export async function openDeleter(
  config: DeleterConfig,
  context: OpenContext,
  observe: KafkaObserver,
  openWays: (kafka: KafkaClient, shared: TopicPlace) => Promise<FeedbackWays> = async () => sharedFeedback,
): Promise<OpenedDeleter> {
  const { database } = context;
  const connection = createStoreConnection(config.DATABASE_URL, {
    applicationName: 'varselvakt-deleter',
    ...(database === undefined ? {} : { onAnswer: database.onAnswer }),
  });
  database?.watch(connection);
  context.release.push('database', connection.close);
  await context.waitFor('database', () => connection.withClient((client) => checkSchema(client)));
  const kafka = createKafkaClient(toKafkaConnection(config, 'deleter'), observe);
  const { events: eventsTopic, feedback: feedbackTopic } = pipelineTopics(config.TOPIC_PREFIX);
  const [eventsPartitionCount, feedbackPartitionCount] = await readPartitionCounts(
    context,
    kafka,
    eventsTopic,
    feedbackTopic,
  );
  await context.waitFor('database', () =>
    connection.withClient((client) => recordTopology(client, eventsTopic, eventsPartitionCount)),
  );
  const registry = createRegistryClient(toRegistryConnection(config));
  const [hardDeletedId, outcomeId] = await context.waitFor('schemas', () =>
    Promise.all([
      findSchemaId(registry, logSubjects(eventsTopic)[1]),
      findSchemaId(registry, feedbackSubject(feedbackTopic)),
    ]),
  );
  const sender = traceSender(createSender(kafka));
  context.release.push('sender', () => sender.stop(5_000));
  void sender.start();
  const ways = await openWays(kafka, { name: feedbackTopic, partitionCount: feedbackPartitionCount });
  const plan: RecordPlan = {
    eventsTopic,
    eventsPartitionCount,
    feedbackTopic,
    feedbackPartitionCount,
    environment: config.VARSELVAKT_ENVIRONMENT,
    encodeHardDeleted: createEncoder('HardDeleted', hardDeletedId),
    encodeOutcome: createEncoder('EventOutcome', outcomeId),
    feedback: ways,
  };
  return { connection, sender, records: createDeletionRecords(plan), plan, ways, kafka, registry };
}

async function readPartitionCounts(
  context: OpenContext,
  kafka: Parameters<typeof createClusterAdmin>[0],
  ...topics: readonly [string, string]
): Promise<readonly [number, number]> {
  const admin = createClusterAdmin(kafka);
  try {
    const countOf = (topic: string) =>
      context.waitFor(`topic ${topic}`, async () => (await findTopic(admin, topic)).partitionCount);
    return [await countOf(topics[0]), await countOf(topics[1])];
  } finally {
    await admin.close();
  }
}
