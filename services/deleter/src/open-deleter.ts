import { createEncoder, registerSchemas } from '@varselvakt/codec';
import {
  createClusterAdmin,
  createKafkaClient,
  createSender,
  KafkaError,
  type KafkaObserver,
  type Sender,
} from '@varselvakt/kafka';
import { type ConfigOf, type ServiceContext, toKafkaConnection, toRegistryConnection } from '@varselvakt/runtime';
import { checkSchema, createStoreConnection, recordTopology, type StoreConnection } from '@varselvakt/store';
import type { configSchema } from './config.ts';
import { createDeletionRecords, type RecordPlan } from './deletion-records.ts';

export type DeleterConfig = ConfigOf<(typeof configSchema)['settings']>;

export type OpenedDeleter = {
  readonly connection: StoreConnection;
  readonly sender: Sender;
  readonly records: ReturnType<typeof createDeletionRecords>;
  readonly plan: RecordPlan;
};

type OpenContext = Pick<ServiceContext, 'waitFor' | 'release'>;

/** Opens everything the deleter works with, and waits for what is not there yet. Throws what no waiting heals. */
export async function openDeleter(
  config: DeleterConfig,
  context: OpenContext,
  observe: KafkaObserver,
): Promise<OpenedDeleter> {
  const connection = createStoreConnection(config.DATABASE_URL, { applicationName: 'varselvakt-deleter' });
  context.release.push('database', connection.close);
  await context.waitFor('database', () => connection.withClient((client) => checkSchema(client)));
  const kafka = createKafkaClient(toKafkaConnection(config, 'deleter'), observe);
  const eventsTopic = `${config.TOPIC_PREFIX}events`;
  const feedbackTopic = `${config.TOPIC_PREFIX}feedback`;
  const [eventsPartitionCount, feedbackPartitionCount] = await readPartitionCounts(
    context,
    kafka,
    eventsTopic,
    feedbackTopic,
  );
  await context.waitFor('database', () =>
    connection.withClient((client) => recordTopology(client, eventsTopic, eventsPartitionCount)),
  );
  const [hardDeleted, outcome] = await context.waitFor('schema registry', () =>
    registerSchemas(toRegistryConnection(config), [
      { subject: `${eventsTopic}-no.varselvakt.HardDeleted`, schemaName: 'HardDeleted' },
      { subject: `${feedbackTopic}-value`, schemaName: 'EventOutcome' },
    ]),
  );
  const sender = createSender(kafka);
  context.release.push('sender', () => sender.stop(5_000));
  void sender.start();
  const plan: RecordPlan = {
    eventsTopic,
    eventsPartitionCount,
    feedbackTopic,
    feedbackPartitionCount,
    environment: config.VARSELVAKT_ENVIRONMENT,
    encodeHardDeleted: createEncoder('HardDeleted', hardDeleted?.schemaId ?? 0),
    encodeOutcome: createEncoder('EventOutcome', outcome?.schemaId ?? 0),
  };
  return { connection, sender, records: createDeletionRecords(plan), plan };
}

async function readPartitionCounts(
  context: OpenContext,
  kafka: Parameters<typeof createClusterAdmin>[0],
  ...topics: readonly [string, string]
): Promise<readonly [number, number]> {
  const admin = createClusterAdmin(kafka);
  try {
    const countOf = (topic: string) =>
      context.waitFor('Kafka', async () => {
        const count = await admin.partitionCount(topic);
        if (count === null) throw new KafkaError('KAFKA_TOPIC_MISSING', `topic ${topic}`, { retriable: true });
        return count;
      });
    return [await countOf(topics[0]), await countOf(topics[1])];
  } finally {
    await admin.close();
  }
}
