import { markHardDeletesGone, readOutlivedHardDeletes } from '@varselvakt/store';
import { hardDeletedKey, markerKey } from './deletion-records.ts';
import type { DeletionWork } from './deletion-work.ts';

/** A month after a million deletions a million records are old enough: what is left waits for the next run, so that deletions do not. */
const maxBatchesPerRun = 20;

/**
 * Tombstones HardDeleted records that every reader has had time to act on, so that not even ids stay on the log. False: some are left. Throws
 * KafkaError or StoreError; a repeat is safe.
 */
export async function retireHardDeletes(work: DeletionWork, ageDays: number): Promise<boolean> {
  for (let batch = 0; batch < maxBatchesPerRun && !work.signal.aborted; batch += 1) {
    const records = await readOutlivedHardDeletes(work.client, ageDays, work.maxAggregateCount);
    if (records.length === 0) return true;
    const tombstones = records.map(({ topic, partition, receiptId }) => ({
      topic,
      partition,
      key: hardDeletedKey(receiptId),
      value: null,
    }));
    await work.sender.send(tombstones, { signal: work.signal });
    await markHardDeletesGone(
      work.client,
      records.map(({ erasureNumber }) => erasureNumber),
    );
    work.observe({ type: 'HardDeletesOutlived', count: records.length });
  }
  return false;
}

/**
 * Appends one record to every partition. Kafka closes a segment only when something is appended, and never compacts the open one: on
 * a quiet partition erased text would lie there for ever. The record is a tombstone of a key that nobody uses.
 */
export async function appendMarkers(work: DeletionWork, partitionCount: number): Promise<void> {
  const partitions = Array.from({ length: partitionCount }, (_, partition) => partition);
  await work.sender.send(
    partitions.map((partition) => ({ topic: work.eventsTopic, partition, key: markerKey(partition), value: null })),
    { signal: work.signal },
  );
}
