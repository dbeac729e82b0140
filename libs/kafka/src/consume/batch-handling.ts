import type { IncomingRecord } from '../record/record.ts';

/** A run of records of one partition in offset order, at most `maxRecords` of them. Never empty. */
export type RecordBatch = {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /** The end of the partition's log when this was fetched. */
  readonly highWatermark: bigint;
};

/** What a handler may ask while it works on a batch. */
export type BatchControl = {
  /** True when the partition is no longer ours, or the process has stopped: do no further effect, just return. */
  readonly isStale: () => boolean;
  /** Throws KafkaError KAFKA_BATCH_STALE (retriable) when stale: put it directly before each effect. */
  readonly throwIfStale: () => void;
  /** Aborted as soon as the batch becomes stale or took longer than `maxHandlerMs`: hand it to whatever can wait. */
  readonly signal: AbortSignal;
  /** Rarely needed: heartbeats go out while the handler waits. Call it between long stretches of pure computing. */
  readonly heartbeat: () => Promise<void>;
};

/**
 * Works on one batch. Returning = every effect is durable, the offset may move. Throwing = nothing moves: whatever was thrown
 * (retriable or not, known or not), the partition backs off and gets the same records again, other partitions go on.
 * A record that is bad for good is the handler's own business (dead letter), never a throw.
 */
export type BatchHandler = (batch: RecordBatch, control: BatchControl) => Promise<void>;

/** One assigned partition as seen from here. */
export type PartitionState = {
  readonly topic: string;
  readonly partition: number;
  /** The next offset to be handled; null until known. */
  readonly position: bigint | null;
  readonly highWatermark: bigint | null;
  readonly lastCommittedOffset: bigint | null;
  readonly lastCommitAt: number | null;
  readonly lastProgressAt: number;
  /** Since when every attempt failed; null when all is well. */
  readonly failingSinceAt: number | null;
  readonly failureCode: string | null;
  readonly attemptCount: number;
  /** Records wait although fetches return (K7); set by the watchdog. */
  readonly stuckSinceAt: number | null;
  /** Timestamp of the first record that was fetched and is not done; null where none is. */
  readonly oldestUnhandledAt: number | null;
};

/** For health, readiness and metrics. */
export type ConsumerState = {
  readonly phase: 'new' | 'connecting' | 'joining' | 'running' | 'stopping' | 'stopped' | 'crashed';
  readonly groupId: string;
  readonly partitions: readonly PartitionState[];
  readonly lastPollAt: number | null;
  readonly lastHeartbeatAt: number | null;
  readonly lastCommitAt: number | null;
  readonly commitFailuresInRow: number;
  readonly rebalanceCount: number;
  readonly restartCount: number;
  /**
   * The earliest moment since when something (connecting, a partition, commits) has failed without interruption, or null.
   * The runtime reports unhealthy 120 s after it and exits 300 s after it.
   */
  readonly failingSinceAt: number | null;
  readonly failureCode: string | null;
};

/** What `stop` left undone. Empty `unfinished` = no redelivery follows. */
export type StopSummary = {
  readonly unfinished: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly fromOffset: bigint;
  }[];
  readonly deadlineReached: boolean;
};

/** A member of a consumer group that hands over batches and commits only what was handled. */
export type BatchConsumer = {
  /** Connects (again and again, until `stop`) and joins the group. Resolves when running; never rejects for a broker that is down. */
  readonly start: () => Promise<void>;
  /** Finishes the batches in work within the deadline, commits, leaves the group. Safe to call twice. Never throws. */
  readonly stop: (deadlineMs: number) => Promise<StopSummary>;
  readonly state: () => ConsumerState;
  /** Resolves (never rejects) when this consumer is dead for good: the process must end with a code other than 0. */
  readonly crashed: Promise<Error>;
};
