import type { ClusterAdmin, IncomingRecord, PartitionBounds, RecordReader } from '@varselvakt/kafka';
import { openTopicReader } from '../open-topic-reader.ts';
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

export type PlaceReading = {
  readonly reader: RecordReader;
  readonly admin: Pick<ClusterAdmin, 'topicBounds' | 'partitionCount'>;
  /** Says when it is enough. */
  readonly isOver: () => boolean;
};

const fetchBytes = 1_000_000;
/** A broker that gives nothing is asked again; then what it holds counts as unread. */
const maxEmptyFetches = 3;

/** Reads place by place, in no group, until it is over. A topic that is not there has nothing to read. */
export const readByPlace =
  (reading: PlaceReading): ReadTopics =>
  async (topics, onRecords) => {
    const unread = new Set<string>();
    let readCount = 0;
    for (const topic of topics) {
      for (const bounds of await findBounds(reading, topic)) {
        const { isWhole, recordCount } = await readPartition(reading, { topic, ...bounds }, onRecords);
        readCount += recordCount;
        if (!isWhole) unread.add(topic);
      }
    }
    return { readCount, unread: [...unread] };
  };

const findBounds = async ({ admin }: PlaceReading, topic: string): Promise<readonly PartitionBounds[]> =>
  (await admin.partitionCount(topic)) === null ? [] : admin.topicBounds(topic);

async function readPartition(
  { reader, isOver }: PlaceReading,
  { topic, partition, startOffset, endOffset }: PartitionBounds & { readonly topic: string },
  onRecords: (records: readonly IncomingRecord[]) => Promise<void>,
): Promise<{ readonly isWhole: boolean; readonly recordCount: number }> {
  let offset = startOffset;
  let emptyCount = 0;
  let recordCount = 0;
  while (offset < endOffset && emptyCount < maxEmptyFetches && !isOver()) {
    const { records, nextOffset } = await reader.read({ topic, partition, offset, endOffset }, fetchBytes);
    recordCount += records.length;
    await onRecords(records);
    emptyCount = nextOffset > offset ? 0 : emptyCount + 1;
    offset = nextOffset;
  }
  return { isWhole: offset >= endOffset, recordCount };
}
