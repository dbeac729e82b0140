import { hash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerSchemas } from '@varselvakt/codec';
import {
  createClusterAdmin,
  createKafkaClient,
  createSender,
  plainKafkaSettings,
  topicDeclarations,
} from '@varselvakt/kafka';
import { createStoreConnection, type Row } from '@varselvakt/store';
import { createOwnDatabase } from './own-database.ts';
import { writeRegister } from './register-file.ts';
import { type ServiceName, type ServiceProcess, startService } from './service-process.ts';

/** Everything that one test file has for itself: topics, schemas, a database, and the services between them. */
export type Pipeline = Awaited<ReturnType<typeof openPipeline>>;

/** Where the servers are, by the names in the environment. */
export type ServerAddresses = Readonly<Record<'KAFKA_BROKERS' | 'KAFKA_SCHEMA_REGISTRY' | 'DATABASE_URL', string>>;

/** The names of the topics; the second inbound topic belongs to `oppfolging-demo` alone. */
export interface PipelineTopics {
  readonly inbound: string;
  readonly ownInbound: string;
  readonly events: string;
  readonly feedback: string;
  readonly deadLetters: string;
}

const overrides = {
  inbound: { partitionCount: 3 },
  events: { partitionCount: 3 },
  feedback: { partitionCount: 2 },
  'dead-letter': { partitionCount: 2 },
} as const;

/** A broker that a test has killed may take long to come back on a busy machine; its producers wait for it. */
const PATIENCE_MS = 240_000;

/** The addresses of the stack that the test run has started. */
export function givenServers(): ServerAddresses {
  const read = (name: string) => process.env[name] ?? '';
  return {
    KAFKA_BROKERS: read('KAFKA_BROKERS'),
    KAFKA_SCHEMA_REGISTRY: read('KAFKA_SCHEMA_REGISTRY'),
    DATABASE_URL: read('DATABASE_URL'),
  };
}

/** Makes topics, schemas and database under names that nobody else has. */
export async function openPipeline(servers: ServerAddresses = givenServers()) {
  const name = `whole${randomBytes(5).toString('hex')}`;
  const prefix = `${name}.`;
  const topics = topicsOf(prefix);
  const folder = await mkdtemp(join(tmpdir(), 'varselvakt-test-'));
  const registerPath = join(folder, 'register.yaml');
  await writeRegister(registerPath, prefix);
  const client = createKafkaClient(plainKafkaSettings(servers.KAFKA_BROKERS.split(',')), () => undefined);
  const admin = createClusterAdmin(client);
  await admin.applyTopics(topicDeclarations(prefix, { producerIds: ['oppfolging-demo'], overrides }), {
    dryRun: false,
  });
  const schemaIds = await registerAll(servers, topics);
  const databaseUrl = await createOwnDatabase(servers.DATABASE_URL, name, { withTables: true });
  const database = createStoreConnection(databaseUrl, { applicationName: 'test-oracle', lookupPlans: false });
  const sender = createSender(client, { deadlineMs: PATIENCE_MS });
  await sender.start();
  const environment = toEnvironment({ servers, prefix, databaseUrl, registerPath, topics });
  const processes: ServiceProcess[] = [];
  const start = (service: ServiceName, changes: NodeJS.ProcessEnv = {}): ServiceProcess => {
    const started = startService(service, { ...environment, ...changes });
    processes.push(started);
    return started;
  };
  return {
    prefix,
    topics,
    partitionCount: overrides.inbound.partitionCount,
    folder,
    servers,
    databaseUrl,
    schemaIds,
    admin,
    sender,
    environment,
    /** Every service that was ever started here, the dead ones too. */
    processes: (): readonly ServiceProcess[] => processes,
    /** Starts a service; it may not be working yet. */
    start,
    startAll: async (changes: NodeJS.ProcessEnv = {}): Promise<readonly ServiceProcess[]> => {
      const started = (['validator', 'persister', 'deleter'] as const).map((service) => start(service, changes));
      await Promise.all(started.map(({ untilRunning }) => untilRunning()));
      return started;
    },
    /** Throws while the database is away; works again when it is back. */
    ask: async (text: string, params: readonly unknown[] = []): Promise<readonly Row[]> => {
      const act = { name: `ask-${hash('sha256', text).slice(0, 16)}`, text };
      return (await database.withClient((client) => client.run(act, params))).rows;
    },
    close: async () => {
      await Promise.all(processes.map(({ kill }) => kill()));
      await sender.stop(2_000);
      await admin.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function topicsOf(prefix: string): PipelineTopics {
  return {
    inbound: `${prefix}inbound`,
    ownInbound: `${prefix}inbound.oppfolging-demo`,
    events: `${prefix}events`,
    feedback: `${prefix}feedback`,
    deadLetters: `${prefix}dead-letter`,
  };
}

async function registerAll(servers: ServerAddresses, topics: PipelineTopics) {
  const registrations = await registerSchemas({ url: servers.KAFKA_SCHEMA_REGISTRY }, [
    { subject: `${topics.inbound}-value`, schemaName: 'ProducerEvent' },
    { subject: `${topics.ownInbound}-value`, schemaName: 'ProducerEvent' },
    { subject: `${topics.events}-no.varselvakt.AcceptedEvent`, schemaName: 'AcceptedEvent' },
    { subject: `${topics.events}-no.varselvakt.HardDeleted`, schemaName: 'HardDeleted' },
    { subject: `${topics.feedback}-value`, schemaName: 'EventOutcome' },
  ]);
  const idOf = (name: string) => registrations.find(({ schemaName }) => schemaName === name)?.schemaId ?? 0;
  return { producerEvent: idOf('ProducerEvent'), eventOutcome: idOf('EventOutcome') };
}

interface EnvironmentParts {
  readonly servers: ServerAddresses;
  readonly prefix: string;
  readonly databaseUrl: string;
  readonly registerPath: string;
  readonly topics: PipelineTopics;
}

function toEnvironment({ servers, prefix, databaseUrl, registerPath, topics }: EnvironmentParts): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    NODE_OPTIONS: '--disable-warning=TimeoutNegativeWarning --disable-warning=ExperimentalWarning',
    ...servers,
    DATABASE_URL: databaseUrl,
    TOPIC_PREFIX: prefix,
    INBOUND_TOPICS: `${topics.inbound},${topics.ownInbound}`,
    REGISTER_PATH: registerPath,
    VALIDATOR_GROUP_ID: `${prefix}validator`,
    PERSISTER_GROUP_ID: `${prefix}persister`,
    // The oracle reads the inbound topics afterwards.
    INBOUND_PURGE_AFTER_SECONDS: '0',
    DELETER_INTERVAL_SECONDS: '1',
    HTTP_PORT: '0',
    HTTP_HOST: '127.0.0.1',
    LOG_FORMAT: 'json',
  };
}
