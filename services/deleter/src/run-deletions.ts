import { type DeletionFeedback, finishDeletions, type PlannedDeletion } from '@varselvakt/store';
import { type Batch, createPlanner, nextUnfinished } from './choose-batch.ts';
import type { DeletionWork } from './deletion-work.ts';
import { publishDeletions } from './publish-deletions.ts';
import { forgetTold, tellProducers, tellWaiting } from './tell-producers.ts';
import { timeStep } from './time-step.ts';

export type RunSummary = {
  readonly outcome: 'DONE' | 'CLOCKS_APART' | 'STOPPED';
  readonly erasedCount: number;
};

/**
 * One run: first whatever an earlier run (or a crash) has left half done, then plan, publish and finish until nothing is due. Each
 * aggregate goes through the three in this order. While Kafka takes the records of one batch the next one is planned, for the
 * two do not wait for the same server. Throws KafkaError or StoreError; the next run goes on where this one ended.
 */
export async function runDeletions(work: DeletionWork): Promise<RunSummary> {
  await tellWaiting(work);
  let erasedCount = await finishUnfinished(work);
  const planNext = createPlanner(work);
  let batch = await planNext();
  let untold: DeletionFeedback = nothingToTell;
  while (batch.outcome === 'BATCH') {
    const { planned } = batch;
    const [next, publishedAt] = await together(planNext(), publishAll(work, planned, untold));
    await forgetTold(work, untold);
    const finished = await finish(work, planned, publishedAt);
    erasedCount += finished.count;
    untold = finished.feedback;
    batch = next;
  }
  await tellProducers(work, untold);
  await forgetTold(work, untold);
  return { outcome: batch.outcome === 'NOTHING_DUE' ? 'DONE' : batch.outcome, erasedCount };
}

const nothingToTell: DeletionFeedback = { records: [], lastId: null };

/** Both to their end, also when one fails: nothing of a run may go on behind its back. Throws the first one's fault first. */
async function together(
  planning: Promise<Batch>,
  publishing: Promise<number>,
): Promise<readonly [next: Batch, publishedAt: number]> {
  await Promise.allSettled([planning, publishing]);
  return [await planning, await publishing];
}

/** Gives the moment at which the last tombstone was acknowledged, by performance.now(). */
async function publishAll(
  work: DeletionWork,
  planned: readonly PlannedDeletion[],
  untold: DeletionFeedback,
): Promise<number> {
  const telling = tellProducers(work, untold);
  const publishing = publishDeletions(work, planned).then(() => performance.now());
  await Promise.allSettled([telling, publishing]);
  await telling;
  return publishing;
}

async function finishUnfinished(work: DeletionWork): Promise<number> {
  let erasedCount = 0;
  while (!work.signal.aborted) {
    const planned = await nextUnfinished(work);
    if (planned.length === 0) return erasedCount;
    await publishDeletions(work, planned);
    const { count, feedback } = await finish(work, planned, performance.now());
    erasedCount += count;
    await tellProducers(work, feedback);
    await forgetTold(work, feedback);
  }
  return erasedCount;
}

async function finish(
  work: DeletionWork,
  planned: readonly PlannedDeletion[],
  publishedAt: number,
): Promise<{ readonly count: number; readonly feedback: DeletionFeedback }> {
  const stepTaken = timeStep(work, 'finished');
  const onWritten = timeStep(work, 'finish-written');
  const { finished, replanned, feedback } = await finishDeletions(work.client, {
    planned,
    acknowledgedMsAgo: performance.now() - publishedAt,
    recordTopic: work.eventsTopic,
    recordPartitionOf: work.records.hardDeletedPartition,
    feedbackTopic: work.feedbackTopic,
    toFeedback: work.records.feedback,
    onWritten: () => onWritten(0),
  });
  stepTaken(finished.length);
  for (const [cause, some] of Map.groupBy(finished, (one) => one.cause)) {
    work.observe({ type: 'Erased', cause, count: some.length });
  }
  if (replanned.length > 0) work.observe({ type: 'Replanned', count: replanned.length });
  return { count: finished.length, feedback };
}
