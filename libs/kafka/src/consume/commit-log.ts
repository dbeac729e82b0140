import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { KafkaObserver } from '../connect/observer.ts';
import { classifyKafkaError, isMembershipFault } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import type { ConsumerSettings } from './consumer-options.ts';
import type { PartitionProgress } from './partition-progress.ts';

/** Commits, and how they went. */
export type CommitLog = {
  /**
   * Commits one partition's position, bounded in time. A failed commit is counted, not fatal: the effect is durable, the worst
   * is a redelivery. Throws only kafkajs' own error that the group has moved on.
   */
  readonly commit: (payload: EachBatchPayload, progress: PartitionProgress, position: bigint) => Promise<void>;
  /**
   * Tries failed commits again, one round at a time and at most once a second: where nothing more comes, no next batch would do it.
   * Called after each fetch; never throws, never waits.
   */
  readonly retryFailed: (consumer: Pick<Consumer, 'commitOffsets'>, all: readonly PartitionProgress[]) => void;
  readonly failuresInRow: () => number;
  /** Since when commits fail, once `maxCommitFailures` of them did in a row; else null. */
  readonly failingSinceAt: () => number | null;
  readonly lastCommitAt: () => number | null;
};

const withinMs = async (work: Promise<void>, maxMs: number): Promise<void> => {
  const done = new AbortController();
  const tooLate = delay(maxMs, undefined, { signal: done.signal }).then(() => {
    throw new KafkaError('KAFKA_COMMIT_TIMEOUT', '', { retriable: true });
  });
  tooLate.catch(() => undefined);
  await Promise.race([work, tooLate]).finally(() => done.abort());
};

const RETRY_INTERVAL_MS = 1_000;

/** Begins with no commit. */
export const createCommitLog = (settings: ConsumerSettings, observe: KafkaObserver): CommitLog => {
  const { now, commitTimeoutMs, maxCommitFailures } = settings;
  let failuresInRow = 0;
  let firstFailureAt: number | null = null;
  let lastCommitAt: number | null = null;
  let nextRetryAt = 0;

  /** Waits for one commit and notes how it went; throws what it threw. */
  const note = async (
    progress: PartitionProgress,
    position: bigint,
    committing: () => Promise<void>,
  ): Promise<void> => {
    const { topic, partition } = progress;
    const startedAt = now();
    try {
      await withinMs(committing(), commitTimeoutMs);
      failuresInRow = 0;
      firstFailureAt = null;
      lastCommitAt = now();
      progress.lastCommitAt = lastCommitAt;
      progress.lastCommittedOffset = position;
      // A commit that was tried again may come in after a later one, and would then have moved the group back.
      progress.commitDue = progress.position !== null && position < progress.position;
      observe({ type: 'offset_committed', topic, partition, offset: position, durationMs: lastCommitAt - startedAt });
    } catch (error) {
      const { code } = classifyKafkaError(error);
      failuresInRow += 1;
      firstFailureAt ??= startedAt;
      progress.commitDue = true;
      observe({ type: 'commit_failed', topic, partition, offset: position, code, failuresInRow });
      throw error;
    }
  };

  const commit: CommitLog['commit'] = async (payload, progress, position) => {
    const { topic, partition } = progress;
    // Not consumer.commitOffsets(): that one silently commits nothing once stop() was called.
    const offsets = { topics: [{ topic, partitions: [{ partition, offset: position.toString() }] }] };
    try {
      await note(progress, position, () => payload.commitOffsetsIfNecessary(offsets));
    } catch (error) {
      if (isMembershipFault(classifyKafkaError(error).code)) throw error;
    }
  };

  const retryFailed: CommitLog['retryFailed'] = (consumer, all) => {
    const due = all.filter(({ commitDue, busy, position }) => commitDue && !busy && position !== null);
    if (due.length === 0 || now() < nextRetryAt) return;
    nextRetryAt = Number.POSITIVE_INFINITY;
    const retries = due.map((progress) => {
      const { topic, partition, position } = progress;
      const offset = (position ?? 0n).toString();
      return note(progress, position ?? 0n, () => consumer.commitOffsets([{ topic, partition, offset }]));
    });
    void Promise.allSettled(retries).then(() => {
      nextRetryAt = now() + RETRY_INTERVAL_MS;
    });
  };

  return {
    commit,
    retryFailed,
    failuresInRow: () => failuresInRow,
    failingSinceAt: () => (failuresInRow >= maxCommitFailures ? firstFailureAt : null),
    lastCommitAt: () => lastCommitAt,
  };
};
