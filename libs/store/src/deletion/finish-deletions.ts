import { isProbe } from '@varselvakt/domain';
import { encodeInt4Array, encodeInt8Array, encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { contentTableOf, encodeDays } from '../content-partition.ts';
import { markContentPartitionsDirty } from '../sql/content-partition.ts';
import { deleteAggregates, deleteEventsIn } from '../sql/deleter/finish-deletions.ts';
import { StoreError } from '../store-error.ts';
import { type DeletionFeedback, type FeedbackRecord, saveDeletionFeedback } from './deletion-feedback.ts';
import { readDatabaseClock } from './due-deletions.ts';
import { idOf, type PlannedBatch, type PlannedDeletion } from './planned-deletion.ts';
import { forgetPlan } from './unfinished-deletions.ts';

export type FinishRequest = {
  /** Every record of these has been acknowledged. */
  readonly batch: PlannedBatch;
  /** How long ago the last of them was. */
  readonly acknowledgedMsAgo: number;
  readonly recordTopic: string;
  /** The partition of its HardDeleted record; null when there is none. */
  readonly recordPartitionOf: (planned: PlannedDeletion) => number | null;
  readonly feedbackTopic: string;
  /** What the producer is told. */
  readonly toFeedback: (planned: PlannedDeletion, finishedAt: number) => Omit<FeedbackRecord, 'topic'>;
  /** Called when everything is written and only the commit is left. */
  readonly onWritten?: () => void;
};

/**
 * Step 3 of a deletion, one transaction, only after Kafka has acknowledged every record of these aggregates: their rows go, one ledger
 * line each stays, and what the producers are to be told is in the outbox. Throws StoreError; when that is retriable (also when an
 * aggregate has other events than were published), readUnfinishedDeletions tells what is left and is to be published again.
 */
export async function finishDeletions(client: StoreClient, request: FinishRequest): Promise<DeletionFeedback> {
  return client.transaction(() => finishInTransaction(client, request));
}

async function finishInTransaction(client: StoreClient, request: FinishRequest): Promise<DeletionFeedback> {
  const { planNumber, planned } = request.batch;
  const [finishedAt] = await Promise.all([readDatabaseClock(client), deleteEvents(client, planned)]);
  const [gone, feedback] = await Promise.all([
    client.run(deleteAggregates, [
      encodeUuidArray(planned.map(idOf)),
      encodeEventCounts(planned),
      encodeInt4Array(planned.map(request.recordPartitionOf)),
      request.recordTopic,
      request.acknowledgedMsAgo,
    ]),
    saveDeletionFeedback(
      client,
      request.feedbackTopic,
      // The probe looks for itself.
      planned.filter(({ producerId }) => !isProbe(producerId)).map((one) => request.toFeedback(one, finishedAt)),
    ),
    forgetPlan(client, planNumber),
  ]);
  requireAll(planned, Number(gone.rows[0]?.['gone_count']));
  request.onWritten?.();
  return feedback;
}

async function deleteEvents(client: StoreClient, planned: readonly PlannedDeletion[]): Promise<void> {
  const byDay = Map.groupBy(planned, ({ contentDay }) => contentDay);
  const [, ...deleted] = await runTogether([
    client.run(markContentPartitionsDirty, [encodeDays(byDay.keys())]),
    ...[...byDay].map(([day, some]) =>
      client.runOnce(deleteEventsIn(contentTableOf(day)), [encodeUuidArray(some.map(idOf)), encodeEventCounts(some)]),
    ),
  ]);
  const wholeCounts = deleted.map(({ rows }) => Number(rows[0]?.['whole_count']));
  requireAll(
    planned,
    wholeCounts.reduce((sum, count) => sum + count, 0),
  );
}

/** As many as were published. */
const encodeEventCounts = (planned: readonly PlannedDeletion[]): Buffer =>
  encodeInt8Array(planned.map(({ records }) => records.length));

/** A key without a tombstone would outlive its row, and nobody would know of it any more. */
function requireAll(planned: readonly PlannedDeletion[], wholeCount: number): void {
  if (wholeCount !== planned.length)
    throw new StoreError('STORE_RACED', `${planned.length - wholeCount} with other events than were planned`);
}
