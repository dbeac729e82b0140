import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  createContentHasher,
  createEncoder,
  createEventDecoder,
  createRegistryClient,
  registerSchemas,
} from '@varselvakt/codec';
import type { AcceptedEvent, EventOutcome } from '@varselvakt/domain';
import {
  createBatchConsumer,
  createClusterAdmin,
  createKafkaClient,
  createSender,
  type IncomingRecord,
  plainKafkaSettings,
  partitionFor,
  topicDeclarations,
} from '@varselvakt/kafka';
import { connect, migrate, type StoreClient } from '@varselvakt/store';

/** Looks until it is so; throws when it has not become so within a minute. */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const environmentOf = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`no stack: ${name} is not set`);
  return value;
};

/** Topics, schemas and a database of one test file's own, and the persister as a process of its own. */
export type PersisterWorld = {
  readonly client: StoreClient;
  readonly topics: { readonly events: string; readonly feedback: string; readonly deadLetter: string };
  /** Writes to the event log as the validator does; the key of an event is made as it makes it. */
  readonly accept: (...accepted: readonly AcceptedEvent[]) => Promise<void>;
  readonly writeLog: (record: { key: Buffer | null; value: Buffer | null; partition: number }) => Promise<void>;
  readonly encodeAccepted: (accepted: AcceptedEvent) => Buffer;
  readonly hashOf: (accepted: AcceptedEvent['event']) => Buffer;
  readonly keyOf: (accepted: AcceptedEvent) => Buffer;
  readonly read: (topic: string) => readonly IncomingRecord[];
  readonly feedback: () => readonly EventOutcome[];
  readonly start: (groupId: string) => PersisterProcess;
  readonly close: () => Promise<void>;
};

export type PersisterProcess = {
  readonly child: ChildProcess;
  /** Everything it wrote, output and errors. */
  readonly output: () => string;
  /** The text of its metrics page. */
  readonly metrics: () => Promise<string>;
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
};

export async function openWorld(): Promise<PersisterWorld> {
  const name = `test-persister-${randomBytes(5).toString('hex')}`;
  const topics = { events: `${name}.events`, feedback: `${name}.feedback`, deadLetter: `${name}.dead-letter` };
  const brokers = process.env['KAFKA_BROKERS'] ?? '';
  const kafka = createKafkaClient(plainKafkaSettings(brokers.split(',')), () => undefined);
  const admin = createClusterAdmin(kafka);
  await admin.applyTopics(topicDeclarations(`${name}.`), { dryRun: false });
  const partitionCount = (await admin.partitionCount(topics.events)) ?? 0;
  await admin.close();
  const schemas = await openSchemas(topics);
  const database = await createDatabase(name.replaceAll('-', '_'));
  const sender = createSender(kafka);
  await sender.start();
  const seen: IncomingRecord[] = [];
  const reader = createBatchConsumer(kafka, {
    groupId: `${name}-reader`,
    topics: Object.values(topics),
    handler: async ({ records }) => void seen.push(...records),
  });
  await reader.start();
  const processes: PersisterProcess[] = [];
  const environment = { DATABASE_URL: database.url, TOPIC_PREFIX: `${name}.` };
  return {
    client: database.client,
    topics,
    encodeAccepted: schemas.encodeAccepted,
    hashOf: createContentHasher().contentHashOf,
    keyOf,
    accept: async (...accepted) => {
      const toRecord = (one: AcceptedEvent) => ({
        topic: topics.events,
        partition: partitionFor(Buffer.from(one.event.aggregateId), partitionCount),
        key: keyOf(one),
        value: schemas.encodeAccepted(one),
      });
      await sender.send(accepted.map(toRecord));
    },
    writeLog: async (record) => void (await sender.send([{ topic: topics.events, ...record }])),
    read: (topic) => seen.filter((record) => record.topic === topic),
    feedback: () => seen.filter(({ topic }) => topic === topics.feedback).map(schemas.decodeOutcome),
    start: (groupId) => {
      const started = startProcess({ ...environment, PERSISTER_GROUP_ID: `${name}-${groupId}` });
      processes.push(started);
      return started;
    },
    close: async () => {
      for (const started of processes) await started.end('SIGKILL');
      await reader.stop(5_000);
      await sender.stop(5_000);
      await database.drop();
    },
  };
}

const keyOf = (accepted: AcceptedEvent): Buffer =>
  Buffer.from(`${accepted.event.eventId}:${Buffer.from(accepted.contentHash).toString('hex', 0, 8)}`);

async function openSchemas(topics: PersisterWorld['topics']) {
  const registry = { url: environmentOf('KAFKA_SCHEMA_REGISTRY') };
  const outcome = { subject: `${topics.feedback}-value`, schemaName: 'EventOutcome' } as const;
  const registered = await registerSchemas(registry, [
    { subject: `${topics.events}-no.varselvakt.AcceptedEvent`, schemaName: 'AcceptedEvent' },
    { subject: `${topics.events}-no.varselvakt.HardDeleted`, schemaName: 'HardDeleted' },
    outcome,
  ]);
  const idOf = (name: string) => registered.find(({ schemaName }) => schemaName === name)?.schemaId ?? 0;
  const decoder = createEventDecoder({ registry: createRegistryClient(registry), readers: [outcome], now: Date.now });
  await decoder.prepare([{ value: createEncoder('EventOutcome', idOf('EventOutcome'))(anyOutcome) }]);
  return {
    encodeAccepted: createEncoder('AcceptedEvent', idOf('AcceptedEvent')),
    decodeOutcome: (record: IncomingRecord): EventOutcome => {
      const decoded = decoder.decode(record.value, record.headers);
      if (!decoded.ok) throw new Error(`feedback cannot be read: ${decoded.code}`);
      return decoded.value;
    },
  };
}

async function createDatabase(name: string) {
  const url = new URL(environmentOf('DATABASE_URL'));
  const adminUrl = url.href;
  url.pathname = `/${name}`;
  await asDatabaseAdmin(adminUrl, `create database ${name}`);
  await migrate(url.href);
  const client = await connect(url.href, { applicationName: 'test' });
  const drop = async (): Promise<void> => {
    await client.close();
    await asDatabaseAdmin(adminUrl, `drop database ${name} with (force)`);
  };
  return { url: url.href, client, drop };
}

const anyOutcome: EventOutcome = {
  eventId: null,
  aggregateId: null,
  producerId: null,
  outcome: 'ACCEPTED',
  findings: [],
  source: null,
  schemaId: null,
  ruleSetVersion: '',
  environment: '',
  traceParent: null,
  occurredAt: 0,
  deleteAt: null,
  registerVersion: null,
};

async function asDatabaseAdmin(url: string, text: string): Promise<void> {
  const admin = await connect(url, { applicationName: 'test-admin' });
  await admin.runScript('test', text);
  await admin.close();
}

function startProcess(settings: Readonly<Record<string, string>>): PersisterProcess {
  const environment = { ...process.env, ...settings, HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', LOG_FORMAT: 'json' };
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => resolve(code));
  });
  return {
    child,
    output: () => output,
    metrics: async () => {
      const address = /"http":"(http:\/\/[^"]+)"/.exec(output)?.[1];
      if (address === undefined) throw new Error('the persister has not said where its metrics are');
      return (await fetch(`${address}/metrics`)).text();
    },
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
}
