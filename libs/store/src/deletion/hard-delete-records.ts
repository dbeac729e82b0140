import { encodeInt8Array } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { markRecordsGone, readOutlivedRecords } from '../sql/deleter/hard-delete-records.ts';

/** A HardDeleted record on the log that has done its work. */
export type OutlivedRecord = {
  readonly erasureNumber: bigint;
  readonly receiptId: string;
  readonly topic: string;
  readonly partition: number;
};

/** Records older than `ageDays` that have no tombstone yet, oldest first. Throws StoreError. */
export async function readOutlivedHardDeletes(
  client: StoreClient,
  ageDays: number,
  maxCount: number,
): Promise<readonly OutlivedRecord[]> {
  const { rows } = await client.run(readOutlivedRecords, [ageDays, maxCount]);
  return rows.map((row) => ({
    erasureNumber: BigInt(row['erasure_number'] as string),
    receiptId: row['receipt_id'] as string,
    topic: row['record_topic'] as string,
    partition: Number(row['record_partition']),
  }));
}

/** Notes that Kafka has acknowledged their tombstones. Throws StoreError. */
export async function markHardDeletesGone(client: StoreClient, erasureNumbers: readonly bigint[]): Promise<void> {
  await client.run(markRecordsGone, [encodeInt8Array(erasureNumbers)]);
}
