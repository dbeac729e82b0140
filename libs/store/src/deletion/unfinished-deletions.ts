import { encodeUuidArray } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { unmarkDeleting } from '../sql/deleter/finish-deletions.ts';
import { deletePlan, readMarked, readOldestPlan } from '../sql/deleter/plan-deletions.ts';
import { readLogKeys } from './log-keys.ts';
import { idOf, type PlannedBatch, type PlannedDeletion, toCandidate } from './planned-deletion.ts';

export type UnfinishedDeletions = {
  /** Null: nothing is left. */
  readonly batch: PlannedBatch | null;
  /** Log keys and events of these do not add up any more: their plan was taken back. */
  readonly replanned: readonly string[];
};

/**
 * The oldest batch that was planned before a crash and is not finished, with everything that has to be published (again). It may
 * be empty, and is finished all the same. Throws StoreError.
 */
export async function readUnfinishedDeletions(client: StoreClient): Promise<UnfinishedDeletions> {
  const plan = (await client.run(readOldestPlan)).rows[0];
  if (plan === undefined) return { batch: null, replanned: [] };
  const all = await readPlanned(client, plan['aggregate_ids'] as readonly string[]);
  const replanned = all.filter(({ records, eventCount }) => records.length !== eventCount).map(idOf);
  if (replanned.length > 0) await takeBackPlans(client, replanned);
  const planned = all.filter(({ records, eventCount }) => records.length === eventCount);
  return { batch: { planNumber: BigInt(plan['plan_number'] as string), planned }, replanned };
}

async function readPlanned(client: StoreClient, aggregateIds: readonly string[]): Promise<readonly PlannedDeletion[]> {
  const { rows } = await client.run(readMarked, [encodeUuidArray(aggregateIds)]);
  const marked = rows.map((row) => ({
    ...toCandidate(row),
    receiptId: row['receipt_id'] as string,
    plannedAt: Math.round(Number(row['planned_at_ms'])),
  }));
  const placesById = await readLogKeys(client, marked);
  return marked.map((one) => ({ ...one, records: placesById.get(one.aggregateId) ?? [] }));
}

/** Removes a plan of which nothing is left to do. Throws StoreError. */
export async function forgetPlan(client: StoreClient, planNumber: bigint): Promise<void> {
  await client.run(deletePlan, [planNumber.toString()]);
}

/**
 * They are due as before and will be planned anew. Whatever was published of them is published again then, which does no harm; a
 * missing tombstone would. Throws StoreError.
 */
async function takeBackPlans(client: StoreClient, aggregateIds: readonly string[]): Promise<void> {
  await client.run(unmarkDeleting, [encodeUuidArray(aggregateIds)]);
}
