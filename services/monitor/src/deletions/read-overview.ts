import {
  countToApprove,
  listLegalHolds,
  readControl,
  readDueDeletions,
  readErasedByDay,
  readLedgerLength,
  readRecordedActions,
  readStanding,
  type StoreClient,
} from '@varselvakt/store';
import type { DeletionsOverview } from './deletions-schema.ts';

const shownActions = [
  ...(['DELETIONS_PAUSED', 'DELETIONS_RESUMED', 'DELETIONS_APPROVED', 'HOLD_ADDED', 'HOLD_RELEASED'] as const),
];
const maxActions = 10;

/** Everything that stands about deletions now. `tell` shows what operators have written. Counts what is due; throws StoreError. */
export async function readOverview(client: StoreClient, tell: (text: string) => string): Promise<DeletionsOverview> {
  const control = await readControl(client);
  const { dueCount, heldCount, plannedCount, oldestFreeDueAt } = await readDueDeletions(client);
  const [erasedWithinDayCount = 0] = await readErasedByDay(client, 1);
  const { isOpen, ledgerBeganAt, last } = await readStanding(client);
  const actions = await readRecordedActions(client, shownActions, maxActions);
  const [paused] = await readRecordedActions(client, ['DELETIONS_PAUSED'], 1);
  return {
    databaseAt: control.databaseAt,
    due: { dueCount, heldCount, plannedCount, oldestFreeDueAt },
    erasedWithinDayCount,
    pause:
      control.pause === null
        ? null
        : {
            ...{ until: control.pause.until, reason: tell(control.pause.reason) },
            ...{ actor: paused?.actor ?? null, since: paused?.doneAt ?? null },
          },
    stop: control.stop,
    approvedCount: control.approvedCount,
    toApproveCount: control.stop === null ? null : await countToApprove(client),
    holdCount: (await listLegalHolds(client, false)).length,
    ledger: await readLedgerLength(client),
    verification: { isOpen, ledgerBeganAt, last },
    actions: actions.map(({ doneAt, actor, action, reason }) => ({
      ...{ doneAt, actor, reason: tell(reason) },
      action: action as DeletionsOverview['actions'][number]['action'],
    })),
  };
}
