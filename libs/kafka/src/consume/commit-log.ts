import { setTimeout as delay } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
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

/** Begins with no commit. */
export const createCommitLog = (settings: ConsumerSettings, observe: KafkaObserver): CommitLog => {
  const { now, commitTimeoutMs, maxCommitFailures } = settings;
  let failuresInRow = 0;
  let firstFailureAt: number | null = null;
  let lastCommitAt: number | null = null;

  const commit: CommitLog['commit'] = async (payload, progress, position) => {
    const { topic, partition } = progress;
    const startedAt = now();
    try {
      // Not consumer.commitOffsets(): that one silently commits nothing once stop() was called.
      const offsets = { topics: [{ topic, partitions: [{ partition, offset: position.toString() }] }] };
      await withinMs(payload.commitOffsetsIfNecessary(offsets), commitTimeoutMs);
      failuresInRow = 0;
      firstFailureAt = null;
      lastCommitAt = now();
      progress.lastCommitAt = lastCommitAt;
      progress.lastCommittedOffset = position;
      observe({ type: 'offset_committed', topic, partition, offset: position, durationMs: lastCommitAt - startedAt });
    } catch (error) {
      const { code } = classifyKafkaError(error);
      failuresInRow += 1;
      firstFailureAt ??= startedAt;
      observe({ type: 'commit_failed', topic, partition, offset: position, code, failuresInRow });
      if (isMembershipFault(code)) throw error;
    }
  };

  return {
    commit,
    failuresInRow: () => failuresInRow,
    failingSinceAt: () => (failuresInRow >= maxCommitFailures ? firstFailureAt : null),
    lastCommitAt: () => lastCommitAt,
  };
};
