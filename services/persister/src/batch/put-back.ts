import { RecordsRefused, type Sender } from '@varselvakt/kafka';
import { firstOffsetHeaders } from '@varselvakt/pipeline';
import type { StoredRecord } from '@varselvakt/store';

/** Below what a transaction may wait. */
const deadlineMs = 10_000;

/**
 * Makes the function that puts stored records behind their repeats on the event log, byte for byte, each with the offset where it stood first:
 * what compaction keeps is then what was stored, and a rebuild puts it in its place. `onRefused` hears of what Kafka does not take any more. Throws
 * KafkaError; a repeat does no harm.
 */
export function createPutBack(
  sender: Pick<Sender, 'send'>,
  onRefused: (code: string) => void,
): (records: readonly StoredRecord[]) => Promise<void> {
  return async (records) => {
    try {
      await sender.send(
        records.map(({ topic, partition, offset, key, value }) => ({
          topic,
          partition,
          key,
          value,
          headers: firstOffsetHeaders(offset),
        })),
        { deadlineMs },
      );
    } catch (error) {
      if (!(error instanceof RecordsRefused)) throw error;
      // Kafka took them once; that it does not any more must not stop everything behind them.
      for (const { code } of error.refusals) onRefused(code);
    }
  };
}
