import { type IncomingRecord, KafkaError, type RecordReader } from '@varselvakt/kafka';
import type { ReadPlace } from './resolve-places.ts';

type OnRecords = (records: readonly IncomingRecord[]) => Promise<void>;

export type PlaceReading = {
  readonly reader: RecordReader;
  /** Says when it is enough. */
  readonly isOver: () => boolean;
};

const fetchBytes = 1_000_000;
/** A broker that gives nothing for so long (half a second each) is not waited for any more. */
const maxEmptyFetches = 20;

/** Reads a stretch of one partition in its order; how much of it, in records, and whether all. Throws KafkaError and what `onRecords` throws. */
export async function readPlace(
  { reader, isOver }: PlaceReading,
  { topic, partition, startOffset, endOffset }: ReadPlace,
  onRecords: OnRecords,
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

/** Reads all of these stretches, one after the other. Throws KafkaError, also when a broker withholds some, and what `onRecords` throws. */
export async function readPlaces(
  reader: RecordReader,
  places: readonly ReadPlace[],
  onRecords: OnRecords,
): Promise<void> {
  for (const place of places) {
    const { isWhole } = await readPlace({ reader, isOver: () => false }, place, onRecords);
    if (!isWhole)
      throw new KafkaError('KAFKA_REQUEST_TIMEOUT', `${place.topic}/${place.partition}`, { retriable: true });
  }
}
