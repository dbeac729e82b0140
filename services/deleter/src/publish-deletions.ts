import { isProbe } from '@varselvakt/domain';
import type { OutgoingRecord } from '@varselvakt/kafka';
import type { PlannedDeletion } from '@varselvakt/store';
import type { DeleterStep } from './deleter-event.ts';
import type { DeletionWork } from './deletion-work.ts';
import { timeStep } from './time-step.ts';

/**
 * Step 2: publishes all that follows from planned deletions; HardDeleted records are acknowledged before any tombstone is sent, so that
 * whoever reads the log hears of a deletion before its records are gone. Throws KafkaError; a repeat publishes all of it again.
 */
export async function publishDeletions(work: DeletionWork, planned: readonly PlannedDeletion[]): Promise<void> {
  const announced = planned.map(work.records.hardDeleted).filter((record) => record !== null);
  await publish(work, 'hard-deletes-published', announced);
  const tombstones = planned.flatMap(({ records }) => records.map((place) => ({ ...place, value: null })));
  // The ledger, by which such records are retired later, keeps no line of the probe.
  const unlisted = planned.filter(({ producerId }) => isProbe(producerId)).map(work.records.hardDeleted);
  const retired = unlisted.filter((record) => record !== null).map((record) => ({ ...record, value: null }));
  await publish(work, 'tombstones-published', [...tombstones, ...retired]);
}

/** Sends records of one kind, and tells of it when every one is acknowledged. Throws KafkaError. */
export async function publish(
  work: DeletionWork,
  step: DeleterStep,
  records: readonly OutgoingRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const stepTaken = timeStep(work, step);
  await work.sender.send(records, { signal: work.signal });
  stepTaken(records.length);
}
