import { encodeUuidArray } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { unmarkDeleting } from '../sql/deleter/finish-deletions.ts';
import { readUnfinished } from '../sql/deleter/plan-deletions.ts';
import { type BatchLimits, takeWithin } from './decide-plan.ts';
import { readLogKeys } from './log-keys.ts';
import { idOf, type PlannedDeletion, toCandidate } from './planned-deletion.ts';

export type UnfinishedDeletions = {
  readonly planned: readonly PlannedDeletion[];
  /** Log keys and events of these do not add up any more: their plan was taken back. */
  readonly replanned: readonly string[];
};

/**
 * What was planned before a crash and is not gone, oldest first, with everything that has to be published (again). Empty lists: nothing
 * is left. Throws StoreError.
 */
export async function readUnfinishedDeletions(client: StoreClient, limits: BatchLimits): Promise<UnfinishedDeletions> {
  const { rows } = await client.run(readUnfinished, [limits.maxAggregateCount]);
  const marked = rows.map((row) => ({
    ...toCandidate(row),
    receiptId: row['receipt_id'] as string,
    plannedAt: Math.round(Number(row['planned_at_ms'])),
  }));
  const some = takeWithin(marked, limits.maxEventCount);
  const placesById = await readLogKeys(client, some);
  const all = some.map((one) => ({ ...one, records: placesById.get(one.aggregateId) ?? [] }));
  const replanned = all.filter(({ records, eventCount }) => records.length !== eventCount).map(idOf);
  if (replanned.length > 0) await takeBackPlans(client, replanned);
  return { planned: all.filter(({ records, eventCount }) => records.length === eventCount), replanned };
}

/**
 * They are due as before and will be planned anew. Whatever was published of them is published again then, which does no harm; a
 * missing tombstone would. Throws StoreError.
 */
export async function takeBackPlans(client: StoreClient, aggregateIds: readonly string[]): Promise<void> {
  await client.run(unmarkDeleting, [encodeUuidArray(aggregateIds)]);
}
