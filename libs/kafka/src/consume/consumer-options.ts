import type { Backoff } from '../waiting/backoff.ts';
import type { BatchHandler } from './batch-handling.ts';

/** What a batch consumer needs; everything with a default is tuned for takeover within 10 s of a member's death. */
export type BatchConsumerOptions = {
  readonly groupId: string;
  /** Never share a group id between consumers of different topics. */
  readonly topics: readonly string[];
  readonly handler: BatchHandler;
  /**
   * Where to begin on a partition that was just assigned; undefined = at the committed offset (or the earliest). May throw:
   * it is asked again, and nothing of the partition is read before it answered.
   */
  readonly startOffset?: (topic: string, partition: number) => Promise<bigint | undefined>;
  /** Most records handed over at once. Default 500. */
  readonly maxRecords?: number;
  /** Default 1 MiB: about 1,700 events of 590 bytes. Raise it with `maxRecords`. */
  readonly maxBytesPerPartition?: number;
  /** The longest the broker holds an empty fetch; also how long leaving and rebalancing may lag. Default 250. */
  readonly maxWaitMs?: number;
  /** A member that is silent for this long loses its partitions. Default 10,000. */
  readonly sessionTimeoutMs?: number;
  /** Default 1,000: well below a third of the session time-out. */
  readonly heartbeatIntervalMs?: number;
  /** How long the group waits for members that still work. Must be above `maxHandlerMs`. Default 45,000. */
  readonly rebalanceTimeoutMs?: number;
  /** After this a handler's signal is aborted and no more heartbeats cover for it. Default 30,000. */
  readonly maxHandlerMs?: number;
  /** Default 10,000. */
  readonly commitTimeoutMs?: number;
  /** From so many failed commits in a row on, the consumer counts as failing. Default 3. */
  readonly maxCommitFailures?: number;
  /** How many partitions are worked on at the same time. Default 24. */
  readonly concurrency?: number;
  /** Wait after a failed batch. Default 200 ms to 3 s. */
  readonly backoff?: Backoff;
  /** No progress for this long while fetches return: look whether records wait (K7). Default 30,000. */
  readonly stuckAfterMs?: number;
  readonly now?: () => number;
  readonly random?: () => number;
};

export type ConsumerSettings = Required<Omit<BatchConsumerOptions, 'startOffset'>> &
  Pick<BatchConsumerOptions, 'startOffset'>;

/** Fills in the defaults. Throws RangeError when settings contradict each other; a retry does not help. */
export const toConsumerSettings = (options: BatchConsumerOptions): ConsumerSettings => {
  const settings: ConsumerSettings = {
    maxRecords: 500,
    maxBytesPerPartition: 1_048_576,
    maxWaitMs: 250,
    sessionTimeoutMs: 10_000,
    heartbeatIntervalMs: 1_000,
    rebalanceTimeoutMs: 45_000,
    maxHandlerMs: 30_000,
    commitTimeoutMs: 10_000,
    maxCommitFailures: 3,
    concurrency: 24,
    backoff: { firstMs: 200, maxMs: 3_000 },
    stuckAfterMs: 30_000,
    now: Date.now,
    random: Math.random,
    ...options,
  };
  if (settings.heartbeatIntervalMs * 3 > settings.sessionTimeoutMs) {
    throw new RangeError('heartbeatIntervalMs must be at most a third of sessionTimeoutMs');
  }
  if (settings.maxHandlerMs >= settings.rebalanceTimeoutMs) {
    throw new RangeError('maxHandlerMs must be below rebalanceTimeoutMs');
  }
  if (settings.maxRecords < 1) throw new RangeError('maxRecords must be above 0');
  return settings;
};
