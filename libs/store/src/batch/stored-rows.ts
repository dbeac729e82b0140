/** Where the producer wrote the event. */
export type SourcePlace = { readonly topic: string; readonly partition: number; readonly offset: number };

/** What is counted of an event. */
export type EventTraits = {
  readonly producerId: string;
  readonly eventType: string;
  /** NONE: an update that says nothing about retention. */
  readonly retentionSource: 'PRODUCER' | 'LABEL_DEFAULT' | 'NONE';
  /** When it was written to the log, milliseconds since the epoch. */
  readonly loggedAt: number;
};

/** An event as it is to be stored. Ids are lower-case UUIDs. */
export type NewEvent = {
  readonly eventId: string;
  readonly aggregateId: string;
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  readonly logTopic: string;
  readonly logPartition: number;
  readonly logOffset: bigint;
  /** The key bytes as they lie on the log. */
  readonly logKey: Uint8Array;
  readonly source: SourcePlace;
  /** The record value as it lies on the log. */
  readonly payload: Uint8Array;
  readonly traits: EventTraits;
};

/** What tells a redelivery from a duplicate and a duplicate from a conflict. */
export type KnownEvent = {
  readonly eventId: string;
  readonly contentHash: Uint8Array;
  /** Where the stored record lies, in the partition of its aggregate. */
  readonly logOffset: bigint;
  readonly source: SourcePlace;
};

export type AggregateKind = 'CASE' | 'MESSAGE' | 'TASK' | 'APPOINTMENT';
export type DeletionCause = 'RETENTION' | 'PRODUCER' | 'OPERATOR' | 'PRODUCER_OFFBOARDED';

/** A row of table `aggregate` as far as ingest decides it; the columns' comments in the migration say what each means. */
export type AggregateRow = {
  readonly aggregateId: string;
  readonly lastEventId: string;
  /** Milliseconds since the epoch. */
  readonly deleteAt: number;
  /** Days since the epoch; see `contentDayOf`. */
  readonly contentDay: number;
  readonly eventCount: number;
  /** Null = pending: its creation has not come. */
  readonly kind: AggregateKind | null;
  readonly state: string;
  readonly retentionSource: 'PRODUCER' | 'LABEL_DEFAULT' | 'PENDING';
  readonly deletionCause: DeletionCause;
  readonly pendingOperation: 'EXTEND' | 'OVERRIDE' | null;
  /** Milliseconds since the epoch. */
  readonly pendingUntil: number | null;
  readonly producerId: string;
  readonly label: string;
  readonly groupId: string | null;
  readonly organisationNumber: string;
};

/** A stored aggregate; `deleting` = its deletion is planned, nothing may be added. */
export type KnownAggregate = AggregateRow & { readonly deleting: boolean };

/** Who owns a (label, group id); `erasing` = the case is gone or going, the group takes nothing any more. */
export type KnownGroup = { readonly caseId: string | null; readonly erasing: boolean };

/** A line for the outbox. */
export type OutboxLine = {
  readonly kind: 'FEEDBACK' | 'TOMBSTONE' | 'HARD_DELETED' | 'DEAD_LETTER' | 'MARKER';
  readonly topic: string;
  /** Null: the one who publishes chooses it by the key. */
  readonly partition: number | null;
  readonly key: Uint8Array | null;
  /** Null = tombstone. */
  readonly value: Uint8Array | null;
  readonly headers: readonly (readonly [name: string, value: Uint8Array])[];
};

const dayMs = 86_400_000;
/** 2100-01-01: what is kept longer shares the last partition. */
const lastContentDay = 47_482;

/** The partition day of an aggregate's records: the UTC day of its deletion, but no day that is already over. */
export function contentDayOf(deleteAt: number, now: number): number {
  return Math.min(lastContentDay, Math.floor(Math.max(deleteAt, now) / dayMs));
}

/** The key of a (label, group id) in `KnownRows.groups`. */
export const groupKeyOf = (label: string, groupId: string): string => `${label}\u001f${groupId}`;
