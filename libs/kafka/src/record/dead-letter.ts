import { createHash } from 'node:crypto';
import { recordBytes } from '../send/parcels.ts';
import { partitionFor } from './partitioner.ts';
import type { IncomingRecord, OutgoingHeaders, OutgoingRecord } from './record.ts';

/** Why a record ends here. Codes and paths only; nothing of the record's content. */
export type DeadLetterFailure = {
  readonly code: string;
  /** Where in the record, as field names and indexes; null when it concerns the whole. */
  readonly path: string | null;
  readonly consumerGroup: string;
  /** How many times the record was tried, this time included. */
  readonly attemptCount: number;
  /** Milliseconds since the epoch. */
  readonly firstFailureAt: number;
};

export type DeadLetterTarget = {
  readonly topic: string;
  readonly partitionCount: number;
  /** Most bytes of one dead letter, headers included; above it only a pointer is kept. Default 1,000,000. */
  readonly maxRecordBytes?: number;
};

const DEFAULT_MAX_RECORD_BYTES = 1_000_000;
/** What Spring puts the Java class into; ours is one name for all, the code tells the rest. */
const EXCEPTION_NAME = 'no.varselvakt.RecordRefused';
/** Headers of this form are ours alone: whoever reads a letter takes them for our word. */
const OWN_PREFIX = 'notif-';
/** A pointer keeps nothing of the original headers but these. */
const POINTER_HEADERS = ['traceparent', 'tracestate'] as const;

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const int64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};

/** Names and encodings of Spring Kafka's DeadLetterPublishingRecoverer, then our own (text). */
const failureHeaders = (original: IncomingRecord, failure: DeadLetterFailure): OutgoingHeaders => ({
  'kafka_dlt-original-topic': original.topic,
  'kafka_dlt-original-partition': int32(original.partition),
  'kafka_dlt-original-offset': int64(original.offset),
  'kafka_dlt-original-timestamp': int64(BigInt(original.timestampMs)),
  'kafka_dlt-original-timestamp-type': original.timestampType,
  'kafka_dlt-original-consumer-group': failure.consumerGroup,
  'kafka_dlt-exception-fqcn': EXCEPTION_NAME,
  'kafka_dlt-exception-message': failure.path === null ? failure.code : `${failure.code} at ${failure.path}`,
  'notif-error-code': failure.code,
  ...(failure.path === null ? {} : { 'notif-error-path': failure.path }),
  'notif-attempt': String(failure.attemptCount),
  'notif-first-failure-time': new Date(failure.firstFailureAt).toISOString(),
});

const pickHeaders = (original: IncomingRecord, names: readonly string[]): OutgoingHeaders => {
  const picked: Record<string, OutgoingHeaders[string]> = {};
  for (const name of names) {
    const value = Object.hasOwn(original.headers, name) ? original.headers[name] : undefined;
    if (value !== undefined) picked[name] = value;
  }
  return picked;
};

/** The record's own headers, without those that only look like ours. */
const originalHeaders = ({ headers }: IncomingRecord): OutgoingHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.toLowerCase().startsWith(OWN_PREFIX)));

/** What is known of a record that is too large to be kept: where it lay, how large it was, and its hash to prove a copy by. */
const pointerTo = (
  original: IncomingRecord,
  full: OutgoingRecord,
  failure: DeadLetterFailure,
  maxBytes: number,
): OutgoingRecord => {
  const value = original.value ?? Buffer.alloc(0);
  const keyFits = (original.key?.length ?? 0) <= maxBytes / 2;
  return {
    ...full,
    key: keyFits ? original.key : null,
    value: Buffer.alloc(0),
    headers: {
      ...pickHeaders(original, POINTER_HEADERS),
      ...failureHeaders(original, failure),
      'notif-original-size': String(value.length),
      'notif-original-sha256': createHash('sha256').update(value).digest('hex'),
    },
  };
};

/**
 * The dead letter for a record that can never be handled: original key and value bytes, original headers, and on top the headers
 * that Spring Kafka's tools read (ours win over the same names in the original, for those describe an earlier death; no `notif-*` of
 * the original is kept, also where we write none of that name).
 * Letters of one key share a partition. Never throws.
 */
export const deadLetterRecord = (
  original: IncomingRecord,
  failure: DeadLetterFailure,
  target: DeadLetterTarget,
): OutgoingRecord => {
  const { topic, partitionCount, maxRecordBytes = DEFAULT_MAX_RECORD_BYTES } = target;
  const partition =
    original.key === null ? original.partition % partitionCount : partitionFor(original.key, partitionCount);
  const headers: OutgoingHeaders = { ...originalHeaders(original), ...failureHeaders(original, failure) };
  const full: OutgoingRecord = { topic, partition, key: original.key, value: original.value, headers };
  return recordBytes(full) <= maxRecordBytes ? full : pointerTo(original, full, failure, maxRecordBytes);
};
