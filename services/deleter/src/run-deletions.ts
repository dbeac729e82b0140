import { type DeletionFeedback, finishDeletions, type PlannedBatch } from '@varselvakt/store';
import { createPlanner, type NextBatch, type NoBatch, nextUnfinished } from './choose-batch.ts';
import type { DeletionWork } from './deletion-work.ts';
import { publishDeletions } from './publish-deletions.ts';
import { forgetTold, tellProducers, tellWaiting } from './tell-producers.ts';
import { timeStep } from './time-step.ts';

export type RunSummary = {
  readonly outcome: 'DONE' | Exclude<NoBatch, 'NOTHING_DUE'>;
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
  let next = await planNext();
  let untold: DeletionFeedback = nothingToTell;
  while (next.outcome === 'BATCH') {
    const { batch } = next;
    const [following, publishedAt] = await together(planNext(), publishAll(work, batch, untold));
    await forgetTold(work, untold);
    untold = await finish(work, batch, publishedAt);
    erasedCount += batch.planned.length;
    next = following;
  }
  await tellProducers(work, untold);
  await forgetTold(work, untold);
  return { outcome: next.outcome === 'NOTHING_DUE' ? 'DONE' : next.outcome, erasedCount };
}

const nothingToTell: DeletionFeedback = { records: [], lines: null };

/** Both to their end, also when one fails: nothing of a run may go on behind its back. Throws the first one's fault first. */
async function together(
  planning: Promise<NextBatch>,
  publishing: Promise<number>,
): Promise<readonly [next: NextBatch, publishedAt: number]> {
  await Promise.allSettled([planning, publishing]);
  return [await planning, await publishing];
}

/** Gives the moment at which the last tombstone was acknowledged, by performance.now(). */
async function publishAll(work: DeletionWork, { planned }: PlannedBatch, untold: DeletionFeedback): Promise<number> {
  const telling = tellProducers(work, untold);
  const publishing = publishDeletions(work, planned).then(() => performance.now());
  await Promise.allSettled([telling, publishing]);
  await telling;
  return publishing;
}

async function finishUnfinished(work: DeletionWork): Promise<number> {
  let erasedCount = 0;
  while (!work.signal.aborted) {
    const batch = await nextUnfinished(work);
    if (batch === null) return erasedCount;
    await publishDeletions(work, batch.planned);
    const feedback = await finish(work, batch, performance.now());
    erasedCount += batch.planned.length;
    await tellProducers(work, feedback);
    await forgetTold(work, feedback);
  }
  return erasedCount;
}

async function finish(work: DeletionWork, batch: PlannedBatch, publishedAt: number): Promise<DeletionFeedback> {
  const stepTaken = timeStep(work, 'finished');
  const onWritten = timeStep(work, 'finish-written');
  const feedback = await finishDeletions(work.client, {
    batch,
    acknowledgedMsAgo: performance.now() - publishedAt,
    recordTopic: work.eventsTopic,
    recordPartitionOf: work.records.hardDeletedPartition,
    feedbackTopic: work.feedbackTopic,
    toFeedback: work.records.feedback,
    onWritten: () => onWritten(0),
  });
  stepTaken(batch.planned.length);
  for (const [cause, some] of Map.groupBy(batch.planned, (one) => one.cause)) {
    work.observe({ type: 'Erased', cause, count: some.length });
  }
  return feedback;
}
