import type { Row } from '../act.ts';
import type { StoreClient } from '../connect.ts';
import { toIsoDay } from '../content-partition.ts';
import {
  attachText,
  detachText,
  findAnyRow,
  finishDetachText,
  forgetPartition,
  markPartitionClean,
  readAttachment,
  readDirtyPartitions,
  readPastPartitions,
  rewriteText,
} from '../sql/deleter/content-cleaning.ts';

type ContentPartition = { readonly day: number; readonly tableName: string };

/**
 * Drops partitions of event_content whose day is over and from which every row is gone: the file with the erased texts is unlinked. Gives
 * the number dropped; those that still hold rows do not count, for they may be the oldest for years. Throws StoreError; a repeat goes on
 * where it was broken off.
 */
export async function dropExpiredPartitions(client: StoreClient, maxCount: number): Promise<number> {
  const { rows } = await client.run(readPastPartitions);
  let droppedCount = 0;
  for (const partition of rows.map(toPartition)) {
    if (droppedCount >= maxCount) break;
    if (await dropIfEmpty(client, partition)) droppedCount += 1;
  }
  return droppedCount;
}

/**
 * Rewrites partitions in which deleted rows have left readable bytes for `olderThanHours`: a deletion and even a VACUUM leave them in the
 * pages. Whoever writes to that day waits meanwhile. Gives the number rewritten. Throws StoreError; a repeat is safe.
 */
export async function rewriteDirtyPartitions(
  client: StoreClient,
  olderThanHours: number,
  maxCount: number,
): Promise<number> {
  const { rows } = await client.run(readDirtyPartitions, [olderThanHours, maxCount]);
  const partitions = rows.map(toPartition);
  for (const { tableName } of partitions) {
    await client.transaction(async () => {
      await client.runScript('rewrite-content-partition', rewriteText(tableName));
      // In the same transaction, while the table is still locked: no deletion can come in between and be forgotten.
      await client.run(markPartitionClean, [tableName]);
    });
  }
  return partitions.length;
}

async function dropIfEmpty(client: StoreClient, { day, tableName }: ContentPartition): Promise<boolean> {
  const attachment = (await client.run(readAttachment, [tableName])).rows[0];
  if (attachment?.['is_there'] !== true) {
    await client.run(forgetPartition, [tableName]);
    return false;
  }
  if (attachment['is_attached'] === true) {
    if (attachment['is_half_detached'] !== true && (await hasRows(client, tableName))) return false;
    const isHalf = attachment['is_half_detached'] === true;
    await client.runScript('detach-content-partition', isHalf ? finishDetachText(tableName) : detachText(tableName));
  }
  // From here on nobody can put a row into it; one that came before the detaching keeps it.
  if (await hasRows(client, tableName)) {
    await client.runScript('attach-content-partition', attachText(tableName, toIsoDay(day), toIsoDay(day + 1)));
    return false;
  }
  await client.transaction(async () => {
    await client.run(forgetPartition, [tableName]);
    await client.runScript('drop-content-partition', `drop table ${tableName}`);
  });
  return true;
}

async function hasRows(client: StoreClient, tableName: string): Promise<boolean> {
  const { rows } = await client.runOnce(findAnyRow(tableName), []);
  return rows[0]?.['found'] === true;
}

const toPartition = (row: Row): ContentPartition => ({
  day: Number(row['content_day']),
  tableName: row['table_name'] as string,
});
