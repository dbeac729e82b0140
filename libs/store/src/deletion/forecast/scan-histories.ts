import type { Row } from '../../act.ts';
import { encodeTextArray } from '../../binary/array-encoding.ts';
import type { StoreClient } from '../../connect.ts';
import { toIsoDay } from '../../content-partition.ts';
import { findNextContentDay, readHistoriesOfDay } from '../../sql/deleter/operators/contents.ts';

/** A case or notification that waits for the end of its retention, with everything that was said about it. */
export type StoredHistory = {
  readonly aggregateId: string;
  readonly producerId: string;
  readonly label: string;
  /** Milliseconds since the epoch. */
  readonly deleteAt: number;
  /** Record values as they lie on the event log, in their order. */
  readonly payloads: readonly Buffer[];
};

/** So many records are in memory at a time. */
const usualBatchCount = 2_000;
const firstId = '00000000-0000-0000-0000-000000000000';
const firstDay = -1;

/**
 * Reads the histories of everything under these labels that goes by its retention, without a long transaction; what moves meanwhile may be
 * read twice. Throws StoreError, and whatever `onHistories` throws.
 */
export async function scanHistories(
  client: StoreClient,
  labels: readonly string[],
  onHistories: (histories: readonly StoredHistory[]) => Promise<void>,
  batchCount = usualBatchCount,
): Promise<void> {
  const names = encodeTextArray(labels);
  for (let day = await nextDay(client, firstDay); day !== null; day = await nextDay(client, day)) {
    let waiting: readonly Row[] = [];
    for (;;) {
      const last = waiting.at(-1);
      const after = [last?.['aggregate_id'] ?? firstId, last?.['event_id'] ?? firstId];
      const { rows } = await client.runOnce(readHistoriesOfDay, [toIsoDay(day), ...after, batchCount, names]);
      const isLast = rows.length < batchCount;
      const all = [...waiting, ...rows];
      // The last one's other events may come with the next batch.
      const openId = isLast ? null : all.at(-1)?.['aggregate_id'];
      const whole = all.filter((row) => row['aggregate_id'] !== openId);
      waiting = all.filter((row) => row['aggregate_id'] === openId);
      if (whole.length > 0) await onHistories(toHistories(whole));
      if (isLast) break;
    }
  }
}

function toHistories(rows: readonly Row[]): readonly StoredHistory[] {
  return [...Map.groupBy(rows, (row) => row['aggregate_id'] as string)].map(([aggregateId, own]) => ({
    aggregateId,
    producerId: own[0]?.['producer_id'] as string,
    label: own[0]?.['label'] as string,
    deleteAt: Math.round(Number(own[0]?.['delete_at_ms'])),
    payloads: own
      .toSorted((left, right) => Number(BigInt(left['log_offset'] as string) - BigInt(right['log_offset'] as string)))
      .map((row) => row['payload'] as Buffer),
  }));
}

async function nextDay(client: StoreClient, after: number): Promise<number | null> {
  const { rows } = await client.run(findNextContentDay, [toIsoDay(after)]);
  return rows[0] === undefined ? null : Number(rows[0]['day']);
}
