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
  pipelineTopics,
  readRegister,
  superviseConsumer,
  topicsAsDeclared,
  traceHandler,
  traceSender,
  watchTopics,
} from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import { bodyTypes, createRuleEngine, ruleCodes, ruleSet } from '@varselvakt/rules';
import {
  type ConfigOf,
  createFlowMetrics,
  createRegisterMetrics,
  createSchemaMetrics,
  type ServiceContext,
  showRuleSet,
  toKafkaConnection,
  toRegistryConnection,
} from '@varselvakt/runtime';
import type { configSchema } from './config.ts';
import { createFollowingConsumer } from './following-consumer.ts';
import { createBatchHandler } from './handle-batch.ts';
import { createOutputWriter, type OutputSettings } from './output-writer.ts';
import { purgeInbound } from './purge-inbound.ts';
import { chooseTopics, findFirstInbound, followInbound, type ValidatorTopics } from './validator-topics.ts';

export type ValidatorConfig = ConfigOf<(typeof configSchema)['settings']>;

const STOP_DEADLINE_MS = 15_000;

/** Opens everything and starts judging; throws when that can never succeed, and waits for whatever may still come. */
export async function startValidator(config: ValidatorConfig, context: ServiceContext): Promise<void> {
  const { release, log } = context;
  const watch = await openRegister(config, context);
  const register = watch.current();
  const chosen = chooseTopics(config.TOPIC_PREFIX, config.INBOUND_TOPICS, register);
  const inboundNow = followInbound(config.TOPIC_PREFIX, config.INBOUND_TOPICS, watch.current);
  const observe = createFlowMetrics(context.metrics, closedLabels(watch.current, inboundNow));
  const kafka = toKafkaConnection(config, 'validator');
  const { clientId } = kafka;
  const reports = createKafkaReports({ log, observe, group: config.VALIDATOR_GROUP_ID, stage: 'validate', clientId });
  const client = createKafkaClient(kafka, reports);
  const admin = createClusterAdmin(client);
  release.push('admin', admin.close);
  const registry = createRegistryClient(toRegistryConnection(config), ({ result }) =>
    observe({ type: 'SchemaFetched', result }),
  );
  const { inbound, settings } = await findPlaces(config, context, { chosen, admin, registry, register: watch.current });
  const writer = createOutputWriter(settings);
  const sender = traceSender(createSender(client));
  release.push('sender', () => sender.stop(STOP_DEADLINE_MS));
  await sender.start();
  const groupId = config.VALIDATOR_GROUP_ID;
  const judge = createBatchHandler({
    decoderOf: createDecoders(registry, context.metrics),
    writer,
    sender,
    register: watch.current,
    rules: createRuleEngine(),
    protectedPersonsKey: config.PROTECTED_PERSONS_KEY,
    environment: config.VARSELVAKT_ENVIRONMENT,
    observe,
    now: Date.now,
  });
  const handler = traceHandler(judge, groupId);
  const sessionTimeoutMs = config.KAFKA_SESSION_TIMEOUT_MS;
  const consumer = createFollowingConsumer({
    topics: inbound,
    wanted: () => [...inboundNow()],
    open: (topics) => createBatchConsumer(client, { groupId, topics, handler, sessionTimeoutMs }),
    admin,
    intervalMs: config.REGISTER_RELOAD_SECONDS * 1_000,
    stopDeadlineMs: STOP_DEADLINE_MS,
    log,
  });
  if (config.INBOUND_TOPICS === null) context.runLoop('topics of the register', consumer.follow);
  superviseConsumer(consumer, context, STOP_DEADLINE_MS);
  boundInbound(config, context, { consumer, admin, inbound });
  await consumer.start();
  log.info({ topics: inbound, registerHash: register.hash }, 'judging');
}

type Admin = ReturnType<typeof createClusterAdmin>;

type BoundParts = {
  readonly consumer: BatchConsumer;
  readonly admin: Admin;
  readonly inbound: readonly string[];
};

