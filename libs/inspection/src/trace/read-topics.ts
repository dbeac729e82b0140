import type { ClusterAdmin, IncomingRecord, PartitionBounds } from '@varselvakt/kafka';
import { openTopicReader } from '../open-topic-reader.ts';
import { type PlaceReading, readPlace } from '../places/read-places.ts';
import type { TopicAccess } from '../topic-access.ts';

/** How much of some topics was read. */
export type TopicsRead = {
  readonly readCount: number;
  /** Topics of which something was left, because it took too long. */
  readonly unread: readonly string[];
};

/** Reads topics from their start to where they end now, each partition in order. Throws KafkaError and what `onRecords` throws. */
export type ReadTopics = (
  topics: readonly string[],
  onRecords: (records: readonly IncomingRecord[]) => Promise<void>,
) => Promise<TopicsRead>;

/** Reads in a consumer group, all of it, however long that takes. */
export const readInGroup =
  (access: Pick<TopicAccess, 'client' | 'admin' | 'groupPrefix'>): ReadTopics =>
  async (topics, onRecords) => {
    let readCount = 0;
    const count = async (records: readonly IncomingRecord[]): Promise<void> => {
      readCount += records.length;
      await onRecords(records);
    };
    const reader = await openTopicReader({ ...access, topics, onRecords: count });
    try {
      await reader.caughtUp;
    } finally {
      await reader.stop();
    }
    return { readCount, unread: [] };
  };

export type TopicsReading = PlaceReading & { readonly admin: Pick<ClusterAdmin, 'topicBounds' | 'partitionCount'> };

/** Reads place by place, in no group, until it is over. A topic that is not there has nothing to read. */
export const readByPlace =
  ({ admin, ...reading }: TopicsReading): ReadTopics =>
  async (topics, onRecords) => {
    const unread = new Set<string>();
    let readCount = 0;
    for (const topic of topics) {
      for (const bounds of await findBounds(admin, topic)) {
        const { isWhole, recordCount } = await readPlace(reading, { topic, ...bounds }, onRecords);
        readCount += recordCount;
        if (!isWhole) unread.add(topic);
      }
    }
    return { readCount, unread: [...unread] };
  };

const findBounds = async (admin: TopicsReading['admin'], topic: string): Promise<readonly PartitionBounds[]> =>
  (await admin.partitionCount(topic)) === null ? [] : admin.topicBounds(topic);
