import type { Consumer } from 'kafkajs';
import type { KafkaClient } from '../connect/client.ts';
import { createRawConnection } from '../lag/raw-connection.ts';
import { readTopicIds } from '../lag/topic-ids.ts';
import type { ConsumerSettings } from './consumer-options.ts';
import type { Membership } from './membership.ts';
import { noteProgress } from './partition-progress.ts';

/** Sees when a topic was deleted and made anew between two fetches: its offsets begin again, and ours mean nothing any more. */
export type TopicWatch = {
  /** Called after each fetch; asks the broker every few seconds. Never throws, never waits. */
  readonly afterFetch: () => void;
  readonly close: () => Promise<void>;
};

const INTERVAL_MS = 2_000;

export type TopicWatchParts = {
  readonly client: KafkaClient;
  readonly consumer: Pick<Consumer, 'seek'>;
  readonly settings: ConsumerSettings;
  readonly membership: Membership;
};

/**
 * The broker forgets what a group has committed on a topic that is deleted, but a member that runs fetches on from where it was: once the new
 * topic has grown past that, what comes before would never be read. A member that keeps its own positions decides by itself (`startOffset`).
 */
export const createTopicWatch = ({ client, consumer, settings, membership }: TopicWatchParts): TopicWatch => {
  const { topics, startOffset, now } = settings;
  const connection = createRawConnection(client);
  const known = new Map<string, string>();
  let nextLookAt = 0;
  let looking: Promise<void> = Promise.resolve();

  const beginAgain = (topic: string): void => {
    for (const progress of membership.all().filter((one) => one.topic === topic)) {
      const { partition } = progress;
      client.observe({ type: 'offset_reset', topic, partition });
      consumer.seek({ topic, partition, offset: '0' }); // where the log begins later, the fetch says so and goes there
      noteProgress(progress, 0n, now());
      progress.commitDue = true;
    }
  };
  const look = async (): Promise<void> => {
    const ids = await connection.askAll('topic ids', (cluster) => readTopicIds(cluster, topics));
    for (const [topic, id] of ids) {
      const before = known.get(topic);
      known.set(topic, id);
      if (before === undefined) client.observe({ type: 'topic_identified', topic });
      else if (before !== id) beginAgain(topic);
    }
  };
  return {
    afterFetch: () => {
      if (startOffset !== undefined || now() < nextLookAt) return;
      nextLookAt = Number.POSITIVE_INFINITY;
      // A broker that does not answer is told of by others, and one that does not know ids has none to compare.
      looking = look()
        .catch(() => undefined)
        .then(() => {
          nextLookAt = now() + INTERVAL_MS;
        });
    },
    close: async () => {
      await connection.close();
      await looking;
    },
  };
};
