import type { ClusterAdmin } from '@varselvakt/kafka';

/** One partition of a feedback topic, and how far it is read. */
export type ReadingPlace = {
  readonly topic: string;
  readonly partition: number;
  /** The next offset to be counted. */
  nextOffset: bigint;
  /** What was there when reading began ends here. */
  readonly endOffset: bigint;
  /** Whether records that may have been of the time asked for are gone. */
  readonly isTrimmed: boolean;
  /** Time of the first record that was read, ms since the epoch. */
  firstReadAt: number | undefined;
};

export type PlaceQuestion = {
  readonly admin: Pick<ClusterAdmin, 'topicBounds' | 'offsetsAt'>;
  readonly topics: readonly string[];
  readonly fromAt: number;
};

/** Clocks of those who wrote outcomes, and of whoever wrote the record, may differ by so much. */
const clockSkewMs = 300_000;

/** What a partition is found by. */
export const placeKeyOf = ({ topic, partition }: Pick<ReadingPlace, 'topic' | 'partition'>): string =>
  `${topic}/${partition}`;

/** Where to begin in each partition. Throws KafkaError. */
export async function findReadingPlaces({ admin, topics, fromAt }: PlaceQuestion): Promise<readonly ReadingPlace[]> {
  const ofTopic = async (topic: string): Promise<readonly ReadingPlace[]> => {
    const bounds = await admin.topicBounds(topic);
    const offsets = await admin.offsetsAt(topic, Math.max(0, fromAt - clockSkewMs));
    const offsetOf = new Map(offsets.map(({ partition, offset }) => [partition, offset]));
    return bounds.map(({ partition, startOffset, endOffset }) => {
      const offset = offsetOf.get(partition) ?? startOffset;
      const isTrimmed = startOffset > 0n && offset <= startOffset;
      const nextOffset = isTrimmed ? startOffset : offset;
      return { topic, partition, nextOffset, endOffset, isTrimmed, firstReadAt: undefined };
    });
  };
  // One after the other: a question that fails must not leave others behind that are asked again and again.
  const places: ReadingPlace[] = [];
  for (const topic of topics) places.push(...(await ofTopic(topic)));
  return places;
}

/**
 * Since when nothing has left these partitions, ms since the epoch; null: nothing of the time asked for has. Records leave in order, so
 * the first one left tells; where none is left, what is kept at all does (`keptFromAt`).
 */
export function findOutcomesFrom(places: readonly ReadingPlace[], keptFromAt: number): number | null {
  const begins = places.filter(({ isTrimmed }) => isTrimmed).map(({ firstReadAt }) => firstReadAt ?? keptFromAt);
  return begins.length === 0 ? null : Math.max(...begins);
}
