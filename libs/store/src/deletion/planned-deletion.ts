import type { Row } from '../act.ts';
import type { DeletionCause } from '../batch/stored-rows.ts';

/** An aggregate as the planner sees it. */
export type DeletionCandidate = {
  readonly aggregateId: string;
  /** Null: its creation has never come. */
  readonly kind: 'CASE' | 'MESSAGE' | 'TASK' | 'APPOINTMENT' | null;
  readonly producerId: string;
  readonly label: string;
  readonly groupId: string | null;
  readonly groupRef: string | null;
  readonly eventCount: number;
  readonly cause: DeletionCause;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  /** Days since the epoch: where its records lie. */
  readonly contentDay: number;
};

/** Where a record of the event log lies. */
export type LogPlace = { readonly topic: string; readonly partition: number; readonly key: Buffer };

/** A candidate whose deletion has been decided. Read again after a crash, it is the same: so is whatever is made of it. */
export type PlannedDeletion = DeletionCandidate & {
  /** The same for every repeat. */
  readonly receiptId: string;
  readonly plannedAt: number;
  /** Every record of it on the event log, as many as it has events. */
  readonly records: readonly LogPlace[];
};

/** What one transaction has planned; it is finished as a whole. */
export type PlannedBatch = { readonly planNumber: bigint; readonly planned: readonly PlannedDeletion[] };

/** Reads a row of lockDueAggregates, lockGroupMembers or readMarked. */
export const toCandidate = (row: Row): DeletionCandidate => ({
  aggregateId: row['aggregate_id'] as string,
  kind: row['kind'] as DeletionCandidate['kind'],
  producerId: row['producer_id'] as string,
  label: row['label'] as string,
  groupId: row['group_id'] as string | null,
  groupRef: row['group_ref'] as string | null,
  eventCount: Number(row['event_count']),
  cause: row['deletion_cause'] as DeletionCause,
  dueAt: Math.round(Number(row['delete_at_ms'])),
  contentDay: Number(row['content_day']),
});

export const idOf = ({ aggregateId }: DeletionCandidate): string => aggregateId;
