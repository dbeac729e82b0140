import { type PlannedBatch, planDeletions, readDatabaseClock, readUnfinishedDeletions } from '@varselvakt/store';
import { decideClock } from './decide-clock.ts';
import type { DeletionWork } from './deletion-work.ts';
import { timeStep } from './time-step.ts';

export type NextBatch =
  | { readonly outcome: 'BATCH'; readonly batch: PlannedBatch }
  | { readonly outcome: 'NOTHING_DUE' | 'CLOCKS_APART' | 'STOPPED' };

/** The oldest batch that an earlier run (or a crash) has left; null when there is none. Throws StoreError. */
export async function nextUnfinished(work: DeletionWork): Promise<PlannedBatch | null> {
  const { batch, replanned } = await readUnfinishedDeletions(work.client);
  if (replanned.length > 0) work.observe({ type: 'Replanned', count: replanned.length });
  return batch;
}

/** Plans batches of what is due, one at each call. What cannot be planned now is put aside until the next run. */
export function createPlanner(work: DeletionWork): () => Promise<NextBatch> {
  const excluded = new Set<string>();
  /** Throws StoreError; a plan whose answer was lost is found by nextUnfinished. */
  return async () => {
    while (!work.signal.aborted) {
      const stepTaken = timeStep(work, 'planned');
      if (!(await areClocksTogether(work))) return { outcome: 'CLOCKS_APART' };
      const batch = await planOnce(work, excluded);
      if (batch === 'AGAIN') continue;
      if (batch === null) return { outcome: 'NOTHING_DUE' };
      stepTaken(batch.planned.length);
      return { outcome: 'BATCH', batch };
    }
    return { outcome: 'STOPPED' };
  };
}

async function areClocksTogether(work: DeletionWork): Promise<boolean> {
  const clock = decideClock(work.now(), await readDatabaseClock(work.client));
  if (clock.outcome === 'APART') work.observe({ type: 'ClocksApart', apartMs: clock.apartMs });
  return clock.outcome === 'TOGETHER';
}

/** Adds to `excluded` what cannot be planned now. */
async function planOnce(work: DeletionWork, excluded: Set<string>): Promise<PlannedBatch | null | 'AGAIN'> {
  const { client, maxAggregateCount, maxEventCount } = work;
  const stepTaken = timeStep(work, 'plan-written');
  const onWritten = () => stepTaken(0);
  const result = await planDeletions(client, {
    maxAggregateCount,
    maxEventCount,
    excludedIds: [...excluded],
    onWritten,
  });
  if (result.outcome === 'INCONSISTENT') {
    work.observe({ type: 'KeysDoNotAddUp', count: result.aggregateIds.length });
    for (const id of result.aggregateIds) excluded.add(id);
    return 'AGAIN';
  }
  const { batch, postponed } = result;
  if (postponed.length > 0) work.observe({ type: 'Postponed', count: postponed.length });
  for (const id of postponed) excluded.add(id);
  return batch === null && postponed.length > 0 ? 'AGAIN' : batch;
}
