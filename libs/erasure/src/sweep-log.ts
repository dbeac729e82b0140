import type { IncomingRecord } from '@varselvakt/kafka';
import { findErased, findInFlight, noteFindings, type Sweep } from '@varselvakt/store';
import { type Candidate, type Candidates, createCandidates, tombstoneOf } from './candidates.ts';
import { createRecordReader, type RecordReader } from './named-records.ts';
import { type LogReader, openLogReader, readEndOffsets } from './read-log.ts';
import type { SweepParts, SweptPart } from './sweep-parts.ts';

/**
 * Reads on in the event log, up to `maxCount` records, and tombstones those of erased aggregates that no tombstone follows, where
 * they lie. Throws KafkaError, StoreError, RegistryUnavailable, WaitAborted; a repeat goes on where the sweep was saved.
 */
export async function sweepLog(parts: SweepParts, sweep: Sweep, maxCount: number): Promise<SweptPart> {
  if (isLogRead(sweep)) return { sweep, foundCount: 0 };
  const reading = createReading(parts, sweep, maxCount);
  const reader = await openLogReader({
    client: parts.kafka,
    topic: parts.topic,
    groupId: parts.groupId,
    fromOffsets: sweep.nextOffsets,
    onRecords: reading.onRecords,
  });
  try {
    await reader.readUntil(reading.isRead, parts.signal);
    const found = await findLeftovers(parts, reader, reading.candidates);
    if (!parts.isDryRun && found.length > 0) {
      const tombstones = found.map((candidate) => tombstoneOf(parts.topic, candidate));
      await parts.sender.send(tombstones, { signal: parts.signal });
      await noteFindings(parts.client, sweep.sweepNumber, found, 'LOG');
    }
    return { sweep: reading.moved(), foundCount: found.length };
  } finally {
    await reader.stop();
  }
}

/** Whether the log has been read to where it ended when the sweep began. */
export const isLogRead = ({ nextOffsets, endOffsets }: Sweep): boolean =>
  endOffsets.every((end, partition) => (nextOffsets[partition] ?? 0n) >= end);

/** How far the records have been compared; from there on only tombstones are of interest. */
function createReading(parts: SweepParts, sweep: Sweep, maxCount: number) {
  const candidates = createCandidates(parts.maxCandidateCount);
  const read = createRecordReader(parts.registry, parts.topic, parts.now);
  /** Where comparing ended before the end of the log, by partition. */
  const stoppedAt = new Map<number, bigint>();
  let comparedCount = 0;
  const endOf = (partition: number) => sweep.endOffsets[partition] ?? 0n;
  const choose = (partition: number, records: readonly IncomingRecord[]): readonly IncomingRecord[] => {
    if (stoppedAt.has(partition)) return [];
    const wanted = records.filter(({ offset }) => offset < endOf(partition));
    const chosen = candidates.isFull() ? [] : wanted.slice(0, Math.max(0, maxCount - comparedCount));
    const next = wanted[chosen.length];
    if (next !== undefined) stoppedAt.set(partition, next.offset);
    comparedCount += chosen.length;
    return chosen;
  };
  return {
    candidates,
    onRecords: async (partition: number, records: readonly IncomingRecord[]): Promise<void> => {
      await compare(parts, read, candidates, choose(partition, records));
      for (const record of records) if (record.value === null) candidates.strike(record);
      parts.onProgress({ rowCount: sweep.rowCount, recordCount: sweep.recordCount + comparedCount });
    },
    isRead: (positions: readonly bigint[]): boolean =>
      positions.every((position, partition) => stoppedAt.has(partition) || position >= endOf(partition)),
    moved: (): Sweep => ({
      ...sweep,
      nextOffsets: sweep.endOffsets.map((end, partition) => stoppedAt.get(partition) ?? end),
      recordCount: sweep.recordCount + comparedCount,
    }),
  };
}

async function compare(
  { client }: SweepParts,
  read: RecordReader,
  candidates: Candidates,
  records: readonly IncomingRecord[],
): Promise<void> {
  const named = await read(records.filter(({ value }) => value !== null));
  if (named.length === 0) return;
  const erased = await findErased(
    client,
    named.map((one) => one.named),
  );
  named.forEach(({ record: { partition, offset, key } }, index) => {
    const erasureNumber = erased[index] ?? null;
    if (erasureNumber !== null) candidates.add({ partition, offset, key, erasureNumber });
  });
}

/**
 * The candidates that no tombstone follows. Whatever was erased had its tombstones before its line was in the ledger, and a late event
 * gets one when the persister has come to it: so the log is read to where it ends after both have been asked, and no find is a false one.
 */
async function findLeftovers(
  { client, admin, topic, signal }: SweepParts,
  reader: LogReader,
  candidates: Candidates,
): Promise<readonly Candidate[]> {
  const all = candidates.all();
  if (all.length === 0) return [];
  const inFlight = await findInFlight(client, topic, all);
  const suspects = new Set(all.filter((_, index) => !inFlight.has(index)));
  if (suspects.size === 0) return [];
  const { ends } = await readEndOffsets(admin, topic);
  const partitions = new Set([...suspects].map(({ partition }) => partition));
  await reader.readUntil(
    (positions) => positions.every((position, at) => !partitions.has(at) || position >= (ends[at] ?? 0n)),
    signal,
  );
  return candidates.all().filter((candidate) => suspects.has(candidate));
}
