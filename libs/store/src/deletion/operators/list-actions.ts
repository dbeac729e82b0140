import type { StoreClient } from '../../connect.ts';
import { readOperatorActions } from '../../sql/deleter/operators/operator-actions.ts';

/** What somebody did; `doneAt` in milliseconds since the epoch. */
export type DoneAction = {
  /** Counts up; text, for it may be more than a number can be. */
  readonly number: string;
  readonly doneAt: number;
  readonly actor: string;
  readonly action: string;
  readonly reason: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Which actions; null = any. */
export type ActionFilter = {
  /** As given to the command, or as signed in to the console. */
  readonly actor: string | null;
  readonly action: string | null;
  /** From this instant on, epoch ms. */
  readonly fromAt: number | null;
  /** Before this instant, epoch ms. */
  readonly untilAt: number | null;
};

/** A page of them, the newest first; `next` = before which the page after this one begins, null at the end. */
export type ActionsPage = { readonly actions: readonly DoneAction[]; readonly next: string | null };

const toDate = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** Reads a page of what people did, of those before the action `before` (null = from the newest). Throws StoreError. */
export async function listActions(
  client: StoreClient,
  { actor, action, fromAt, untilAt }: ActionFilter,
  before: string | null,
  maxCount: number,
): Promise<ActionsPage> {
  const params = [before, actor, action, toDate(fromAt), toDate(untilAt), maxCount + 1];
  const { rows } = await client.run(readOperatorActions, params);
  const actions = rows.slice(0, maxCount).map((row) => ({
    number: String(row['action_number']),
    doneAt: Math.round(Number(row['done_at_ms'])),
    actor: row['actor'] as string,
    action: row['action'] as string,
    reason: row['reason'] as string,
    detail: row['detail'] as Readonly<Record<string, unknown>>,
  }));
  return { actions, next: rows.length > maxCount ? (actions.at(-1)?.number ?? null) : null };
}
