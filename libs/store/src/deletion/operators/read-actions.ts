import { encodeTextArray } from '../../binary/array-encoding.ts';
import type { StoreClient } from '../../connect.ts';
import { readActions } from '../../sql/deleter/operators/deletions-overview.ts';
import type { Operator, OperatorAction } from './record-action.ts';

/** What an operator did. */
export type RecordedAction = Operator & {
  /** Milliseconds since the epoch. */
  readonly doneAt: number;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** The last acts of these kinds, the newest first. Throws StoreError. */
export async function readRecordedActions(
  client: StoreClient,
  actions: readonly OperatorAction[],
  maxCount: number,
): Promise<readonly RecordedAction[]> {
  return (await client.run(readActions, [encodeTextArray(actions), maxCount])).rows.map((row) => ({
    doneAt: Math.round(Number(row['done_at_ms'])),
    actor: row['actor'] as string,
    action: row['action'] as string,
    reason: row['reason'] as string,
    detail: row['detail'] as Readonly<Record<string, unknown>>,
  }));
}
