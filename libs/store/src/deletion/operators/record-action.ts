import type { StoreClient } from '../../connect.ts';
import { insertOperatorAction } from '../../sql/deleter/operators/operator-actions.ts';

/** Who acts, and why. */
export type Operator = { readonly actor: string; readonly reason: string };

export type OperatorAction =
  | 'HOLD_ADDED'
  | 'HOLD_RELEASED'
  | 'DELETIONS_PAUSED'
  | 'DELETIONS_RESUMED'
  | 'DELETIONS_APPROVED'
  /** Somebody looked for what is addressed to a person. */
  | 'SUBJECT_SOUGHT'
  | 'ERASURE_REQUESTED'
  /** Dead letters are about to be sent, were sent: these rows are also what keeps one from being sent twice. */
  | 'DEAD_LETTERS_REDRIVING'
  | 'DEAD_LETTERS_REDRIVEN'
  /** A consumer group is about to be moved; could not be moved. */
  | 'OFFSETS_RESETTING'
  | 'OFFSETS_NOT_RESET';

/** Writes down an act, inside the transaction in which it is done. Throws StoreError. */
export async function recordAction(
  client: StoreClient,
  action: OperatorAction,
  { actor, reason }: Operator,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await client.run(insertOperatorAction, [actor, action, reason, JSON.stringify(detail)]);
}
