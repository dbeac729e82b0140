import { type PlannedBatch, planDeletions, readControl, readUnfinishedDeletions } from '@varselvakt/store';
import { decideClock } from './decide-clock.ts';
import type { DeletionWork } from './deletion-work.ts';
import { judgeVolume } from './judge-volume.ts';
import { timeStep } from './time-step.ts';

export type NextBatch = { readonly outcome: 'BATCH'; readonly batch: PlannedBatch } | { readonly outcome: NoBatch };

/** PAUSED: by somebody. VOLUME: more is due than may go. STOPPED: the process ends. */
export type NoBatch = 'NOTHING_DUE' | 'CLOCKS_APART' | 'PAUSED' | 'VOLUME' | 'STOPPED';

/** The oldest batch that an earlier run (or a crash) has left; null when there is none. Throws StoreError. */
export async function nextUnfinished(work: DeletionWork): Promise<PlannedBatch | null> {
  const { batch, replanned } = await readUnfinishedDeletions(work.client);
  if (replanned.length > 0) work.observe({ type: 'Replanned', count: replanned.length });
  return batch;
}

/** Plans batches of what is due, one at each call. What cannot be planned now is put aside until the next run. */
export function createPlanner(work: DeletionWork): () => Promise<NextBatch> {
  const state: PlanState = { excluded: new Set(), plannedByProducer: new Map(), allowedCount: null, dueFrom: null };
  /** Throws StoreError; a plan whose answer was lost is found by nextUnfinished. */
  return async () => {
    while (!work.signal.aborted) {
      const stepTaken = timeStep(work, 'planned');
      const obstacle = await findObstacle(work, state);
      if (obstacle !== null) return { outcome: obstacle };
      const batch = await planOnce(work, state);
      if (batch === 'AGAIN') continue;
      if (batch === null) return { outcome: 'NOTHING_DUE' };
      stepTaken(batch.planned.length);
      return { outcome: 'BATCH', batch };
    }
    return { outcome: 'STOPPED' };
  };
}

/** Why nothing may be planned; null: nothing stands in the way. */
async function findObstacle(work: DeletionWork, state: PlanState): Promise<NoBatch | null> {
  const control = await readControl(work.client);
  const clock = decideClock(work.now(), control.databaseAt);
  if (clock.outcome === 'APART') {
    work.observe({ type: 'ClocksApart', apartMs: clock.apartMs });
    return 'CLOCKS_APART';
  }
  if (control.pause !== null) {
    work.observe({ type: 'PlanningPaused', until: control.pause.until });
    return 'PAUSED';
  }
  // Asked again when as many are planned as were allowed: cases take notifications with them that nobody has counted.
  if (state.allowedCount === null || state.allowedCount <= 0) state.allowedCount = await judgeVolume(work, control);
  return state.allowedCount === null ? 'VOLUME' : null;
}

type PlanState = {
  /** Cannot be planned in this run. */
  readonly excluded: Set<string>;
  readonly plannedByProducer: Map<string, number>;
  /** How many may be planned before the volume is judged again; null = at once. */
  allowedCount: number | null;
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
    excludedProducers: cappedProducers(work, state),
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
  if (batch !== null) countPlanned(work, state, batch);
  state.dueFrom = batch === null ? null : latestDueAt(batch);
  // Once more from the beginning: somebody may have held a row when its turn was.
  return batch === null && (postponed.length > 0 || dueFrom !== null) ? 'AGAIN' : batch;
}

const cappedProducers = (work: DeletionWork, { plannedByProducer }: PlanState): readonly string[] =>
  [...plannedByProducer].filter(([, count]) => count >= work.maxCountPerProducer).map(([producerId]) => producerId);

function countPlanned(work: DeletionWork, state: PlanState, { planned }: PlannedBatch): void {
  const cappedCount = cappedProducers(work, state).length;
  for (const { producerId } of planned)
    state.plannedByProducer.set(producerId, (state.plannedByProducer.get(producerId) ?? 0) + 1);
  state.allowedCount = (state.allowedCount ?? 0) - planned.length;
  if (cappedProducers(work, state).length > cappedCount) work.observe({ type: 'ProducerCapped' });
}

/** They are planned in the order of their due times, which are whole milliseconds here and finer in the database. */
const latestDueAt = ({ planned }: PlannedBatch): number =>
  planned.reduce((latest, { dueAt }) => Math.max(latest, dueAt), 0) - 1;
