import { type PlannedDeletion, planDeletions, readDatabaseClock, readUnfinishedDeletions } from '@varselvakt/store';
import { decideClock } from './decide-clock.ts';
import type { DeletionWork } from './deletion-work.ts';
import { timeStep } from './time-step.ts';

export type Batch =
  | { readonly outcome: 'BATCH'; readonly planned: readonly PlannedDeletion[] }
  | { readonly outcome: 'NOTHING_DUE' | 'CLOCKS_APART' | 'STOPPED' };

/** What an earlier run (or a crash) has planned and not finished. Throws StoreError. */
export async function nextUnfinished(work: DeletionWork): Promise<readonly PlannedDeletion[]> {
  while (!work.signal.aborted) {
    const { planned, replanned } = await readUnfinishedDeletions(work.client, work);
    if (replanned.length > 0) work.observe({ type: 'Replanned', count: replanned.length });
    if (planned.length > 0 || replanned.length === 0) return planned;
  }
  return [];
}

/** Plans batches of what is due, one at each call. What cannot be planned now is put aside until the next run. */
export function createPlanner(work: DeletionWork): () => Promise<Batch> {
  const excluded = new Set<string>();
  /** Throws StoreError; a plan whose answer was lost is found by nextUnfinished. */
  return async () => {
    while (!work.signal.aborted) {
      const stepTaken = timeStep(work, 'planned');
      if (!(await areClocksTogether(work))) return { outcome: 'CLOCKS_APART' };
      const planned = await planOnce(work, excluded);
      if (planned === 'AGAIN') continue;
      if (planned.length === 0) return { outcome: 'NOTHING_DUE' };
      stepTaken(planned.length);
      return { outcome: 'BATCH', planned };
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
async function planOnce(work: DeletionWork, excluded: Set<string>): Promise<readonly PlannedDeletion[] | 'AGAIN'> {
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
  const { planned, postponed } = result;
  if (postponed.length > 0) work.observe({ type: 'Postponed', count: postponed.length });
  for (const id of postponed) excluded.add(id);
  return planned.length === 0 && postponed.length > 0 ? 'AGAIN' : planned;
}
