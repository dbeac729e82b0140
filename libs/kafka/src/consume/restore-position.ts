import type { Consumer } from 'kafkajs';
import type { KafkaObserver } from '../connect/observer.ts';
import { classifyKafkaError } from '../fault/classify-kafka-error.ts';
import { nextDelayMs, sleepMs } from '../waiting/backoff.ts';
import type { ConsumerSettings } from './consumer-options.ts';
import type { Membership } from './membership.ts';
import { noteFailure, type PartitionProgress } from './partition-progress.ts';

export type RestoreContext = {
  readonly consumer: Consumer;
  readonly settings: ConsumerSettings;
  readonly membership: Membership;
  readonly observe: KafkaObserver;
  readonly stopping: AbortSignal;
};

/**
 * Asks where to begin on a paused, newly assigned partition, goes there and lets it be read; asks again for as long as the
 * answer fails and the assignment stands. Never throws.
 */
export const restorePosition = async (
  { consumer, settings, membership, observe, stopping }: RestoreContext,
  progress: PartitionProgress,
): Promise<void> => {
  const epoch = membership.epoch();
  const isCurrent = (): boolean => membership.epoch() === epoch && !stopping.aborted;
  const { topic, partition } = progress;
  while (isCurrent()) {
    try {
      const offset = await settings.startOffset?.(topic, partition);
      if (!isCurrent()) return;
      if (offset !== undefined) {
        consumer.seek({ topic, partition, offset: offset.toString() });
        progress.position = offset;
        observe({ type: 'position_restored', topic, partition, offset });
      }
      progress.failingSinceAt = null;
      progress.attemptCount = 0;
      consumer.resume([{ topic, partitions: [partition] }]);
      return;
    } catch (error) {
      const { code, retriable } = classifyKafkaError(error);
      noteFailure(progress, code, settings.now());
      const { attemptCount } = progress;
      const retryInMs = nextDelayMs(settings.backoff, attemptCount, settings.random);
      const failingSinceAt = progress.failingSinceAt ?? settings.now();
      const failure = { code, retriable, attemptCount, failingSinceAt, retryInMs, error };
      observe({ type: 'batch_failed', topic, partition, offset: -1n, ...failure });
      await sleepMs(retryInMs, stopping);
    }
  }
};
