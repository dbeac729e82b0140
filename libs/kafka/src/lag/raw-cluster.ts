import { createRequire } from 'node:module';
import type { Kafka } from 'kafkajs';

/**
 * Why this reaches behind kafkajs' admin: that one asks ListOffsets topic by topic, never for the last stable offset, and reads no
 * records; and one partition without a leader, or one topic that is gone, spoils its whole answer. The cluster and the brokers underneath
 * (2.2.4, pinned) speak the whole protocol; here their answers are taken as they are, with an error code for each item.
 */
export type RawCluster = {
  readonly connect: () => Promise<void>;
  readonly disconnect: () => Promise<void>;
  readonly addMultipleTargetTopics: (topics: readonly string[]) => Promise<void>;
  readonly refreshMetadata: () => Promise<void>;
  readonly refreshMetadataIfNecessary: () => Promise<void>;
  readonly findBroker: (place: { readonly nodeId: number | string }) => Promise<RawBroker>;
  readonly findGroupCoordinatorMetadata: (group: {
    readonly groupId: string;
    readonly coordinatorType: 0;
  }) => Promise<{ readonly coordinator: { readonly nodeId: number } }>;
  readonly findTopicPartitionMetadata: (topic: string) => readonly {
    readonly partitionId: number;
    readonly leader: number;
    readonly replicas: readonly number[];
    readonly isr: readonly number[];
  }[];
  readonly brokerPool: {
    createBroker: (options: unknown) => RawBroker;
    readonly getNodeIds: () => readonly string[];
    /** As it was last read; null before that. */
    readonly metadata: {
      readonly brokers: readonly { readonly nodeId: number; readonly host: string; readonly port: number }[];
    } | null;
  };
};

type RawRequest = { readonly request: unknown; readonly response: { readonly decode: (raw: Buffer) => unknown } };

export type RawBroker = {
  metadata: (topics?: readonly string[]) => Promise<unknown>;
  readonly lookupRequest: (apiKey: unknown, definition: unknown) => (input: unknown) => RawRequest;
  readonly connectionPool: { readonly send: (request: unknown) => Promise<unknown> };
  readonly disconnect: () => Promise<void>;
};

type Api = 'Metadata' | 'OffsetFetch' | 'DescribeGroups' | 'ListGroups' | 'ListOffsets' | 'Fetch' | 'DescribeConfigs';

const load = createRequire(import.meta.url);
const apiKeys = load('kafkajs/src/protocol/requests/apiKeys.js') as Readonly<Record<string, unknown>>;
const { requests } = load('kafkajs/src/protocol/requests/index.js') as {
  readonly requests: Readonly<Record<string, unknown>>;
};
const { createErrorFromCode } = load('kafkajs/src/protocol/error.js') as {
  readonly createErrorFromCode: (code: number) => Error;
};

/** Throws for an answer that says no. */
export const refuse = (errorCode: number): void => {
  if (errorCode !== 0) throw createErrorFromCode(errorCode);
};

/** Sends one request and gives the decoded answer, error codes included. Throws what kafkajs throws when there is no answer. */
export const ask = async <Answer>(broker: RawBroker, api: Api, input: object): Promise<Answer> => {
  const { request, response } = broker.lookupRequest(apiKeys[api], requests[api])(input);
  const takenAsItIs = { ...response, parse: async (data: unknown) => data };
  try {
    return (await broker.connectionPool.send({ request, response: takenAsItIs })) as Answer;
  } catch (error) {
    if ((error as { readonly name?: unknown }).name === 'KafkaJSConnectionClosedError') await broker.disconnect();
    throw error;
  }
};

const CREATE_CLUSTER = 'private:Kafka:createCluster';
const METADATA_MAX_AGE_MS = 60_000;

type CreateCluster = (options: {
  readonly metadataMaxAge: number;
  readonly allowAutoTopicCreation: boolean;
}) => RawCluster;

const findCreateCluster = (kafka: Kafka): CreateCluster => {
  const key = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === CREATE_CLUSTER);
  const create = key === undefined ? undefined : (kafka as unknown as Readonly<Record<symbol, unknown>>)[key];
  if (typeof create !== 'function') throw new TypeError('this kafkajs makes its clusters in another way');
  return create as CreateCluster;
};

/** A cluster with the very settings of the client. Opens nothing. Throws TypeError for a kafkajs that is built otherwise. */
export const createRawCluster = (kafka: Kafka): RawCluster => {
  const cluster = findCreateCluster(kafka)({ metadataMaxAge: METADATA_MAX_AGE_MS, allowAutoTopicCreation: false });
  const { createBroker } = cluster.brokerPool;
  cluster.brokerPool.createBroker = (options) => {
    const broker = createBroker(options);
    broker.metadata = (topics = []) => ask(broker, 'Metadata', { topics, allowAutoTopicCreation: false });
    return broker;
  };
  return cluster;
};
