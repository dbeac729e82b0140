import type { ClusterAdmin } from '@varselvakt/kafka';
import { readLogPosition, type StoreConnection } from '@varselvakt/store';

/**
 * The log ends before the offset that is stored: the topic was made anew or lost its end. Going on would skip everything up to
 * that offset. Not retriable: a person must decide (and delete the rows of log_position to read from the start).
 */
class LogShorterThanStored extends Error {
  override readonly name = 'LogShorterThanStored';
  readonly code = 'PERSISTER_LOG_SHORTER_THAN_STORED';
  readonly retriable = false;
}

/**
 * Where to begin on a partition: at the stored offset, or at the start of the log when nothing is stored, never at the Kafka
 * commit, which is a hint for lag tools only (a new database has none of what was committed).
 */
export function createStartOffset(
  connection: StoreConnection,
  admin: ClusterAdmin,
): (topic: string, partition: number) => Promise<bigint> {
  return async (topic, partition) => {
    const stored = await connection.withClient((client) => readLogPosition(client, topic, partition));
    const bounds = (await admin.topicBounds(topic)).find((candidate) => candidate.partition === partition);
    if (stored === null) return bounds?.startOffset ?? 0n;
    if (bounds !== undefined && stored > bounds.endOffset) {
      throw new LogShorterThanStored(`${topic} ${partition} ends at ${bounds.endOffset}, stored is ${stored}`);
    }
    return stored;
  };
}
