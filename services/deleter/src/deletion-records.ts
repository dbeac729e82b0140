import type { EventOutcome, HardDeleted } from '@varselvakt/domain';
import { partitionFor } from '@varselvakt/kafka';
import type { FinishedDeletion, OutboxLine, PlannedDeletion } from '@varselvakt/store';

/** Where records go and how they are written. */
export type RecordPlan = {
  readonly eventsTopic: string;
  readonly eventsPartitionCount: number;
  readonly feedbackTopic: string;
  readonly feedbackPartitionCount: number;
  readonly environment: string;
  readonly encodeHardDeleted: (value: HardDeleted) => Uint8Array;
  readonly encodeOutcome: (value: EventOutcome) => Uint8Array;
};

export type DeletionRecords = {
  /** Says to all readers of the log that an aggregate goes; null for one whose creation never came, which nobody has read. */
  readonly hardDeleted: (planned: PlannedDeletion) => OutboxLine | null;
  /** The partition of that record: the one of the aggregate's own records, so that readers see it after them. */
  readonly hardDeletedPartition: (finished: FinishedDeletion) => number | null;
  /** Tells the producer that it is done. */
  readonly feedback: (finished: FinishedDeletion) => OutboxLine;
};

/** The key of a HardDeleted record; the receipt is the same for every repeat. */
export const hardDeletedKey = (receiptId: string): Buffer => Buffer.from(`hard-deleted:${receiptId}`);

/** The key of the record that keeps a quiet partition compacting. */
export const markerKey = (partition: number): Buffer => Buffer.from(`marker:${partition}`);

/** Makes the records that follow from a deletion. */
export function createDeletionRecords(plan: RecordPlan): DeletionRecords {
  const eventsPartition = (aggregateId: string) => partitionFor(Buffer.from(aggregateId), plan.eventsPartitionCount);
  return {
    hardDeleted: (planned) =>
      planned.kind === null
        ? null
        : {
            kind: 'HARD_DELETED',
            aggregateId: planned.aggregateId,
            topic: plan.eventsTopic,
            partition: eventsPartition(planned.aggregateId),
            key: hardDeletedKey(planned.receiptId),
            value: plan.encodeHardDeleted(toHardDeleted(planned)),
            headers: [],
          },
    hardDeletedPartition: ({ kind, aggregateId }) => (kind === 'PENDING' ? null : eventsPartition(aggregateId)),
    feedback: (finished) => {
      const key = Buffer.from(`${finished.producerId}:${finished.aggregateId}`);
      return {
        kind: 'FEEDBACK',
        aggregateId: null,
        topic: plan.feedbackTopic,
        partition: partitionFor(key, plan.feedbackPartitionCount),
        key,
        value: plan.encodeOutcome(toOutcome(finished, plan.environment)),
        headers: [],
      };
    },
  };
}

function toHardDeleted(planned: PlannedDeletion): HardDeleted {
  return {
    aggregateId: planned.aggregateId,
    kind: planned.kind === 'CASE' ? 'CASE' : 'NOTIFICATION',
    producerId: planned.producerId,
    label: planned.label,
    groupId: planned.kind === 'CASE' ? planned.groupId : null,
    dueAt: planned.dueAt,
    deletedAt: planned.plannedAt,
    cause: planned.cause,
    receiptId: planned.receiptId,
  };
}

/** No event made it, and no rules were applied: it is about the whole aggregate. */
function toOutcome(finished: FinishedDeletion, environment: string): EventOutcome {
  return {
    eventId: null,
    aggregateId: finished.aggregateId,
    producerId: finished.producerId,
    outcome: 'DELETED',
    findings: [],
    source: null,
    schemaId: null,
    ruleSetVersion: 'none',
    environment,
    traceParent: null,
    occurredAt: finished.finishedAt,
    deleteAt: finished.dueAt,
  };
}
