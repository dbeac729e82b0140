import { createEventDecoder, createRegistryClient, type EventDecoder, type RegistryClient } from '@varselvakt/codec';
import {
  type BatchConsumer,
  createBatchConsumer,
  createClusterAdmin,
  createKafkaClient,
  createSender,
} from '@varselvakt/kafka';
import {
  createFeedbackRoutes,
  createKafkaReports,
  feedbackSubject,
  findSchemaId,
  findTopic,
  followRegister,
  inboundSubject,
  keepFeedbackRoutes,
  logSubjects,
  readRegister,
  superviseConsumer,
  topicsAsDeclared,
  watchTopics,
} from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import { bodyTypes, createRuleEngine, ruleCodes, ruleSet } from '@varselvakt/rules';
import {
  type ConfigOf,
  createFlowMetrics,
  createRegisterMetrics,
  type ServiceContext,
  showRuleSet,
  toKafkaConnection,
  toRegistryConnection,
} from '@varselvakt/runtime';
import type { configSchema } from './config.ts';
import { createBatchHandler } from './handle-batch.ts';
import { createOutputWriter, type OutputSettings } from './output-writer.ts';
import { purgeInbound } from './purge-inbound.ts';
import { chooseTopics, type ValidatorTopics } from './validator-topics.ts';

export type ValidatorConfig = ConfigOf<(typeof configSchema)['settings']>;

const STOP_DEADLINE_MS = 15_000;

/** Opens everything and starts judging; throws when that can never succeed, and waits for whatever may still come. */
export async function startValidator(config: ValidatorConfig, context: ServiceContext): Promise<void> {
  const { release, log } = context;
  const watch = await openRegister(config, context);
  const register = watch.current();
  const topics = chooseTopics(config.TOPIC_PREFIX, config.INBOUND_TOPICS, register);
  const observe = createFlowMetrics(context.metrics, closedLabels(register, topics));
  const reports = createKafkaReports({ log, observe, group: config.VALIDATOR_GROUP_ID, stage: 'validate' });
  const client = createKafkaClient(toKafkaConnection(config, 'validator'), reports);
  const admin = createClusterAdmin(client);
  release.push('admin', admin.close);
  const registry = createRegistryClient(toRegistryConnection(config), ({ result }) =>
    observe({ type: 'SchemaFetched', result }),
  );
  const writer = createOutputWriter(
    await findOutputs(config, context, { topics, admin, registry, register: watch.current }),
  );
  const sender = createSender(client);
  release.push('sender', () => sender.stop(STOP_DEADLINE_MS));
  await sender.start();
  const handler = createBatchHandler({
    decoderOf: createDecoders(topics.inbound, registry),
    writer,
    sender,
    register: watch.current,
    rules: createRuleEngine(),
    protectedPersonsKey: config.PROTECTED_PERSONS_KEY,
    environment: config.VARSELVAKT_ENVIRONMENT,
    observe,
    now: Date.now,
  });
  const consumer = createBatchConsumer(client, {
    groupId: config.VALIDATOR_GROUP_ID,
    topics: topics.inbound,
    handler,
    sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
  });
  superviseConsumer(consumer, context, STOP_DEADLINE_MS);
  boundInbound(config, context, { consumer, admin, topics });
  await consumer.start();
  log.info({ topics: topics.inbound, registerHash: register.hash }, 'judging');
}

type Admin = ReturnType<typeof createClusterAdmin>;

type BoundParts = {
  readonly consumer: BatchConsumer;
  readonly admin: Admin;
  readonly topics: ValidatorTopics;
};

/** Sees to it that what producers wrote does not stay for long: cuts off what is handled, and watches the retention behind that. */
function boundInbound(config: ValidatorConfig, context: ServiceContext, { consumer, admin, topics }: BoundParts): void {
  const declared = topicsAsDeclared(config, topics.inbound);
  const ours = declared.filter(({ purpose }) => purpose === 'inbound' || purpose === 'dead-letter');
  watchTopics(context, admin, ours);
  const afterMs = config.INBOUND_PURGE_AFTER_SECONDS * 1_000;
  if (afterMs === 0) return;
  context.runLoop('inbound purge', (signal, progress) =>
    purgeInbound({ consumer, admin, afterMs, log: context.log, now: Date.now }, signal, progress),
  );
}

type OutputParts = {
  readonly topics: ValidatorTopics;
  readonly admin: Admin;
  readonly registry: RegistryClient;
  readonly register: () => Register;
};

/** Reads the register, waiting while it cannot be read, and follows it. Throws RegisterFaulty: nothing is judged by half a register. */
async function openRegister(config: ValidatorConfig, { waitFor, release, log, metrics }: ServiceContext) {
  const path = config.REGISTER_PATH;
  showRuleSet(metrics, ruleSet.version);
  const watch = followRegister(await waitFor('register', () => readRegister(path)), {
    path,
    intervalMs: config.REGISTER_RELOAD_SECONDS * 1_000,
    log,
    metrics: createRegisterMetrics(metrics),
    now: Date.now,
  });
  release.push('register watch', watch.close);
  return watch;
}

/** Waits for topics and schemas that are still to be made. */
async function findOutputs(
  config: ValidatorConfig,
  context: ServiceContext,
  { topics, admin, registry, register }: OutputParts,
): Promise<OutputSettings> {
  const { waitFor, log } = context;
  const topic = (name: string) => waitFor(`topic ${name}`, () => findTopic(admin, name));
  const events = await topic(topics.events);
  const feedback = await topic(topics.feedback);
  const deadLetter = await topic(topics.deadLetter);
  for (const name of topics.inbound) await topic(name);
  const environment = config.VARSELVAKT_ENVIRONMENT;
  const routes = createFeedbackRoutes({ shared: feedback, admin, register, environment, log });
  await keepFeedbackRoutes(routes, context, config.REGISTER_RELOAD_SECONDS * 1_000);
  const schemaIds = await waitFor('schemas', async () => ({
    AcceptedEvent: await findSchemaId(registry, logSubjects(events.name)[0]),
    EventOutcome: await findSchemaId(registry, feedbackSubject(feedback.name)),
  }));
  return {
    events,
    feedbackOf: routes.placeOf,
    deadLetter,
    schemaIds,
    environment,
    groupId: config.VALIDATOR_GROUP_ID,
    documentationUrl: config.RULES_DOCUMENTATION_URL,
  };
}

/** A decoder for each topic, because each has a subject of its own whose schemas it may carry. */
function createDecoders(
  topics: readonly string[],
  registry: RegistryClient,
): (topic: string) => EventDecoder<'ProducerEvent'> {
  const decoders = new Map(
    topics.map((topic) => {
      const readers = [inboundSubject(topic)];
      return [topic, createEventDecoder({ registry, readers, now: Date.now })];
    }),
  );
  return (topic) => {
    const decoder = decoders.get(topic);
    if (decoder === undefined) throw new Error('A batch came from a topic that was not asked for');
    return decoder;
  };
}

function closedLabels(register: Register, topics: ValidatorTopics): Parameters<typeof createFlowMetrics>[1] {
  return {
    producers: new Set(register.producers.keys()),
    codes: new Set(ruleCodes),
    eventTypes: new Set(bodyTypes),
    topics: new Set(topics.inbound),
  };
}
