import { encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { contentTableOf } from '../content-partition.ts';
import { readStoredRecordsIn } from '../sql/stored-records.ts';
import { StoreError } from '../store-error.ts';
import type { BatchWrites } from './save-writes.ts';

/** A record of the event log as it was stored. */
export type StoredRecord = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer;
  readonly value: Buffer;
};

/**
 * Reads records of stored events, those that are being deleted left out; no deletion of the others can be planned until the transaction
 * ends. Throws StoreError; STORE_RACED when a content has moved since its day was read.
 */
export async function readStoredRecords(
  client: StoreClient,
  events: BatchWrites['repeatedEvents'],
): Promise<readonly StoredRecord[]> {
  const byDay = Map.groupBy(events, ({ contentDay }) => contentDay);
  const read = await runTogether(
    [...byDay].map(([day, some]) =>
      client.runOnce(readStoredRecordsIn(contentTableOf(day)), [encodeUuidArray(some.map(({ eventId }) => eventId))]),
    ),
  );
  return read
    .flatMap(({ rows }) => rows)
    .map((row) => {
      if (row['payload'] === null) throw new StoreError('STORE_RACED', 'a content has moved since its day was read');
      return {
        topic: row['topic'] as string,
        partition: Number(row['partition']),
        offset: BigInt(row['offset'] as string),
        key: row['key'] as Buffer,
        value: row['payload'] as Buffer,
      };
    });
}
