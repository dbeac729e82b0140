import { finishDeletions, planDeletions, readDatabaseClock } from '@varselvakt/store';
import { decideClock } from './decide-clock.ts';
import type { DeletionWork } from './deletion-work.ts';
import { publishLines } from './publish-lines.ts';

export type RunSummary = {
  readonly outcome: 'DONE' | 'CLOCKS_APART' | 'STOPPED';
  readonly erasedCount: number;
};

/**
 * One run: first whatever an earlier run (or a crash) has left half done, then plan, publish and finish until nothing is due.
 * Throws KafkaError or StoreError; the next run goes on where this one ended.
 */
export async function runDeletions(work: DeletionWork): Promise<RunSummary> {
  let erasedCount = await publishAndFinish(work);
  const excluded = new Set<string>();
  while (!work.signal.aborted) {
    const clock = decideClock(work.now(), await readDatabaseClock(work.client));
    if (clock.outcome === 'APART') {
      work.observe({ type: 'ClocksApart', apartMs: clock.apartMs });
      return { outcome: 'CLOCKS_APART', erasedCount };
    }
    if (!(await planSome(work, excluded))) return { outcome: 'DONE', erasedCount };
    erasedCount += await publishAndFinish(work);
  }
  return { outcome: 'STOPPED', erasedCount };
}

/** Plans one batch; false when nothing is left to plan. What cannot be planned now is put aside until the next run. */
async function planSome(work: DeletionWork, excluded: Set<string>): Promise<boolean> {
  const result = await planDeletions(work.client, {
    maxAggregateCount: work.maxAggregateCount,
    excludedIds: [...excluded],
    toHardDeleted: work.records.hardDeleted,
    onWritten: () => work.observe({ type: 'StepReached', step: 'plan-written', count: 0 }),
  });
  if (result.outcome === 'INCONSISTENT') {
    work.observe({ type: 'KeysDoNotAddUp', count: result.aggregateIds.length });
    for (const id of result.aggregateIds) excluded.add(id);
    return true;
  }
  const { planned, postponed } = result;
  if (postponed.length > 0) work.observe({ type: 'Postponed', count: postponed.length });
  for (const id of postponed) excluded.add(id);
  if (planned.length > 0) work.observe({ type: 'StepReached', step: 'planned', count: planned.length });
  return planned.length + postponed.length > 0;
}

async function publishAndFinish(work: DeletionWork): Promise<number> {
  const aggregateIds = [...(await publishLines(work))];
  if (aggregateIds.length === 0) return 0;
  const publishedAt = await readDatabaseClock(work.client);
  let erasedCount = 0;
  for (let start = 0; start < aggregateIds.length; start += work.maxAggregateCount) {
    const some = aggregateIds.slice(start, start + work.maxAggregateCount);
    erasedCount += await finishSome(work, some, publishedAt);
  }
  await publishLines(work); // what the producers are told
  return erasedCount;
}

async function finishSome(work: DeletionWork, aggregateIds: readonly string[], publishedAt: number): Promise<number> {
  const { finished, replanned } = await finishDeletions(work.client, {
    aggregateIds,
    publishedAt,
    recordTopic: work.eventsTopic,
    recordPartitionOf: work.records.hardDeletedPartition,
    toFeedback: work.records.feedback,
    onWritten: () => work.observe({ type: 'StepReached', step: 'finish-written', count: 0 }),
  });
  work.observe({ type: 'StepReached', step: 'finished', count: finished.length });
  for (const [cause, some] of Map.groupBy(finished, (one) => one.cause)) {
    work.observe({ type: 'Erased', cause, count: some.length });
  }
  if (replanned.length > 0) work.observe({ type: 'Replanned', count: replanned.length });
  return finished.length;
}
