import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { KafkaObserver } from '../connect/observer.ts';
import { classifyKafkaError, isMembershipFault } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import type { ConsumerSettings } from './consumer-options.ts';
import { noteCommit, type PartitionProgress } from './partition-progress.ts';

/** Commits, and how they went. */
export type CommitLog = {
  /**
   * Commits one partition's position, bounded in time. A failed commit is counted, not fatal: the effect is durable, the worst
   * is a redelivery. Throws only kafkajs' own error that the group has moved on.
   */
  readonly commit: (payload: EachBatchPayload, progress: PartitionProgress, position: bigint) => Promise<void>;
  /**
   * Tries commits again that failed or are due, one round at a time and at most once a second: where nothing more comes, no next batch would do it.
   * Called after each fetch; never waits. Throws, once, what a retry of before was told when it says that the group has moved on.
   */
  readonly retryFailed: (consumer: Pick<Consumer, 'commitOffsets'>, all: readonly PartitionProgress[]) => void;
  /** To be called when the group was joined: what was answered to an older membership means nothing any more. */
  readonly joined: () => void;
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

type Place = Pick<PartitionProgress, 'topic' | 'partition'>;

/**
 * Only until the first batch brings something better: kafkajs tries this again by itself for half a minute, also after we have given it up.
 * An old offset would then come in behind a newer one and move the group back, with nobody to notice.
 */
const commitPatiently = (consumer: Pick<Consumer, 'commitOffsets'>, place: Place, position: bigint): Promise<void> =>
  consumer.commitOffsets([{ topic: place.topic, partition: place.partition, offset: position.toString() }]);

const toOffsets = ({ topic, partition }: Place, position: bigint) => ({
  topics: [{ topic, partitions: [{ partition, offset: position.toString() }] }],
});

/** What a retry was told by which kafkajs has to join anew, until somebody is there to hear it: only batches and fetches can tell kafkajs. */
const createFaultToTell = () => {
  let untold: unknown;
  let joinCount = 0;
  return {
    throwOnce: (): void => {
      const fault = untold;
      untold = undefined;
      if (fault !== undefined) throw fault;
    },
    /** Listens for the answers to a round. What an older membership was told would let kafkajs give up the new one. */
    listen: () => {
      const askedAt = joinCount;
      return (results: readonly PromiseSettledResult<void>[]): void => {
        const faults = results.map((result) => (result.status === 'rejected' ? result.reason : undefined));
        const fault = faults.find((one) => isMembershipFault(classifyKafkaError(one).code));
        if (askedAt === joinCount) untold = fault;
      };
    },
    joined: (): void => {
      joinCount += 1;
      untold = undefined;
    },
  };
};

/** Counts failures in a row; `since` is null until there are `maxCount` of them. */
const createFailureCount = (maxCount: number) => {
  let count = 0;
  let firstAt: number | null = null;
  return {
    forget: () => {
      count = 0;
      firstAt = null;
    },
    add: (at: number): number => {
      firstAt ??= at;
      count += 1;
      return count;
    },
    count: () => count,
    since: () => (count >= maxCount ? firstAt : null),
  };
};

/** Begins with no commit. */
export const createCommitLog = (settings: ConsumerSettings, observe: KafkaObserver): CommitLog => {
  const { now, commitTimeoutMs, maxCommitFailures } = settings;
  const failures = createFailureCount(maxCommitFailures);
  let lastCommitAt: number | null = null;
  let nextRetryAt = 0;
  const movedOn = createFaultToTell();
  /** Commits any partition, once; known from the first batch on. */
  let commitOnce: EachBatchPayload['commitOffsetsIfNecessary'] | undefined;

  /** Waits for one commit and notes how it went; throws what it threw. */
  const note = async (
    progress: PartitionProgress,
    position: bigint,
    committing: () => Promise<void>,
  ): Promise<void> => {
    const place = { topic: progress.topic, partition: progress.partition, offset: position };
    const startedAt = now();
    const committed = committing();
    try {
      await withinMs(committed, commitTimeoutMs);
      failures.forget();
      lastCommitAt = now();
      noteCommit(progress, position, lastCommitAt);
      observe({ type: 'offset_committed', ...place, durationMs: lastCommitAt - startedAt });
    } catch (error) {
      const { code } = classifyKafkaError(error);
      progress.commitDue = true;
      void committed.then(() => noteCommit(progress, position, now())).catch(() => undefined);
      observe({ type: 'commit_failed', ...place, code, failuresInRow: failures.add(startedAt) });
      throw error;
    }
  };

  const commit: CommitLog['commit'] = async (payload, progress, position) => {
    // Nor does consumer.commitOffsets() commit anything once stop() was called, and it does not say so.
    commitOnce = payload.commitOffsetsIfNecessary;
    try {
      await note(progress, position, () => payload.commitOffsetsIfNecessary(toOffsets(progress, position)));
    } catch (error) {
      if (isMembershipFault(classifyKafkaError(error).code)) throw error;
    }
  };

  const retryFailed: CommitLog['retryFailed'] = (consumer, all) => {
    movedOn.throwOnce();
    const due = all.filter(({ commitDue, busy, position }) => commitDue && !busy && position !== null);
    if (due.length === 0 || now() < nextRetryAt) return;
    nextRetryAt = Number.POSITIVE_INFINITY;
    const noteFaults = movedOn.listen();
    const retries = due.map((progress) => {
      const position = progress.position ?? 0n;
      const again = () => commitOnce?.(toOffsets(progress, position)) ?? commitPatiently(consumer, progress, position);
      return note(progress, position, again);
    });
    void Promise.allSettled(retries).then((results) => {
      nextRetryAt = now() + RETRY_INTERVAL_MS;
      noteFaults(results);
    });
  };

  return {
    commit,
    retryFailed,
    joined: movedOn.joined,
    failuresInRow: failures.count,
    failingSinceAt: failures.since,
    lastCommitAt: () => lastCommitAt,
  };
};
