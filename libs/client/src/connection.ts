import { createRegistryClient, type RegistryClient } from '@varselvakt/codec';
import { createKafkaClient, type KafkaClient } from '@varselvakt/kafka';
import { type PipelineTopics, pipelineTopics } from '@varselvakt/pipeline';
import type { Environment } from '@varselvakt/rules';
import {
  checkKafkaSettings,
  createConfigSchema,
  formatConfigFaults,
  kafkaSettings,
  parseConfig,
  registrySettings,
  serviceSettings,
  toKafkaConnection,
  topicSettings,
  toRegistryConnection,
} from '@varselvakt/runtime';
import { ClientError } from './client-error.ts';
import type { ConnectionOptions } from './connection-options.ts';

/** A way into the pipeline that has opened nothing yet. */
export type Connection = {
  readonly kafka: KafkaClient;
  readonly registry: RegistryClient;
  readonly topics: PipelineTopics;
  /** VARSELVAKT_ENVIRONMENT. */
  readonly environment: Environment;
};

const configSchema = createConfigSchema(
  {
    ...kafkaSettings,
    ...registrySettings,
    ...topicSettings,
    VARSELVAKT_ENVIRONMENT: serviceSettings.VARSELVAKT_ENVIRONMENT,
  },
  [checkKafkaSettings],
);

const toVariables = (options: ConnectionOptions): Readonly<Record<string, string | undefined>> => ({
  KAFKA_BROKERS: options.brokers?.join(','),
  KAFKA_SCHEMA_REGISTRY: options.schemaRegistry,
  KAFKA_SCHEMA_REGISTRY_USER: options.schemaRegistryLogin?.user,
  KAFKA_SCHEMA_REGISTRY_PASSWORD: options.schemaRegistryLogin?.password,
  KAFKA_TLS: options.tls === undefined ? undefined : 'true',
  KAFKA_CERTIFICATE: options.tls?.certificate,
  KAFKA_PRIVATE_KEY: options.tls?.privateKey,
  KAFKA_CA: options.tls?.authority,
  KAFKA_SASL_MECHANISM: options.sasl?.mechanism,
  KAFKA_SASL_USERNAME: options.sasl?.username,
  KAFKA_SASL_PASSWORD: options.sasl?.password,
  KAFKA_CLIENT_ID: options.clientId,
  TOPIC_PREFIX: options.topicPrefix,
});

/** An option replaces every form of its variable. */
const mergeVariables = (options: ConnectionOptions): Readonly<Record<string, string | undefined>> => {
  const merged: Record<string, string | undefined> = { ...(options.variables ?? process.env) };
  for (const [name, value] of Object.entries(toVariables(options))) {
    if (value === undefined) continue;
    for (const form of [`${name}_FILE`, `${name}_PATH`]) delete merged[form];
    merged[name] = value;
  }
  return merged;
};

/** Checks all settings at once. Throws ClientError SETTINGS_INVALID that names each bad one by its variable; a retry does not help. */
export const createConnection = (options: ConnectionOptions): Connection => {
  const result = parseConfig(configSchema, mergeVariables(options));
  if (result.outcome === 'FAULTY')
    throw new ClientError('SETTINGS_INVALID', formatConfigFaults(result.faults), { retriable: false });
  const { config } = result;
  return {
    kafka: createKafkaClient(toKafkaConnection(config, 'client'), () => undefined),
    registry: createRegistryClient(toRegistryConnection(config)),
    topics: pipelineTopics(config.TOPIC_PREFIX),
    environment: config.VARSELVAKT_ENVIRONMENT,
  };
};
