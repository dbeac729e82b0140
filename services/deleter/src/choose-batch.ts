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
  const state: PlanState = { excluded: new Set(), dueFrom: null };
  /** Throws StoreError; a plan whose answer was lost is found by nextUnfinished. */
  return async () => {
    while (!work.signal.aborted) {
      const stepTaken = timeStep(work, 'planned');
      if (!(await areClocksTogether(work))) return { outcome: 'CLOCKS_APART' };
      const batch = await planOnce(work, state);
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

type PlanState = {
  /** Cannot be planned in this run. */
  readonly excluded: Set<string>;
  /** Whatever was due before this has had its turn; null = look at all. */
  dueFrom: number | null;
};

async function planOnce(work: DeletionWork, state: PlanState): Promise<PlannedBatch | null | 'AGAIN'> {
  const { client, maxAggregateCount, maxEventCount } = work;
  const { excluded, dueFrom } = state;
  const stepTaken = timeStep(work, 'plan-written');
  const onWritten = () => stepTaken(0);
  const result = await planDeletions(client, {
    maxAggregateCount,
    maxEventCount,
    excludedIds: [...excluded],
    dueFrom,
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
  state.dueFrom = batch === null ? null : latestDueAt(batch);
  // Once more from the beginning: somebody may have held a row when its turn was.
  return batch === null && (postponed.length > 0 || dueFrom !== null) ? 'AGAIN' : batch;
}

/** They are planned in the order of their due times, which are whole milliseconds here and finer in the database. */
const latestDueAt = ({ planned }: PlannedBatch): number =>
  planned.reduce((latest, { dueAt }) => Math.max(latest, dueAt), 0) - 1;
