import { createClusterAdmin, createKafkaClient, createLagReader } from '@varselvakt/kafka';
import { producersWithOwnFeedback, schemaSubjects } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import {
  type ConfigOf,
  type ConfigSchema,
  checkKafkaSettings,
  createConfigSchema,
  databaseSettings,
  groupSettings,
  kafkaSettings,
  parseConfig,
  registrySettings,
  type Settings,
  serviceSettings,
  sleep,
  toKafkaConnection,
  topicSettings,
  toRegistryConnection,
} from '@varselvakt/runtime';
import { declaredTopics } from '../declared-topics.ts';
import { findSilentBrokers, judgeBrokers } from './check-brokers.ts';
import { checkDatabase } from './check-database.ts';
import { checkCluster } from './check-kafka.ts';
import { type CheckLine, type DoctorArea, doctorAreas, fault } from './check-line.ts';
import { checkPermissions } from './check-permissions.ts';
import { checkRegister } from './check-register.ts';
import { checkRegistry } from './check-registry.ts';
import { checkSettings } from './check-settings.ts';

const { VARSELVAKT_ENVIRONMENT } = serviceSettings;
const clusterSchema = createConfigSchema(
  { ...kafkaSettings, ...topicSettings, ...groupSettings, VARSELVAKT_ENVIRONMENT },
  [checkKafkaSettings],
);
const registrySchema = createConfigSchema({ ...registrySettings, ...topicSettings, VARSELVAKT_ENVIRONMENT });
const databaseSchema = createConfigSchema(databaseSettings);

/** Whoever waits for the doctor wants to know soon. */
const patience = { connectionTimeoutMs: 5_000, requestTimeoutMs: 10_000 };
const checkDeadlineMs = 30_000;
const closeDeadlineMs = 2_000;

/** Looks at everything that the services need, all at once, each part for a bounded time. Changes nothing. */
export async function runDoctor(environment: NodeJS.ProcessEnv): Promise<readonly CheckLine[]> {
  const { register, lines } = await checkRegister(environment['REGISTER_PATH']);
  const cluster = configOf(clusterSchema, environment);
  const registry = configOf(registrySchema, environment);
  const database = configOf(databaseSchema, environment);
  // Where its settings are faulty, a part is not looked at: the faults stand in the first lines.
  const parts = await Promise.all([
    checkSettings(environment),
    cluster === null ? [] : inTime('kafka', () => checkKafka(cluster, register)),
    registry === null ? [] : inTime('registry', () => checkSubjects(registry, register)),
    database === null ? [] : inTime('database', () => checkDatabase(database.DATABASE_URL, Date.now)),
  ]);
  const all = [...lines, ...parts.flat()];
  return doctorAreas.flatMap((area) => all.filter((line) => line.area === area));
}

function configOf<S extends Settings>(schema: ConfigSchema<S>, environment: NodeJS.ProcessEnv): ConfigOf<S> | null {
  const parsed = parseConfig(schema, environment);
  return parsed.outcome === 'VALID' ? parsed.config : null;
}

async function inTime(area: DoctorArea, check: () => Promise<readonly CheckLine[]>): Promise<readonly CheckLine[]> {
  const late = new AbortController();
  const tooLate = sleep(checkDeadlineMs, late.signal).then(() => [
    fault(
      area,
      `no answer within ${checkDeadlineMs / 1_000} s`,
      'it takes connections but does not answer: look at its own logs',
    ),
  ]);
  try {
    return await Promise.race([check(), tooLate]);
  } finally {
    late.abort();
  }
}

async function checkKafka(config: ConfigOf<typeof clusterSchema.settings>, register: Register | null) {
  const silent = await findSilentBrokers(config.KAFKA_BROKERS);
  const lines = judgeBrokers(config.KAFKA_BROKERS, silent);
  if (silent.length === config.KAFKA_BROKERS.length) return lines;
  const client = createKafkaClient({ ...toKafkaConnection(config, 'doctor'), ...patience }, () => undefined);
  const admin = createClusterAdmin(client);
  const groups = [
    { groupId: config.VALIDATOR_GROUP_ID, service: 'validator' },
    { groupId: config.PERSISTER_GROUP_ID, service: 'persister' },
  ];
  const reader = createLagReader(client);
  try {
    const declarations = declaredTopics(config, register);
    const cluster = [...lines, ...(await checkCluster(admin, declarations, groups))];
    if (cluster.some(({ area, level }) => area === 'kafka' && level === 'fault')) return cluster;
    const topics = declarations.map(({ name }) => name);
    const groupIds = groups.map(({ groupId }) => groupId);
    return [...cluster, ...(await checkPermissions(topics, groupIds, { admin, reader }))];
  } finally {
    await Promise.race([Promise.all([admin.close(), reader.close()]), sleep(closeDeadlineMs)]);
  }
}

async function checkSubjects(config: ConfigOf<typeof registrySchema.settings>, register: Register | null) {
  const { TOPIC_PREFIX, INBOUND_TOPICS, VARSELVAKT_ENVIRONMENT: environment } = config;
  const producerIds = register === null ? [] : producersWithOwnFeedback(register, environment);
  return checkRegistry(
    { ...toRegistryConnection(config), timeoutMs: 10_000 },
    schemaSubjects(TOPIC_PREFIX, INBOUND_TOPICS ?? [], producerIds),
  );
}
