import type { ExpectedAggregate, Intent } from './intent.ts';

/** Everything that can be seen after a test, in plain form: what was meant, what lies on the topics, what stands in the tables. */
export interface Evidence {
  readonly intents: readonly Intent[];
  readonly expectedAggregates: readonly ExpectedAggregate[];
  readonly inbound: readonly InboundRecord[];
  readonly log: readonly LogRecord[];
  readonly deadLetters: readonly DeadLetter[];
  readonly outcomes: readonly Outcome[];
  readonly identities: readonly IdentityRow[];
  /** Event ids of the rows with content; the same id twice where there are two. */
  readonly contentEventIds: readonly string[];
  readonly aggregates: readonly AggregateRow[];
  /** Of the expected aggregates and those of the intents: the ones that the ledger of erasures knows. */
  readonly erasedAggregateIds: ReadonlySet<string>;
  readonly outboxCount: number;
  /** How often one inbound record may lie on the event log: 1 + number of kills. */
  readonly maxCopies: number;
}

/** `place` is `topic/partition/offset` throughout. */
export interface InboundRecord {
  readonly place: string;
  readonly recordHash: string;
  /** SHA-256 of what follows the schema id; null where the content may be encoded in another way than ours. */
  readonly contentHash: string | null;
}

export type LogRecord = {
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
} & (
  | {
      readonly type: 'ACCEPTED';
      readonly eventId: string;
      readonly aggregateId: string;
      readonly contentHash: string;
      readonly source: string;
      readonly deleteAt: number | null;
      /** Put there again by the persister, behind a repeat. */
      readonly isPutBack: boolean;
    }
  | { readonly type: 'HARD_DELETED'; readonly aggregateId: string; readonly dueAt: number; readonly deletedAt: number }
  | { readonly type: 'TOMBSTONE' }
  | { readonly type: 'UNREADABLE' }
);

export interface DeadLetter {
  readonly source: string;
  readonly recordHash: string;
  readonly code: string;
}

export interface Outcome {
  readonly outcome: string;
  readonly source: string | null;
  readonly aggregateId: string | null;
  /** Of the findings that refuse. */
  readonly codes: readonly string[];
}

export interface IdentityRow {
  readonly eventId: string;
  readonly aggregateId: string;
  readonly contentHash: string;
  readonly logPartition: number;
  readonly logOffset: bigint;
  readonly logKey: string;
  readonly source: string;
}

export interface AggregateRow {
  readonly aggregateId: string;
  readonly state: string;
  readonly eventCount: number;
  readonly deleteAt: number;
  readonly isDeleting: boolean;
}

/** The invariants that are checked here, by their numbers in the design. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I6' | 'I7' | 'I8' | 'I10' | 'I11' | 'I12';

/** One offence: what is wrong, and with which id or place. */
export type Violation = string;
