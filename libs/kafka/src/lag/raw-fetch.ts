import { createRequire } from 'node:module';
import type { RawRecord } from '../record/record.ts';
import { ask, type RawBroker, refuse } from './raw-cluster.ts';

export type RecordPlace = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** As far as there may be something: the last stable offset. */
  readonly endOffset: bigint;
};

export type RawMessage = RawRecord & { readonly isControlRecord?: boolean };
type RawFetched = {
  readonly errorCode: number;
  readonly messages: readonly RawMessage[];
  readonly abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[];
};
type FetchAnswer = { readonly responses: readonly { readonly partitions: readonly RawFetched[] }[] };
type Filter = (fetched: RawFetched) => readonly RawMessage[];

const filterAborted = createRequire(import.meta.url)('kafkajs/src/consumer/filterAbortedMessages.js') as Filter;

const MAX_WAIT_MS = 500;

/** What one fetch gave: records that a reader of committed records would get, and how far it reached. */
export type FetchedStretch = {
  readonly messages: readonly RawMessage[];
  /** The next offset to ask for; the one that was asked for when the broker gave nothing in time. */
  readonly nextOffset: bigint;
};

/**
 * Fetches from an offset on, once. A broker gives at least one whole batch, and not more than `maxBytes` otherwise. Throws what kafkajs
 * throws, for one when the offset is no longer in the log.
 */
export const fetchFrom = async (
  broker: RawBroker,
  { topic, partition, offset, endOffset }: RecordPlace,
  maxBytes: number,
): Promise<FetchedStretch> => {
  const { responses } = await ask<FetchAnswer>(broker, 'Fetch', {
    replicaId: -1,
    isolationLevel: 1,
    maxWaitTime: MAX_WAIT_MS,
    minBytes: 1,
    maxBytes,
    topics: [{ topic, partitions: [{ partition, fetchOffset: offset.toString(), maxBytes }] }],
  });
  const fetched = responses[0]?.partitions[0] ?? { errorCode: 0, messages: [], abortedTransactions: [] };
  refuse(fetched.errorCode);
  const last = fetched.messages.at(-1);
  const messages = filterAborted(fetched).filter((message) => {
    const at = BigInt(message.offset);
    return message.isControlRecord !== true && at >= offset && at < endOffset;
  });
  const reached = last === undefined ? offset : BigInt(last.offset) + 1n;
  return { messages, nextOffset: reached > offset ? reached : offset };
};
