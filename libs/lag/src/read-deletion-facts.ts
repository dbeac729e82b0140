import { readControl, readDueDeletions, type StoreClient } from '@varselvakt/store';
import type { DeletionFacts } from './decide-stages.ts';

/** What Postgres says of deletions, by its own clock. Reads every due row; throws StoreError. */
export async function readDeletionFacts(client: StoreClient): Promise<DeletionFacts> {
  const due = await readDueDeletions(client);
  const { databaseAt, pause, stop } = await readControl(client);
  const { dueCount, heldCount, oldestFreeDueAt } = due;
  return {
    outcome: 'READ',
    dueCount: dueCount - heldCount,
    oldestDueSeconds: oldestFreeDueAt === null ? null : Math.max(0, databaseAt - oldestFreeDueAt) / 1_000,
    pausedUntil: pause?.until ?? null,
    isStopped: stop !== null,
  };
}
