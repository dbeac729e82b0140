import { beginSweep, dryRunSweep, findOpenSweep, finishSweep, type Sweep, saveSweep } from '@varselvakt/store';
import { readEndOffsets } from './read-log.ts';
import { isLogRead, sweepLog } from './sweep-log.ts';
import type { SweepParts } from './sweep-parts.ts';
import { sweepRows } from './sweep-rows.ts';

export type SweepResult = {
  readonly sweep: Sweep;
  /** What this slice has found, on the log and in the tables. */
  readonly foundRecordCount: number;
  readonly foundRowCount: number;
  /** Null: another slice is to follow. */
  readonly finishedAt: number | null;
};

/** The sweep that was begun and not ended, or a new one up to where the log ends now. Throws StoreError, KafkaError. */
export async function openSweep(parts: SweepParts): Promise<Sweep> {
  const open = parts.isDryRun ? null : await findOpenSweep(parts.client, parts.topic);
  if (open !== null) return open;
  const { starts, ends } = await readEndOffsets(parts.admin, parts.topic);
  const bounds = { topic: parts.topic, nextOffsets: starts, endOffsets: ends };
  return parts.isDryRun ? dryRunSweep(bounds, parts.now()) : beginSweep(parts.client, bounds);
}

/**
 * Does the next part of a sweep: first the tables, then the event log; at the end ledger lines of which nothing was found are marked as
 * verified. Throws StoreError, KafkaError, RegistryUnavailable, WaitAborted; after each a repeat goes on from where it was saved.
 */
export async function sweepSlice(parts: SweepParts, sweep: Sweep): Promise<SweepResult> {
  const rows = await sweepRows(parts, sweep);
  const leftCount = parts.maxCountPerSlice - (rows.sweep.rowCount - sweep.rowCount);
  const isLogNext = rows.sweep.rows.stage === 'DONE' && leftCount > 0;
  const log = isLogNext ? await sweepLog(parts, rows.sweep, leftCount) : { sweep: rows.sweep, foundCount: 0 };
  const foundCount = rows.foundCount + log.foundCount;
  const moved = { ...log.sweep, foundCount: sweep.foundCount + foundCount };
  const saved = parts.isDryRun ? moved : await saveSweep(parts.client, moved);
  const isDone = saved.rows.stage === 'DONE' && isLogRead(saved);
  const end = parts.isDryRun ? async () => parts.now() : () => finishSweep(parts.client, saved);
  return {
    sweep: saved,
    foundRecordCount: log.foundCount,
    foundRowCount: rows.foundCount,
    finishedAt: isDone ? await end() : null,
  };
}
