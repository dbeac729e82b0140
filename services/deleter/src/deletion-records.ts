import type { EventOutcome, HardDeleted } from '@varselvakt/domain';
import { type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import type { FeedbackWays } from '@varselvakt/pipeline';
import type { DeletionCandidate, FeedbackRecord, PlannedDeletion } from '@varselvakt/store';

/** Where records go and how they are written. */
export type RecordPlan = {
  readonly eventsTopic: string;
  readonly eventsPartitionCount: number;
  readonly feedbackTopic: string;
  readonly feedbackPartitionCount: number;
  readonly environment: string;
  readonly encodeHardDeleted: (value: HardDeleted) => Buffer;
  readonly encodeOutcome: (value: EventOutcome) => Buffer;
  readonly feedback: Pick<FeedbackWays, 'direct' | 'registerVersion'>;
};

export type DeletionRecords = Pick<FeedbackWays, 'direct'> & {
  /** Says to all readers of the log that an aggregate goes; null for one whose creation never came, which nobody has read. */
  readonly hardDeleted: (planned: PlannedDeletion) => OutgoingRecord | null;
  /** The partition of that record: the one of the aggregate's own records, so that readers see it after them. */
  readonly hardDeletedPartition: (planned: PlannedDeletion) => number | null;
  /** Tells the producer ahead of a deletion. */
  readonly notice: (coming: DeletionCandidate, noticedAt: number) => Omit<FeedbackRecord, 'topic'>;
  /** Tells the producer that it is done. */
  readonly feedback: (planned: PlannedDeletion, finishedAt: number) => Omit<FeedbackRecord, 'topic'>;
};

/** The key of a HardDeleted record; the receipt is the same for every repeat. */
export const hardDeletedKey = (receiptId: string): Buffer => Buffer.from(`hard-deleted:${receiptId}`);

/** The key of the record that keeps a quiet partition compacting. */
export const markerKey = (partition: number): Buffer => Buffer.from(`marker:${partition}`);

/** Makes the records that follow from a deletion. */
export function createDeletionRecords(plan: RecordPlan): DeletionRecords {
  const eventsPartition = (aggregateId: string) => partitionFor(Buffer.from(aggregateId), plan.eventsPartitionCount);
  return {
    direct: plan.feedback.direct,
    hardDeleted: (planned) =>
      planned.kind === null
        ? null
        : {
            topic: plan.eventsTopic,
            partition: eventsPartition(planned.aggregateId),
            key: hardDeletedKey(planned.receiptId),
            value: plan.encodeHardDeleted(toHardDeleted(planned)),
          },
    hardDeletedPartition: ({ kind, aggregateId }) => (kind === null ? null : eventsPartition(aggregateId)),
    notice: (coming, noticedAt) => toRecord(plan, coming, 'DELETION_PLANNED', noticedAt),
    feedback: (planned, finishedAt) => toRecord(plan, planned, 'DELETED', finishedAt),
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

type Told = 'DELETION_PLANNED' | 'DELETED';

function toRecord(
  plan: RecordPlan,
  about: DeletionCandidate,
  outcome: Told,
  occurredAt: number,
): Omit<FeedbackRecord, 'topic'> {
  const key = Buffer.from(`${about.producerId}:${about.aggregateId}`);
  return {
    partition: partitionFor(key, plan.feedbackPartitionCount),
    key,
    value: plan.encodeOutcome(toOutcome(plan, about, outcome, occurredAt)),
  };
}

/** No event made it, and no rules were applied: it is about the whole aggregate. */
const toOutcome = (
  { environment, feedback }: RecordPlan,
  { aggregateId, producerId, dueAt }: DeletionCandidate,
  outcome: Told,
  occurredAt: number,
): EventOutcome => ({
  eventId: null,
  aggregateId,
  producerId,
  outcome,
  findings: [],
  source: null,
  schemaId: null,
  ruleSetVersion: 'none',
  environment,
  traceParent: null,
  occurredAt,
  deleteAt: dueAt,
  registerVersion: feedback.registerVersion(),
});
