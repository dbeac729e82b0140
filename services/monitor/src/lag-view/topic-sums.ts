import type { GroupLag, PartitionReport } from '@varselvakt/lag';
import type { TopicSum } from '../../console/src/pages/lag/lag-answers.ts';

const gravity = ['OK', 'WARN', 'REWIND', 'STALL', 'STOP'] as const;

/** The graver of two statuses. */
const worseOf = (left: TopicSum['worst'], right: TopicSum['worst']): TopicSum['worst'] =>
  gravity.indexOf(left) >= gravity.indexOf(right) ? left : right;

/** How grave a status is; larger is worse. */
export const gravityOf = (status: PartitionReport['status']): number => gravity.indexOf(status);

const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

const maximum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((highest, value) => Math.max(highest, value), 0);
};

function toSum(topic: string, partitions: readonly PartitionReport[]): TopicSum {
  const neverCommittedCount = partitions.filter(({ committedOffset }) => committedOffset === null).length;
  const unknownCount = partitions.filter(({ committedOffset, lag }) => committedOffset !== null && lag === null).length;
  return {
    ...{ topic, partitionCount: partitions.length, neverCommittedCount, unknownCount },
    lag: sum(partitions.map(({ lag }) => lag)),
    maxTimeLagSeconds: maximum(partitions.map(({ timeLagSeconds }) => timeLagSeconds)),
    worst: partitions.map(({ status }) => status).reduce(worseOf, 'OK'),
  };
}

/** What a group has before it, topic by topic, in the order of their names. */
export function sumByTopic({ partitions }: GroupLag): readonly TopicSum[] {
  const byTopic = Map.groupBy(partitions, ({ topic }) => topic);
  return [...byTopic]
    .map(([topic, own]) => toSum(topic, own))
    .sort((left, right) => (left.topic < right.topic ? -1 : 1));
}

/** How far a group has come, topic by topic, as a sum of offsets. What it never committed counts from where the log begins: there it will begin. */
export function progressByTopic({ partitions }: GroupLag): ReadonlyMap<string, number> {
  const byTopic = new Map<string, number>();
  for (const { topic, committedOffset, startOffset } of partitions)
    byTopic.set(topic, (byTopic.get(topic) ?? 0) + (committedOffset ?? startOffset));
  return byTopic;
}
