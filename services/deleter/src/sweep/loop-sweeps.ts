import { openSweep, type SweepParts, sweepSlice } from '@varselvakt/erasure';
import type { FlowObserver, Logger, ProgressTracker } from '@varselvakt/runtime';
import { coerceError, errorCodeOf, nextDelayMs, sleep } from '@varselvakt/runtime';
import {
  becomeSweeper,
  readControl,
  readStanding,
  releaseSweeping,
  type StoreClient,
  type SweepStanding,
} from '@varselvakt/store';
import { decideSweep } from './decide-sweep.ts';

export type SweepLoopParts = {
  /** Lends a connection that is used for nothing else: a sweep never holds up deletions. */
  readonly withClient: <T>(use: (client: StoreClient) => Promise<T>) => Promise<T>;
  readonly work: Omit<SweepParts, 'client' | 'onProgress' | 'signal'>;
  readonly intervalMs: number;
  /** Between two looks, and between two slices. */
  readonly pauseMs: number;
  readonly log: Logger;
  readonly report: FlowObserver;
  readonly onStanding: (standing: SweepStanding) => void;
};

/**
 * Verifies at every interval, slice by slice, that what was erased is gone. Never throws: deletions go on whatever becomes of a sweep,
 * and one that does not succeed is seen by its age.
 */
export async function loopSweeps(parts: SweepLoopParts, signal: AbortSignal, progress: ProgressTracker): Promise<void> {
  let failureCount = 0;
  while (!signal.aborted) {
    try {
      await parts.withClient((client) => takeTurn(parts, client, signal, progress));
      failureCount = 0;
      progress.idle();
      await sleep(parts.pauseMs, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      failureCount += 1;
      const error = coerceError(thrown);
      parts.log.warn({ code: errorCodeOf(error), err: error }, 'a sweep was broken off; it goes on after a pause');
      progress.idle();
      await sleep(Math.max(parts.pauseMs, nextDelayMs(failureCount)), signal);
    }
  }
}

async function takeTurn(parts: SweepLoopParts, client: StoreClient, signal: AbortSignal, progress: ProgressTracker) {
  const standing = await readStanding(client);
  parts.onStanding(standing);
  if (!decideSweep(standing, parts.intervalMs)) return;
  // Who has paused deletions wants nothing to be removed, by whatever way.
  if ((await readControl(client)).pause !== null || !(await becomeSweeper(client))) return;
  try {
    await sweepOnce(parts, { ...parts.work, client, signal, onProgress: progress.progressed });
  } finally {
    if (!client.isBroken()) await releaseSweeping(client);
  }
  parts.onStanding(await readStanding(client));
}

async function sweepOnce({ log, report }: SweepLoopParts, work: SweepParts): Promise<void> {
  const { sweep, foundRecordCount, foundRowCount, finishedAt } = await sweepSlice(work, await openSweep(work));
  for (const [place, count] of [
    ['log', foundRecordCount],
    ['rows', foundRowCount],
  ] as const) {
    if (count === 0) continue;
    report({ type: 'LeftoversFound', place, count });
    log.error({ place, count }, 'something of what was erased was still there, or there again; it has been removed');
  }
  if (finishedAt === null) return;
  const { sweepNumber, recordCount, rowCount, foundCount } = sweep;
  log.info(
    { sweep: sweepNumber.toString(), records: recordCount, rows: rowCount, found: foundCount },
    'verified what was erased',
  );
}
