import { randomBytes } from 'node:crypto';
import { createEncoder, registerSchemas } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import {
  createClusterAdmin,
  createKafkaClient,
  createSender,
  type OutgoingRecord,
  partitionFor,
  topicDeclarations,
} from '@varselvakt/kafka';
import { collectOutputs } from './collect-outputs.ts';
import { spawnValidator, type ValidatorProcess } from './spawn-validator.ts';
import { until } from './until.ts';

/** Topics and schemas under names that nobody else has, what comes out of them, and validators between them. */
export type ValidatorRig = Awaited<ReturnType<typeof openValidatorRig>>;

const PARTITION_COUNT = 6;

/** Makes topics and schemas and begins to read everything that is written to the outputs. */
export async function openValidatorRig() {
  const prefix = `test-${randomBytes(5).toString('hex')}.`;
  const inbound = `${prefix}inbound`;
  const registry = { url: process.env['KAFKA_SCHEMA_REGISTRY'] ?? '' };
  const client = connect();
  const admin = createClusterAdmin(client);
  await admin.applyTopics(topicDeclarations(prefix), { dryRun: false });
  const schemaIds = await registerAll(prefix, registry);
  const outputs = await collectOutputs(client, prefix, registry);
  const sender = createSender(client);
  await sender.start();
  const encode = createEncoder('ProducerEvent', schemaIds.ProducerEvent);
  const processes: ValidatorProcess[] = [];
  const launch = (environment: NodeJS.ProcessEnv = {}): ValidatorProcess => {
    const validator = spawnValidator({ TOPIC_PREFIX: prefix, INBOUND_TOPICS: inbound, ...environment });
    processes.push(validator);
    return validator;
  };
  const killAll = () => Promise.all(processes.map(({ kill }) => kill()));
  return {
    prefix,
    inbound,
    schemaIds,
    collected: outputs.collected,
    client,
    admin,
    sender,
    /** The record in which a producer would send the event, with the given changes. */
    toRecord: (event: ProducerEvent, change: Partial<OutgoingRecord> = {}): OutgoingRecord => {
      const key = Buffer.from(event.aggregateId);
      return { topic: inbound, partition: partitionFor(key, PARTITION_COUNT), key, value: encode(event), ...change };
    },
    publish: (...records: OutgoingRecord[]) => sender.send(records),
    /** Starts a validator; it may not be working yet. */
    launchValidator: launch,
    /** Starts a validator; resolves when it runs. */
    startValidator: async (environment: NodeJS.ProcessEnv = {}) => {
      const validator = launch(environment);
      await until(validator.isRunning, validator.output);
      return validator;
    },
    killAll,
    close: async () => {
      await killAll();
      await outputs.stop();
      await sender.stop(5_000);
      await admin.close();
    },
  };
}

function connect() {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  const timeouts = { connectionTimeoutMs: 5_000, requestTimeoutMs: 10_000 };
  return createKafkaClient(
    { brokers, clientId: 'validator-test', tls: null, sasl: null, ...timeouts },
    () => undefined,
  );
}

async function registerAll(prefix: string, registry: { readonly url: string }) {
  const registrations = await registerSchemas(registry, [
    { subject: `${prefix}inbound-value`, schemaName: 'ProducerEvent' },
    { subject: `${prefix}events-no.varselvakt.AcceptedEvent`, schemaName: 'AcceptedEvent' },
    { subject: `${prefix}feedback-value`, schemaName: 'EventOutcome' },
  ]);
  const idOf = (name: string) => registrations.find(({ schemaName }) => schemaName === name)?.schemaId ?? 0;
  return {
    ProducerEvent: idOf('ProducerEvent'),
    AcceptedEvent: idOf('AcceptedEvent'),
    EventOutcome: idOf('EventOutcome'),
  };
}
