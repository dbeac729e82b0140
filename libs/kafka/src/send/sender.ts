import type { KafkaClient } from '../connect/client.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import type { OutgoingRecord } from '../record/record.ts';
import type { Backoff } from '../waiting/backoff.ts';
import { earliest } from '../waiting/instants.ts';
import { settledWithin } from '../waiting/settled-within.ts';
import { createLaneQueues } from './lane-queues.ts';
import { splitIntoParcels } from './parcels.ts';
import { createProducerConnection } from './producer-connection.ts';
import { createSendJob } from './send-job.ts';
import type { Sender } from './sending.ts';

/** All optional; the defaults fit topics with Kafka's default message limit of 1 MiB. */
export type SenderOptions = {
  /** Most bytes in one request; below the topics' max.message.bytes. Default 900,000. */
  readonly maxRequestBytes?: number;
  /** Most records in one request. Default 1,000. */
  readonly maxRequestRecords?: number;
  /** How long one `send` goes on retrying transient faults. Default 30,000. */
  readonly deadlineMs?: number;
  readonly backoff?: Backoff;
  readonly now?: () => number;
  readonly random?: () => number;
};

const DEFAULTS = {
  maxRequestBytes: 900_000,
  maxRequestRecords: 1_000,
  deadlineMs: 30_000,
  backoff: { firstMs: 50, maxMs: 2_000 },
  now: Date.now,
  random: Math.random,
};

/** The broker gives up on its replicas before we give up on the broker, so that we hear of it. */
const ACK_TIMEOUT_SHARE = 0.8;

const requirePartitions = (records: readonly OutgoingRecord[]): void => {
  const index = records.findIndex(({ partition }) => !Number.isSafeInteger(partition) || partition < 0);
  if (index >= 0) throw new KafkaError('KAFKA_PARTITION_INVALID', `record ${index}`, { retriable: false });
};

/**
 * Makes a sender (see `Sender` for what it promises). The producer is plain, not idempotent and not transactional, because
 * kafkajs' idempotent one can lose records (K2); repeats are removed by the readers.
 */
export const createSender = (client: KafkaClient, options: SenderOptions = {}): Sender => {
  const { maxRequestBytes, maxRequestRecords, deadlineMs: usualDeadlineMs, ...rest } = { ...DEFAULTS, ...options };
  const { now, random, backoff } = rest;
  const limits = { maxBytes: maxRequestBytes, maxRecords: maxRequestRecords };
  const connection = createProducerConnection(client, backoff, now, random);
  const stopping = new AbortController();
  const ackTimeoutMs = Math.ceil(client.settings.requestTimeoutMs * ACK_TIMEOUT_SHARE);
  const shared = { ackTimeoutMs, backoff, now, random, connection, observe: client.observe, stopping: stopping.signal };
  const lanes = createLaneQueues(shared, limits);
  let closed: Promise<void> | undefined;

  const close = async (deadlineMs: number): Promise<void> => {
    await settledWithin(lanes.idle(), deadlineMs);
    stopping.abort();
    await settledWithin(connection.close(), deadlineMs);
  };

  return {
    start: async () => {
      await connection.ready();
    },
    send: async (records, { signal, deadlineMs = usualDeadlineMs } = {}) => {
      if (closed !== undefined) throw new KafkaError('KAFKA_SENDER_STOPPED', '', { retriable: true });
      if (records.length === 0) return [];
      requirePartitions(records);
      const parcels = splitIntoParcels(records, limits);
      const job = createSendJob(parcels.length, now() + deadlineMs, signal);
      for (const parcel of parcels) lanes.enqueue({ parcel, job });
      return job.done;
    },
    failingSinceAt: () => earliest([connection.failingSinceAt(), ...lanes.failingSinceAts()]),
    stop: (deadlineMs) => {
      closed ??= close(deadlineMs);
      return closed;
    },
  };
};
