import { type TimestampType, toTimestampType } from '../record/record.ts';
import type { RawBroker } from './raw-cluster.ts';
import { fetchFrom, type RawMessage, type RecordPlace } from './raw-fetch.ts';

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

/** Batches of nothing but markers in a row; one fetch gives one batch. */
const MAX_FETCHES = 8;
/** Not more than a batch is wanted. */
const MAX_BYTES = 1;

const toRecord = (raw: RawMessage): NextRecord => ({
  outcome: 'RECORD',
  offset: BigInt(raw.offset),
  timestampAt: Number(raw.timestamp),
  timestampType: toTimestampType(raw),
});

/** Finds the record that a group will read next. Throws what kafkajs throws, for one when the offset is no longer in the log. */
export const readNextRecord = async (broker: RawBroker, place: RecordPlace): Promise<NextRecord> => {
  let from = place.offset;
  for (let fetchCount = 0; fetchCount < MAX_FETCHES; fetchCount += 1) {
    if (from >= place.endOffset) return { outcome: 'NOTHING' };
    const { messages, nextOffset } = await fetchFrom(broker, { ...place, offset: from }, MAX_BYTES);
    const [next] = messages;
    if (next !== undefined) return toRecord(next);
    if (nextOffset === from) return { outcome: 'UNKNOWN' };
    from = nextOffset;
  }
  return { outcome: 'UNKNOWN' };
};
