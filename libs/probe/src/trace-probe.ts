import { type IncomingRecord, KafkaError, type LagReader, type RecordReader } from '@varselvakt/kafka';
import type { ProbeRows } from '@varselvakt/store';
import type { ProbeSight } from './probe-way.ts';

/** What is needed to see where a probe is. None of it waits for the services. */
export type TraceParts = {
  readonly offsets: Pick<LagReader, 'topicOffsets'>;
  readonly records: Pick<RecordReader, 'read'>;
  /** Throws StoreError. */
  readonly findRows: (eventId: string, aggregateId: string) => Promise<ProbeRows>;
};

/** One probe, and where on the event log its records come. */
export type TracedProbe = {
  readonly eventId: string;
  readonly aggregateId: string;
  readonly topic: string;
  readonly partition: number;
  /** Nothing of it lies before this. */
  readonly fromOffset: bigint;
};

const FETCH_BYTES = 1_048_576;
/** A look does not go on for ever on a partition that grows faster than it is read: the next one goes on. */
const MAX_FETCHES = 16;

/** The end of a partition for those who read committed records. Throws KafkaError. */
export async function readLogEnd(offsets: TraceParts['offsets'], topic: string, partition: number): Promise<bigint> {
  const answer = (await offsets.topicOffsets([topic])).get(topic);
  const found = answer?.outcome === 'READ' ? answer.partitions.find((one) => one.partition === partition) : undefined;
  if (found === undefined)
    throw new KafkaError(answer?.outcome === 'FAILED' ? answer.code : 'KAFKA_UNKNOWN', topic, { retriable: true });
  return found.stableOffset;
}

/**
 * Follows one probe: each call looks once at the tables and at the one partition of the log. While the probe waits for its deletion the log
 * is not read at all. Throws KafkaError or StoreError; the next call looks again.
 */
export function traceProbe(probe: TracedProbe, { offsets, records, findRows }: TraceParts): () => Promise<ProbeSight> {
  const { eventId, aggregateId, topic, partition } = probe;
  const seen = { onLogAt: null as number | null, isStored: false, hasTombstone: false };
  let from = probe.fromOffset;

  const note = ({ key, value, timestampMs }: IncomingRecord): void => {
    if (key?.toString('latin1').startsWith(`${eventId}:`) !== true) return;
    if (value !== null) seen.onLogAt ??= timestampMs;
    else if (seen.isStored) seen.hasTombstone = true;
  };
  const readTo = async (endOffset: bigint): Promise<void> => {
    for (let fetches = 0; fetches < MAX_FETCHES && from < endOffset; fetches += 1) {
      const stretch = await records.read({ topic, partition, offset: from, endOffset }, FETCH_BYTES);
      for (const record of stretch.records) note(record);
      if (stretch.nextOffset === from) return;
      from = stretch.nextOffset;
    }
  };

  return async () => {
    // Before the tables: what is not planned there has no tombstone below this end.
    const endOffset = await readLogEnd(offsets, topic, partition);
    const rows = await findRows(eventId, aggregateId);
    seen.isStored ||= rows.isStored;
    if (seen.onLogAt === null) await readTo(endOffset);
    if (rows.isStored && rows.isUntouched) from = endOffset;
    else if (seen.isStored && !seen.hasTombstone) await readTo(endOffset);
    return {
      onLogAt: seen.onLogAt,
      isStored: seen.isStored,
      isGone: seen.isStored && seen.hasTombstone && rows.isGone,
    };
  };
}
