import type { StoreClient } from '../../connect.ts';
import { readPlannable } from '../../sql/deleter/operators/plannable.ts';

/** What a run would delete now of one producer's label for one cause. */
export type PlannableDeletions = {
  readonly producerId: string;
  readonly label: string;
  readonly cause: string;
  readonly goingCount: number;
  /** Of these: not due themselves, but they go with their case. */
  readonly alongCount: number;
};

/** What a run would delete now, if it may plan and nothing gets in its way; changes nothing. Throws StoreError. */
export async function readPlannableDeletions(client: StoreClient): Promise<readonly PlannableDeletions[]> {
  const { rows } = await client.run(readPlannable);
  return rows.map((row) => ({
    producerId: row['producer_id'] as string,
    label: row['label'] as string,
    cause: row['cause'] as string,
    goingCount: Number(row['going_count']),
    alongCount: Number(row['along_count']),
  }));
}
