import { createRequire } from 'node:module';
import type { TimestampType } from '../record/record.ts';
import { ask, type RawBroker, refuse } from './raw-cluster.ts';

/**
 * The first record at or behind an offset that a reader of committed records would get. NOTHING: up to the end there are only
 * transaction markers, aborted records and gaps. Its content is never looked at.
 */
export type NextRecord =
  | {
      readonly outcome: 'RECORD';
      readonly offset: bigint;
      /** Milliseconds since the epoch. */
      readonly timestampAt: number;
      readonly timestampType: TimestampType;
    }
  | { readonly outcome: 'NOTHING' }
  /** It was not found within a few fetches, or the broker gave nothing in time. */
  | { readonly outcome: 'UNKNOWN' };

export type RecordPlace = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** As far as there may be something: the last stable offset. */
  readonly endOffset: bigint;
};

type RawMessage = {
  readonly offset: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: string;
  readonly isControlRecord?: boolean;
  readonly batchContext?: { readonly timestampType?: number };
};
type RawFetched = {
  readonly errorCode: number;
  readonly messages: readonly RawMessage[];
  readonly abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[];
};
type FetchAnswer = { readonly responses: readonly { readonly partitions: readonly RawFetched[] }[] };
type Filter = (fetched: RawFetched) => readonly RawMessage[];

const filterAborted = createRequire(import.meta.url)('kafkajs/src/consumer/filterAbortedMessages.js') as Filter;

/** Batches of nothing but markers in a row; one fetch gives one batch. */
const MAX_FETCHES = 8;
const MAX_WAIT_MS = 500;
const TIMESTAMP_TYPES: Readonly<Record<number, TimestampType>> = { 0: 'CreateTime', 1: 'LogAppendTime' };

const fetchBatch = async (broker: RawBroker, { topic, partition }: RecordPlace, from: bigint): Promise<RawFetched> => {
  const { responses } = await ask<FetchAnswer>(broker, 'Fetch', {
    replicaId: -1,
    isolationLevel: 1,
    maxWaitTime: MAX_WAIT_MS,
    minBytes: 1,
    maxBytes: 1, // a broker gives at least one whole batch, and not more than that is wanted
    topics: [{ topic, partitions: [{ partition, fetchOffset: from.toString(), maxBytes: 1 }] }],
  });
  const fetched = responses[0]?.partitions[0];
  refuse(fetched?.errorCode ?? 0);
  return fetched ?? { errorCode: 0, messages: [], abortedTransactions: [] };
};

const toRecord = ({ offset, timestamp, batchContext }: RawMessage): NextRecord => ({
  outcome: 'RECORD',
  offset: BigInt(offset),
  timestampAt: Number(timestamp),
  timestampType: TIMESTAMP_TYPES[batchContext?.timestampType ?? -1] ?? 'NoTimestampType',
});

/** Finds the record that a group will read next. Throws what kafkajs throws, for one when the offset is no longer in the log. */
export const readNextRecord = async (broker: RawBroker, place: RecordPlace): Promise<NextRecord> => {
  let from = place.offset;
  for (let fetchCount = 0; fetchCount < MAX_FETCHES; fetchCount += 1) {
    if (from >= place.endOffset) return { outcome: 'NOTHING' };
    const fetched = await fetchBatch(broker, place, from);
    const next = filterAborted(fetched).find(
      ({ offset, isControlRecord }) => isControlRecord !== true && BigInt(offset) >= from,
    );
    if (next !== undefined) return BigInt(next.offset) < place.endOffset ? toRecord(next) : { outcome: 'NOTHING' };
    const last = fetched.messages.at(-1);
    if (last === undefined || BigInt(last.offset) < from) return { outcome: 'UNKNOWN' };
    from = BigInt(last.offset) + 1n;
  }
  return { outcome: 'UNKNOWN' };
};
