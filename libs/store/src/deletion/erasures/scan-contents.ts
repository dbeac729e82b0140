import type { Row } from '../../act.ts';
import type { StoreClient } from '../../connect.ts';
import { toIsoDay } from '../../content-partition.ts';
import { countStoredEvents, findNextContentDay, readContentsOfDay } from '../../sql/deleter/operators/contents.ts';

/** A record value as it lies on the event log. */
export type StoredContent = { readonly aggregateId: string; readonly payload: Buffer };

/** So many records are in memory at a time. */
const usualBatchCount = 2_000;
const firstId = '00000000-0000-0000-0000-000000000000';
const firstDay = -1;

/**
 * Reads everything that is stored, some records at a time, without a long transaction. What moves meanwhile moves to a later day and is
 * read there (perhaps twice); what comes meanwhile may be missed. Throws StoreError, and whatever `onContents` throws.
 */
export async function scanContents(
  client: StoreClient,
  onContents: (contents: readonly StoredContent[]) => Promise<void>,
  batchCount = usualBatchCount,
): Promise<void> {
  for (let day = await nextDay(client, firstDay); day !== null; day = await nextDay(client, day)) {
    let last = { aggregateId: firstId, eventId: firstId };
    for (;;) {
      const params = [toIsoDay(day), last.aggregateId, last.eventId, batchCount];
      const { rows } = await client.runOnce(readContentsOfDay, params);
      if (rows.length > 0) await onContents(rows.map(toContent));
      const row = rows.at(-1);
      if (row === undefined || rows.length < batchCount) break;
      last = { aggregateId: row['aggregate_id'] as string, eventId: row['event_id'] as string };
    }
  }
}

const toContent = (row: Row): StoredContent => ({
  aggregateId: row['aggregate_id'] as string,
  payload: row['payload'] as Buffer,
});

async function nextDay(client: StoreClient, after: number): Promise<number | null> {
  const { rows } = await client.run(findNextContentDay, [toIsoDay(after)]);
  return rows[0] === undefined ? null : Number(rows[0]['day']);
}

/** How many events are stored: how long a scan takes. Reads every aggregate; throws StoreError. */
export async function countEvents(client: StoreClient): Promise<number> {
  return Number((await client.run(countStoredEvents)).rows[0]?.['event_count']);
}
