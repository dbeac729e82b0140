import type { ClusterAdmin, PartitionBounds } from '@varselvakt/kafka';
import type { OffsetPoint, OffsetRange } from './offset-range.ts';

/** What is to be read of one partition: from `startOffset` up to `endOffset`, exclusive. */
export type ReadPlace = PartitionBounds & { readonly topic: string };

/** The stretch of each partition that a range means, within what the log holds. Throws KafkaError as the admin does. */
export async function resolvePlaces(
  admin: Pick<ClusterAdmin, 'topicBounds' | 'offsetsAt'>,
  topic: string,
  { from, to }: OffsetRange,
): Promise<readonly ReadPlace[]> {
  const bounds = await admin.topicBounds(topic);
  const starts = await resolvePoint(admin, topic, from, bounds);
  const ends = await resolvePoint(admin, topic, to ?? { at: 'END' }, bounds);
  return bounds.map(({ partition }, index) => {
    const startOffset = starts[index] ?? 0n;
    const endOffset = ends[index] ?? 0n;
    return { topic, partition, startOffset, endOffset: endOffset < startOffset ? startOffset : endOffset };
  });
}

/** The offset that a point means in each partition. Throws KafkaError as the admin does. */
export async function resolvePoint(
  admin: Pick<ClusterAdmin, 'offsetsAt'>,
  topic: string,
  point: OffsetPoint,
  bounds: readonly PartitionBounds[],
): Promise<readonly bigint[]> {
  const found = point.at === 'TIME' ? await admin.offsetsAt(topic, point.time) : [];
  const byTime = new Map(found.map(({ partition, offset }) => [partition, offset]));
  return bounds.map((one) => clamp(offsetOf(point, one, byTime.get(one.partition)), one));
}

function offsetOf(
  point: OffsetPoint,
  { startOffset, endOffset }: PartitionBounds,
  offsetAtTime: bigint | undefined,
): bigint {
  switch (point.at) {
    case 'START':
      return startOffset;
    case 'END':
      return endOffset;
    case 'OFFSET':
      return point.offset;
    case 'AFTER_START':
      return startOffset + point.recordCount;
    case 'BEFORE_END':
      return endOffset - point.recordCount;
    case 'TIME':
      return offsetAtTime ?? endOffset;
    default:
      return point satisfies never;
  }
}

const clamp = (offset: bigint, { startOffset, endOffset }: PartitionBounds): bigint =>
  offset < startOffset ? startOffset : offset > endOffset ? endOffset : offset;
