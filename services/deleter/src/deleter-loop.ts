import type { FlowObserver, ProgressTracker } from '@varselvakt/runtime';
import { coerceError, errorCodeOf, nextDelayMs, sleep } from '@varselvakt/runtime';
import { becomeRelay, hasRequestedDeletion, measureDueDeletions, type StoreClient } from '@varselvakt/store';
import { cleanContent } from './clean-content.ts';
import type { DeletionWork } from './deletion-work.ts';
import { type RunSummary, runDeletions } from './run-deletions.ts';
import { appendMarkers, retireHardDeletes } from './tend-event-log.ts';

export type DeleterLoopParts = {
  /** Lends the one connection, on which the lock is held. */
  readonly withClient: <T>(use: (client: StoreClient) => Promise<T>) => Promise<T>;
  readonly work: Omit<DeletionWork, 'client'>;
  readonly eventsPartitionCount: number;
  readonly contentRewriteHours: number;
  readonly hardDeleteRecordDays: number;
  readonly intervalMs: number;
  readonly markerIntervalMs: number;
  readonly pollMs: number;
  readonly report: FlowObserver;
  readonly onFault: (error: Error) => void;
};

/**
 * Runs at every interval, and within `pollMs` when somebody asked for a deletion. One deleter works at a time; the others stand by and
 * take over when its connection ends. Faults that may heal are waited out; throws on all others.
 */
export async function loopDeletions(parts: DeleterLoopParts, progress: ProgressTracker): Promise<void> {
  const { signal, now } = parts.work;
  let nextRunAt = now();
  let nextMarkersAt = now();
  let failureCount = 0;
  while (!signal.aborted) {
    try {
      const withMarkers = now() >= nextMarkersAt;
      const summary = await parts.withClient(async (client) => {
        const isLeader = await becomeRelay(client, 'DELETER');
        parts.report({ type: 'LeadershipSeen', isLeader });
        if (!isLeader || (now() < nextRunAt && !(await hasRequestedDeletion(client)))) return null;
        return runOnce(parts, client, withMarkers);
      });
      failureCount = 0;
      if (summary !== null) nextRunAt = now() + parts.intervalMs;
      if (summary !== null && withMarkers) nextMarkersAt = now() + parts.markerIntervalMs;
      if (summary?.outcome === 'CLOCKS_APART') progress.blocked('CLOCKS_APART');
      else progress.idle();
      await sleep(parts.pollMs, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = requireHealable(thrown);
      failureCount += 1;
      progress.blocked(errorCodeOf(error));
      parts.onFault(error);
      await sleep(nextDelayMs(failureCount), signal);
    }
  }
}

async function runOnce(parts: DeleterLoopParts, client: StoreClient, withMarkers: boolean): Promise<RunSummary> {
  const { now } = parts.work;
  const work: DeletionWork = { ...parts.work, client };
  const startedAt = now();
  const report = (result: 'ok' | 'failed') =>
    parts.report({ type: 'DeleterRan', result, durationMs: now() - startedAt, endedAt: now() });
  try {
    const summary = await runDeletions(work);
    // Their age is reckoned by the same clock that is in doubt then.
    if (summary.outcome === 'DONE') await retireHardDeletes(work, parts.hardDeleteRecordDays);
    if (withMarkers) await appendMarkers(work, parts.eventsPartitionCount);
    await cleanContent(work, parts.contentRewriteHours);
    parts.report({ type: 'DueMeasured', ...(await measureDueDeletions(client)) });
    report(summary.outcome === 'CLOCKS_APART' ? 'failed' : 'ok');
    return summary;
  } catch (error) {
    report('failed');
    throw error;
  }
}

/** The error, if it may heal by itself; throws it otherwise, so that the process ends and somebody looks. */
function requireHealable(thrown: unknown): Error {
  const error = coerceError(thrown);
  if ('retriable' in error && error.retriable === true) return error;
  throw error;
}
