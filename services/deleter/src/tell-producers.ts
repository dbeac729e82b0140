import { type DeletionFeedback, readWaitingFeedback, removeToldFeedback } from '@varselvakt/store';
import type { DeletionWork } from './deletion-work.ts';
import { publish } from './publish-deletions.ts';
import { timeStep } from './time-step.ts';

/** Tells the producers what they have not been told because an earlier run was broken off. Throws KafkaError or StoreError. */
export async function tellWaiting(work: DeletionWork): Promise<void> {
  for (;;) {
    const feedback = await readWaitingFeedback(work.client, work.maxAggregateCount);
    if (feedback.lines === null) return;
    await tellProducers(work, feedback);
    await forgetTold(work, feedback);
  }
}

/** Sends the feedback of one batch; it waits in the outbox until forgetTold. Throws KafkaError. */
export const tellProducers = (work: DeletionWork, { records }: DeletionFeedback): Promise<void> =>
  publish(work, 'feedback-published', records.map(work.records.direct));

/** Removes acknowledged feedback from the outbox. Throws StoreError. */
export async function forgetTold(work: DeletionWork, { records, lines }: DeletionFeedback): Promise<void> {
  if (lines === null) return;
  const stepTaken = timeStep(work, 'feedback-removed');
  await removeToldFeedback(work.client, lines);
  stepTaken(records.length);
}
