import { coerceError, errorCodeOf } from '@varselvakt/runtime';
import { dropExpiredPartitions, rewriteDirtyPartitions } from '@varselvakt/store';
import type { DeletionWork } from './deletion-work.ts';

/** So that one run never holds up deletions for long; the rest is done by the next ones. */
const maxDroppedPerRun = 20;
const maxRewrittenPerRun = 1;

/**
 * Removes the bytes of erased texts from the data files. A lock that is not to be had, or a file too large for one statement, is told and
 * tried again later; throws StoreError only when no retry helps.
 */
export async function cleanContent(work: DeletionWork, rewriteAfterHours: number): Promise<void> {
  try {
    const droppedCount = await dropExpiredPartitions(work.client, maxDroppedPerRun);
    const rewrittenCount = await rewriteDirtyPartitions(work.client, rewriteAfterHours, maxRewrittenPerRun);
    if (droppedCount + rewrittenCount > 0) work.observe({ type: 'ContentCleaned', droppedCount, rewrittenCount });
  } catch (thrown) {
    const error = coerceError(thrown);
    if (work.client.isBroken() || !('retriable' in error) || error.retriable !== true) throw error;
    work.observe({ type: 'ContentCleaningFailed', code: errorCodeOf(error) });
  }
}
