import type { GroupAnswer, TopicAnswer } from '@varselvakt/kafka';
import { decideLag, type PartitionLag } from './decide-lag.ts';
import type { WaitingPlace } from './time-lag.ts';

/** The lag of one partition of a topic that was read. */
export type MeasuredPartition = {
  readonly topic: string;
  readonly partition: number;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly stableOffset: number;
  readonly committedOffset: number | null;
  readonly lag: PartitionLag;
};

const placeOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }): string =>
  `${topic}/${partition}`;

/** What a group has to do with: partitions that it committed, that a member has, and all of its own topics. */
export function measurePartitions(
  answer: GroupAnswer,
  own: readonly string[],
  topics: ReadonlyMap<string, TopicAnswer>,
): readonly MeasuredPartition[] {
  if (answer.outcome === 'FAILED') return [];
  const { offsets, members } = answer.facts;
  const committed = new Map(offsets.map((one) => [placeOf(one), Number(one.offset)]));
  const assigned = new Set(members.flatMap(({ partitions }) => partitions.map(placeOf)));
  const names = new Set([
    ...own,
    ...offsets.map(({ topic }) => topic),
    ...[...assigned].map((place) => place.slice(0, place.lastIndexOf('/'))),
  ]);
  return [...names].sort().flatMap((topic) => {
    const read = topics.get(topic);
    if (read?.outcome !== 'READ') return [];
    const isOwn = own.includes(topic);
    return read.partitions.flatMap((bounds): readonly MeasuredPartition[] => {
      const { partition } = bounds;
      const place = placeOf({ topic, partition });
      if (!isOwn && !committed.has(place) && !assigned.has(place)) return [];
      const known = {
        startOffset: Number(bounds.startOffset),
        endOffset: Number(bounds.endOffset),
        stableOffset: Number(bounds.stableOffset),
        committedOffset: committed.get(place) ?? null,
      };
      return [{ topic, partition, ...known, lag: decideLag(known) }];
    });
  });
}

/** Where records wait for any of the groups, group by group, so that not all of them are there at once. */
export function* waitingPlaces(
  groups: ReadonlyMap<string, GroupAnswer>,
  topics: ReadonlyMap<string, TopicAnswer>,
): Generator<WaitingPlace> {
  for (const answer of groups.values())
    for (const { topic, partition, stableOffset, lag } of measurePartitions(answer, [], topics))
      if (lag.outcome === 'KNOWN' && lag.lagCount > 0)
        yield { topic, partition, offset: lag.position, endOffset: stableOffset };
}
