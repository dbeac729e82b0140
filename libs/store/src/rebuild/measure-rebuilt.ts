import type { StoreClient } from '../connect.ts';
import { countRebuilt } from '../sql/rebuild.ts';

/** What stands in the tables after a rebuild. */
export type RebuiltCounts = {
  /** Events, by their identities, by their contents, both together, and as their aggregates count them: all equal. */
  readonly identityCount: number;
  readonly contentCount: number;
  readonly wholeCount: number;
  readonly countedCount: number;
  readonly aggregateCount: number;
  /** Groups that a case owns. */
  readonly groupCount: number;
  /** Due already: they go as soon as the deleter may plan. */
  readonly dueCount: number;
  /** To be published by the persister. */
  readonly outboxCount: number;
};

/** Reads every row of the large tables. Throws StoreError. */
export async function measureRebuilt(client: StoreClient): Promise<RebuiltCounts> {
  const row = (await client.run(countRebuilt)).rows[0] ?? {};
  return {
    identityCount: Number(row['identity_count']),
    contentCount: Number(row['content_count']),
    wholeCount: Number(row['whole_count']),
    countedCount: Number(row['counted_count']),
    aggregateCount: Number(row['aggregate_count']),
    groupCount: Number(row['group_count']),
    dueCount: Number(row['due_count']),
    outboxCount: Number(row['outbox_count']),
  };
}
