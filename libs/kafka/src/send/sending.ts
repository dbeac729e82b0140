import type { OutgoingRecord } from '../record/record.ts';

/** Where a run of records of one `send` was written. */
export type SendPlacement = {
  readonly topic: string;
  readonly partition: number;
  readonly baseOffset: bigint;
  readonly recordCount: number;
};

export type SendOptions = {
  /** Ends waiting and retrying; what is on its way may still be written. */
  readonly signal?: AbortSignal;
  /** How long to go on retrying transient faults; default: the sender's `deadlineMs`. */
  readonly deadlineMs?: number;
};

/**
 * Writes records, acks=all, and returns only when Kafka has acknowledged every one of them by name of topic and partition.
 * Order is kept within a partition, also over several calls; partitions go in parallel; calls that wait for the same partition share a request.
 * A repeat after a lost answer can write a record twice, never lose one: readers drop repeats by event id.
 */
export type Sender = {
  /** Connects, again and again until `stop`. Never rejects for a broker that is down. `send` works before it has resolved. */
  readonly start: () => Promise<void>;
  /**
   * Throws RecordsRefused (not retriable; all other records are acknowledged) or KafkaError: KAFKA_SEND_UNVERIFIED,
   * KAFKA_SEND_ABORTED, KAFKA_SENDER_STOPPED or the last fault's code; then `retriable` tells, and any part may have been written.
   */
  readonly send: (records: readonly OutgoingRecord[], options?: SendOptions) => Promise<readonly SendPlacement[]>;
  /** For health: since when every attempt to write has failed, or null. */
  readonly failingSinceAt: () => number | null;
  /** Refuses new sends, waits for those under way at most `deadlineMs`, disconnects. Never throws. */
  readonly stop: (deadlineMs: number) => Promise<void>;
};
