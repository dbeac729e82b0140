import type { Row } from '../act.ts';
import type { DeletionCause, OutboxLine } from '../batch/stored-rows.ts';
import { encodeInt4Array, encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { contentTableOf, encodeDays } from '../content-partition.ts';
import { insertOutbox } from '../outbox/insert-outbox.ts';
import { markContentPartitionsDirty } from '../sql/content-partition.ts';
import {
  deleteAggregates,
  deleteEventsIn,
  deleteLinesOfAggregates,
  insertLedgerLines,
  lockPlanned,
  unmarkDeleting,
} from '../sql/deleter/finish-deletions.ts';

/** An aggregate at the moment it goes; the last time that anybody knows its id. */
export type FinishedDeletion = {
  readonly aggregateId: string;
  readonly kind: 'CASE' | 'MESSAGE' | 'TASK' | 'APPOINTMENT' | 'PENDING';
  readonly producerId: string;
  readonly label: string;
  readonly cause: DeletionCause;
  readonly eventCount: number;
  readonly dueAt: number;
  readonly finishedAt: number;
};

export type FinishRequest = {
  readonly aggregateIds: readonly string[];
  /** When the last of their records was acknowledged, milliseconds since the epoch. */
  readonly publishedAt: number;
  readonly recordTopic: string;
  /** The partition of its HardDeleted record; null when there is none. */
  readonly recordPartitionOf: (finished: FinishedDeletion) => number | null;
  /** What the producer is told. */
  readonly toFeedback: (finished: FinishedDeletion) => OutboxLine;
  /** Called when everything is written and only the commit is left. */
  readonly onWritten?: () => void;
};

export type FinishResult = {
  readonly finished: readonly FinishedDeletion[];
  /** Events came after the plan: nothing of these was deleted, their plan was taken back and will be made anew. */
  readonly replanned: readonly string[];
};

class EventsAdded extends Error {
  override readonly name = 'EventsAdded';
  readonly aggregateIds: readonly string[];

  constructor(aggregateIds: readonly string[]) {
    super('there are other events than were planned');
    this.aggregateIds = aggregateIds;
  }
}

/**
 * Step 3 of a deletion, one transaction, only after Kafka has acknowledged every record of these aggregates: their rows and lines go,
 * one ledger line each stays. What is gone already is passed over, so a repeat is safe. Throws StoreError.
 */
export async function finishDeletions(client: StoreClient, request: FinishRequest): Promise<FinishResult> {
  try {
    const finished = await client.transaction(() => finishInTransaction(client, request));
    return { finished, replanned: [] };
  } catch (error) {
    if (!(error instanceof EventsAdded)) throw error;
    await takeBack(client, error.aggregateIds);
    const rest = request.aggregateIds.filter((id) => !error.aggregateIds.includes(id));
    const result = await finishDeletions(client, { ...request, aggregateIds: rest });
    return { ...result, replanned: [...error.aggregateIds, ...result.replanned] };
  }
}

type LockedDeletion = FinishedDeletion & { readonly contentDay: number };

async function finishInTransaction(client: StoreClient, request: FinishRequest): Promise<readonly FinishedDeletion[]> {
  const { rows } = await client.run(lockPlanned, [encodeUuidArray(request.aggregateIds)]);
  const locked = rows.map(toFinished);
  if (locked.length === 0) return [];
  const ids = encodeUuidArray(locked.map(({ aggregateId }) => aggregateId));
  const partitions = encodeInt4Array(locked.map(request.recordPartitionOf));
  await deleteEvents(client, locked);
  await runTogether([
    client.run(deleteLinesOfAggregates, [ids]),
    client.run(insertLedgerLines, [ids, new Date(request.publishedAt), request.recordTopic, partitions]),
    client.run(deleteAggregates, [ids]),
    insertOutbox(client, 'DELETER', locked.map(request.toFeedback)),
  ]);
  request.onWritten?.();
  return locked;
}

async function deleteEvents(client: StoreClient, locked: readonly LockedDeletion[]): Promise<void> {
  const byDay = Map.groupBy(locked, ({ contentDay }) => contentDay);
  const [, ...deleted] = await runTogether([
    client.run(markContentPartitionsDirty, [encodeDays(byDay.keys())]),
    ...[...byDay].map(([day, some]) =>
      client.runOnce(deleteEventsIn(contentTableOf(day)), [
        encodeUuidArray(some.map(({ aggregateId }) => aggregateId)),
      ]),
    ),
  ]);
  const countById = new Map(
    deleted.flatMap(({ rows }) => rows.map((row) => [row['aggregate_id'], Number(row['event_count'])])),
  );
  const changed = locked.filter(({ aggregateId, eventCount }) => countById.get(aggregateId) !== eventCount);
  if (changed.length > 0) throw new EventsAdded(changed.map(({ aggregateId }) => aggregateId));
}

/** Their HardDeleted and tombstones are out; sending those again with the new plan does no harm, missing one would. */
async function takeBack(client: StoreClient, aggregateIds: readonly string[]): Promise<void> {
  const ids = encodeUuidArray(aggregateIds);
  await client.transaction(() =>
    runTogether([client.run(deleteLinesOfAggregates, [ids]), client.run(unmarkDeleting, [ids])]),
  );
}

const toFinished = (row: Row): LockedDeletion => ({
  aggregateId: row['aggregate_id'] as string,
  kind: row['kind'] as FinishedDeletion['kind'],
  producerId: row['producer_id'] as string,
  label: row['label'] as string,
  cause: row['deletion_cause'] as DeletionCause,
  eventCount: Number(row['event_count']),
  dueAt: Math.round(Number(row['due_at_ms'])),
  finishedAt: Math.round(Number(row['now_ms'])),
  contentDay: Number(row['content_day']),
});
