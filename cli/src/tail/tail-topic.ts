import { once } from 'node:events';
import {
  createTopicDecoder,
  type OffsetRange,
  openTopicReader,
  type ReadPlace,
  type RecordView,
  resolvePlaces,
  type TopicAccess,
  toRecordView,
} from '@varselvakt/inspection';
import type { IncomingRecord } from '@varselvakt/kafka';
import { createDetector, createEventMask, type TextShowing } from '@varselvakt/rules';
import { CommandError, exitCodes } from '../command-error.ts';

/** What of a topic somebody wants to see, and when it is enough. */
export type TailRequest = {
  readonly topic: string;
  readonly range: OffsetRange;
  /** null = all. */
  readonly partition: number | null;
  /** Ends after so many records; null = never. */
  readonly maxRecords: number | null;
  /** Ends when what was there has been read. */
  readonly endsAtEnd: boolean;
  readonly showing: TextShowing;
  readonly print: (view: RecordView) => void;
};

/** Prints the records of a topic as they come, until there are enough or somebody ends it. Throws CommandError, KafkaError. */
export async function tailTopic(request: TailRequest, access: TopicAccess): Promise<void> {
  const { topic, maxRecords } = request;
  const places = await findPlaces(request, access);
  const decoder = createTopicDecoder(topic, access);
  const mask = createEventMask(createDetector());
  const isWanted = createSelection(request, places);
  const enough = Promise.withResolvers<void>();
  let printedCount = 0;
  const reader = await openTopicReader({
    ...access,
    topics: [topic],
    places,
    onRecords: async (records) => {
      const wanted = records.filter(isWanted);
      await decoder.prepare(wanted);
      for (const record of wanted) {
        if (printedCount === maxRecords) break;
        printedCount += 1;
        request.print(toRecordView(record, decoder.decode(record), mask, request.showing));
      }
      if (printedCount === maxRecords) enough.resolve();
    },
  });
  const isEnough = request.endsAtEnd ? [reader.caughtUp] : [once(process, 'SIGINT'), once(process, 'SIGTERM')];
  try {
    await Promise.race([enough.promise, reader.crashed, ...isEnough]);
  } finally {
    await reader.stop();
  }
}

/** The stretches to read; of partitions that nobody asked for only the end. */
async function findPlaces(
  { topic, range, partition }: TailRequest,
  { admin }: TopicAccess,
): Promise<readonly ReadPlace[]> {
  const partitionCount = await admin.partitionCount(topic);
  if (partitionCount === null) throw new CommandError(`There is no topic ${topic}.`, exitCodes.usage);
  if (partition !== null && partition >= partitionCount)
    throw new CommandError(`-p: ${topic} has partitions 0 to ${partitionCount - 1}.`, exitCodes.usage);
  const places = await resolvePlaces(admin, topic, range);
  return places.map((place) =>
    partition === null || place.partition === partition ? place : { ...place, startOffset: place.endOffset },
  );
}

function createSelection({ partition, range }: TailRequest, places: readonly ReadPlace[]) {
  const endOffsets = new Map(places.map((place) => [place.partition, place.endOffset]));
  return (record: IncomingRecord): boolean =>
    (partition === null || record.partition === partition) &&
    (range.to === null || record.offset < (endOffsets.get(record.partition) ?? 0n));
}
