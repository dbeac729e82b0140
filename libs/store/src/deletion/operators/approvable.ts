import type { StoreClient } from '../../connect.ts';
import { readErasedByDay } from './deletion-control.ts';
import { readDueDeletions } from './read-due.ts';

/** More becomes due between the look and the deletion. */
const approvalMargin = 1.1;

/** How many within 24 hours an approval must allow for what is due now to go, and a tenth more. Counts what is due; throws StoreError. */
export async function countToApprove(client: StoreClient): Promise<number> {
  const { dueCount, heldCount } = await readDueDeletions(client);
  const [erasedCount = 0] = await readErasedByDay(client, 1);
  return Math.ceil((erasedCount + dueCount - heldCount) * approvalMargin);
}
