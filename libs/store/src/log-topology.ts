import type { StoreClient } from './connect.ts';
import { recordPartitionCount } from './sql/log-topology.ts';
import { StoreError } from './store-error.ts';

/**
 * Remembers how many partitions the event log has, or checks it against what was remembered. Throws StoreError
 * STORE_TOPOLOGY_CHANGED (no retry helps): with another count tombstones would miss the records they are meant for.
 */
export async function recordTopology(client: StoreClient, topic: string, partitionCount: number): Promise<void> {
  const { rows } = await client.run(recordPartitionCount, [topic, partitionCount]);
  const recorded = Number(rows[0]?.['partition_count']);
  if (recorded !== partitionCount) {
    throw new StoreError(
      'STORE_TOPOLOGY_CHANGED',
      `topic ${topic} has ${partitionCount} partitions, but ${recorded} were recorded at first start`,
    );
  }
}
