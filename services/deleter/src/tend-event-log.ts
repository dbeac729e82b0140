import { markHardDeletesGone, readOutlivedHardDeletes } from '@varselvakt/store';
import { hardDeletedKey, markerKey } from './deletion-records.ts';
import type { DeletionWork } from './deletion-work.ts';

/** Tombstones HardDeleted records that every reader has had time to act on, so that not even ids stay on the log. */
export async function retireHardDeletes(work: DeletionWork, ageDays: number): Promise<void> {
  while (!work.signal.aborted) {
    const records = await readOutlivedHardDeletes(work.client, ageDays, work.maxAggregateCount);
    if (records.length === 0) return;
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
