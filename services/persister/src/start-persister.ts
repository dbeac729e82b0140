import { createEncoder, createRegistryClient, type RegistryClient } from '@varselvakt/codec';
import { createBatchConsumer, createClusterAdmin, createKafkaClient, createSender } from '@varselvakt/kafka';
import {
  createKafkaReports,
  type FeedbackWays,
  feedbackSubject,
  findSchemaId,
  openFeedback,
  superviseConsumer,
  traceHandler,
  traceSender,
} from '@varselvakt/pipeline';
import {
  type ConfigOf,
  createDatabaseMetrics,
  createFlowMetrics,
  createSchemaMetrics,
  type ServiceContext,
  toKafkaConnection,
  toRegistryConnection,
} from '@varselvakt/runtime';
import { checkSchema, recordTopology, type StoreConnection } from '@varselvakt/store';
import { assemblePersister } from './assemble-persister.ts';
import { createLogDecoder } from './batch/log-decoder.ts';
import type { configSchema } from './config.ts';
import { closedLabels } from './metric-labels.ts';
import { openDatabase } from './open-database.ts';
import { createOutboxLines } from './outbox/outbox-lines.ts';
import { relayOutbox } from './outbox/relay-outbox.ts';
import { reportUnknown } from './outbox/report-unknown.ts';
import { findTopics, type PersisterTopics } from './persister-topics.ts';
import { createStartOffset } from './start-offset.ts';

export type PersisterConfig = ConfigOf<(typeof configSchema)['settings']>;

const stopDeadlineMs = 15_000;
/** Of each partition: some 700 events; more would cost memory and win no speed. */
const maxFetchBytes = 524_288;

/** Opens everything and starts storing; throws when that can never succeed, and waits for whatever may still come. */
export async function startPersister(config: PersisterConfig, context: ServiceContext): Promise<void> {
  const { release, log, waitFor } = context;
  const connections = openDatabase(config.DATABASE_URL, release, createDatabaseMetrics(context.metrics));
  const [connection] = connections.batches;
  const groupId = config.PERSISTER_GROUP_ID;
  const observe = createFlowMetrics(context.metrics, closedLabels(config.TOPIC_PREFIX));
  const kafka = toKafkaConnection(config, 'persister');
  const { clientId } = kafka;
  const client = createKafkaClient(
    kafka,
    createKafkaReports({ log, observe, group: groupId, stage: 'persist', clientId }),
  );
  const admin = createClusterAdmin(client);
  release.push('admin', admin.close);
  const registry = createRegistryClient(toRegistryConnection(config));
  const topics = await findTopics(config.TOPIC_PREFIX, admin, waitFor);
  await waitFor('database', () => prepareDatabase(connection, topics));
  const outcomeId = await waitFor('schemas', () => findSchemaId(registry, feedbackSubject(topics.feedback.name)));
  const feedback = await openFeedback(config, context, { shared: topics.feedback, client });
  const lines = createOutboxLines({
    feedback: topics.feedback,
    deadLetter: topics.deadLetter,
    groupId,
    environment: config.VARSELVAKT_ENVIRONMENT,
    documentationUrl: config.RULES_DOCUMENTATION_URL,
    encodeOutcome: createEncoder('EventOutcome', outcomeId),
    registerVersion: feedback.registerVersion,
    now: Date.now,
  });
  const sender = traceSender(createSender(client));
  release.push('sender', () => sender.stop(stopDeadlineMs));
  const persister = assemblePersister({
    connections: connections.batches,
    decoder: openDecoder(registry, topics, context),
    lines,
    sender,
    log,
    observe,
    now: Date.now,
  });
  startOutbox(context, { connections, sender, feedback, lines, persister, observe });
  const consumer = createBatchConsumer(client, {
    groupId,
    topics: [topics.events.name],
    handler: traceHandler(persister.handler, groupId),
    startOffset: createStartOffset(connection, admin),
    sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
    maxRecords: 1_000,
    maxBytesPerPartition: maxFetchBytes,
  });
  superviseConsumer(consumer, context, stopDeadlineMs);
  await consumer.start();
  log.info({ topic: topics.events.name, partitions: topics.events.partitionCount }, 'storing');
}

function openDecoder(registry: RegistryClient, { events }: PersisterTopics, { metrics }: ServiceContext) {
  const decoder = createLogDecoder(registry, events.name, Date.now);
  createSchemaMetrics(metrics, decoder.schemaCount);
  return decoder;
}

/** Refuses a schema that is not ours and a log whose partitions have changed. */
const prepareDatabase = (connection: StoreConnection, { events }: PersisterTopics): Promise<void> =>
  connection.withClient(async (client) => {
    await checkSchema(client);
    await recordTopology(client, events.name, events.partitionCount);
  });

type OutboxParts = {
  readonly connections: ReturnType<typeof openDatabase>;
  readonly sender: ReturnType<typeof createSender>;
  readonly feedback: FeedbackWays;
  readonly lines: ReturnType<typeof createOutboxLines>;
  readonly persister: ReturnType<typeof assemblePersister>;
  readonly observe: ReturnType<typeof createFlowMetrics>;
};

function startOutbox({ runLoop, log }: ServiceContext, parts: OutboxParts): void {
  const { connections, sender, feedback, lines, persister, observe } = parts;
  const { wakeUp } = persister;
  runLoop('outbox relay', (signal, progress) =>
    relayOutbox(
      { connection: connections.relay, sender, direct: feedback.direct, wakeUp, observe, log },
      signal,
      progress,
    ),
  );
  runLoop('report of unknown aggregates', (signal, progress) =>
    reportUnknown({ connection: connections.batches[0], lines, wakeUp, log }, signal, progress),
  );
}