/** Sees to it that what producers wrote does not stay for long: cuts off what is handled, and watches the retention behind that. */
function boundInbound(
  config: ValidatorConfig,
  context: ServiceContext,
  { consumer, admin, inbound }: BoundParts,
): void {
  const declared = topicsAsDeclared(config, inbound);
  const ours = declared.filter(({ purpose }) => purpose === 'inbound' || purpose === 'dead-letter');
  watchTopics(context, admin, async () => ours);
  const afterMs = config.INBOUND_PURGE_AFTER_SECONDS * 1_000;
  if (afterMs === 0) return;
  context.runLoop('inbound purge', (signal, progress) =>
    purgeInbound({ consumer, admin, afterMs, log: context.log, now: Date.now }, signal, progress),
  );
}

type PlaceParts = {
  readonly chosen: ValidatorTopics;
  readonly admin: Admin;
  readonly registry: RegistryClient;
  readonly register: () => Register;
};

/** Reads the register, waiting while it cannot be read, and follows it. Throws RegisterFaulty: nothing is judged by half a register. */
async function openRegister(config: ValidatorConfig, { waitFor, release, log, metrics }: ServiceContext) {
  const path = config.REGISTER_PATH;
  showRuleSet(metrics, ruleSet);
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
async function findPlaces(
  config: ValidatorConfig,
  context: ServiceContext,
  { chosen, admin, registry, register }: PlaceParts,
): Promise<{ readonly inbound: readonly string[]; readonly settings: OutputSettings }> {
  const { waitFor, log } = context;
  const topic = (name: string) => waitFor(`topic ${name}`, () => findTopic(admin, name));
  const events = await topic(chosen.events);
  const feedback = await topic(chosen.feedback);
  const deadLetter = await topic(chosen.deadLetter);
  const shared = pipelineTopics(config.TOPIC_PREFIX).inbound;
  const isGiven = config.INBOUND_TOPICS !== null;
  const inbound = await findFirstInbound(chosen, { isGiven, shared }, { admin, waitFor });
  const environment = config.VARSELVAKT_ENVIRONMENT;
  const routes = createFeedbackRoutes({ shared: feedback, admin, register, environment, log });
  await keepFeedbackRoutes(routes, context, config.REGISTER_RELOAD_SECONDS * 1_000);
  const schemaIds = await waitFor('schemas', async () => ({
    AcceptedEvent: await findSchemaId(registry, logSubjects(events.name)[0]),
    EventOutcome: await findSchemaId(registry, feedbackSubject(feedback.name)),
  }));
  const settings = {
    events,
    feedbackOf: routes.placeOf,
    deadLetter,
    schemaIds,
    environment,
    groupId: config.VALIDATOR_GROUP_ID,
    documentationUrl: config.RULES_DOCUMENTATION_URL,
  };
  return { inbound, settings };
}

/** A decoder for each topic, because each has a subject of its own whose schemas it may carry. */
function createDecoders(
  registry: RegistryClient,
  metrics: ServiceContext['metrics'],
): (topic: string) => EventDecoder<'ProducerEvent'> {
  const decoders = new Map<string, EventDecoder<'ProducerEvent'>>();
  createSchemaMetrics(metrics, () => [...decoders.values()].reduce((sum, decoder) => sum + decoder.schemaCount(), 0));
  return (topic) => {
    const known = decoders.get(topic);
    if (known !== undefined) return known;
    const decoder = createEventDecoder({ registry, readers: [inboundSubject(topic)], now: Date.now });
    decoders.set(topic, decoder);
    return decoder;
  };
}

/** Whoever the register brings while the service runs is counted by name too. */
function closedLabels(
  register: () => Register,
  inbound: () => ReadonlySet<string>,
): Parameters<typeof createFlowMetrics>[1] {
  return {
    producers: { has: (id) => register().producers.has(id) },
    codes: new Set(ruleCodes),
    eventTypes: new Set(bodyTypes),
    topics: { has: (name) => inbound().has(name) },
  };
}
