import { encodeInt4Array, encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { contentTableOf, encodeDays } from '../content-partition.ts';
import { markContentPartitionsDirty } from '../sql/content-partition.ts';
import { deleteAggregates, deleteEventsIn } from '../sql/deleter/finish-deletions.ts';
import { type DeletionFeedback, type FeedbackRecord, saveDeletionFeedback } from './deletion-feedback.ts';
import { readDatabaseClock } from './due-deletions.ts';
import { idOf, type PlannedBatch, type PlannedDeletion } from './planned-deletion.ts';
import { forgetPlan, takeBackPlans } from './unfinished-deletions.ts';

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

export type FinishResult = {
  readonly finished: readonly PlannedDeletion[];
  /** Their events are not those that were planned: nothing of these was deleted, their plan was taken back and will be made anew. */
  readonly replanned: readonly string[];
  /** In the outbox now. */
  readonly feedback: DeletionFeedback;
};

class EventsChanged extends Error {
  override readonly name = 'EventsChanged';
  readonly aggregateIds: ReadonlySet<string>;

  constructor(aggregateIds: readonly string[]) {
    super('there are other events than were planned');
    this.aggregateIds = new Set(aggregateIds);
  }
}

/**
 * Step 3 of a deletion, one transaction, only after Kafka has acknowledged every record of these aggregates: their rows go, one ledger
 * line each stays. Throws StoreError; then it is not known whether they are gone, and readUnfinishedDeletions tells.
 */
export async function finishDeletions(client: StoreClient, request: FinishRequest): Promise<FinishResult> {
  const { planNumber, planned } = request.batch;
  if (planned.length === 0) {
    await forgetPlan(client, planNumber);
    return { finished: [], replanned: [], feedback: { records: [], lines: null } };
  }
  try {
    const feedback = await client.transaction(() => finishInTransaction(client, request));
    return { finished: planned, replanned: [], feedback };
  } catch (error) {
    if (!(error instanceof EventsChanged)) throw error;
    await takeBackPlans(client, [...error.aggregateIds]);
    const rest = planned.filter((one) => !error.aggregateIds.has(one.aggregateId));
    const result = await finishDeletions(client, { ...request, batch: { planNumber, planned: rest } });
    return { ...result, replanned: [...error.aggregateIds, ...result.replanned] };
  }
}

async function finishInTransaction(client: StoreClient, request: FinishRequest): Promise<DeletionFeedback> {
  const { planNumber, planned } = request.batch;
  const [finishedAt] = await Promise.all([readDatabaseClock(client), deleteEvents(client, planned)]);
  const ids = encodeUuidArray(planned.map(idOf));
  const partitions = encodeInt4Array(planned.map(request.recordPartitionOf));
  const [gone, feedback] = await Promise.all([
    client.run(deleteAggregates, [ids, partitions, request.recordTopic, request.acknowledgedMsAgo]),
    saveDeletionFeedback(
      client,
      request.feedbackTopic,
      planned.map((one) => request.toFeedback(one, finishedAt)),
    ),
    forgetPlan(client, planNumber),
  ]);
  requireAll(planned, new Map(gone.rows.map((row) => [row['aggregate_id'] as string, Number(row['event_count'])])));
  request.onWritten?.();
  return feedback;
}

async function deleteEvents(client: StoreClient, planned: readonly PlannedDeletion[]): Promise<void> {
  const byDay = Map.groupBy(planned, ({ contentDay }) => contentDay);
  const [, ...deleted] = await runTogether([
    client.run(markContentPartitionsDirty, [encodeDays(byDay.keys())]),
    ...[...byDay].map(([day, some]) =>
      client.runOnce(deleteEventsIn(contentTableOf(day)), [encodeUuidArray(some.map(idOf))]),
    ),
  ]);
  requireAll(
    planned,
    new Map(
      deleted.flatMap(({ rows }) => rows.map((row) => [row['aggregate_id'] as string, Number(row['event_count'])])),
    ),
  );
}

/** As many events as were published: a key without a tombstone would outlive its row, and nobody would know of it any more. */
function requireAll(planned: readonly PlannedDeletion[], eventCountById: ReadonlyMap<string, number>): void {
  const changed = planned.filter(({ aggregateId, records }) => eventCountById.get(aggregateId) !== records.length);
  if (changed.length > 0) throw new EventsChanged(changed.map(idOf));
}
