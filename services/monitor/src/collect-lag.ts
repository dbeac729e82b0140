import type { ClusterAdmin } from '@varselvakt/kafka';
import { coerceError, errorCodeOf } from '@varselvakt/runtime';
import { decideLag, type PartitionLag } from './decide-lag.ts';

/** A consumer group of one of our services and what it reads. */
export type WatchedGroup = { readonly service: string; readonly groupId: string; readonly topics: readonly string[] };

/** What could be learned of a group at `measuredAt` (milliseconds since the epoch). */
export type GroupLag = WatchedGroup & { readonly measuredAt: number } & (
    | { readonly outcome: 'MEASURED'; readonly byTopic: ReadonlyMap<string, readonly PartitionLag[]> }
    | { readonly outcome: 'UNKNOWN'; readonly reason: string }
  );

type LagSource = Pick<ClusterAdmin, 'topicBounds' | 'committedOffsets'>;

/** Asks Kafka for the lag of a group. Never throws: a question that fails gives UNKNOWN with the code, never a lag of zero. */
export async function collectLag(admin: LagSource, group: WatchedGroup, now: () => number): Promise<GroupLag> {
  try {
    const byTopic = new Map<string, readonly PartitionLag[]>();
    for (const topic of group.topics) byTopic.set(topic, await collectTopicLag(admin, group.groupId, topic));
    return { ...group, measuredAt: now(), outcome: 'MEASURED', byTopic };
  } catch (thrown) {
    return { ...group, measuredAt: now(), outcome: 'UNKNOWN', reason: errorCodeOf(coerceError(thrown)) };
  }
}

async function collectTopicLag(admin: LagSource, groupId: string, topic: string): Promise<readonly PartitionLag[]> {
  const bounds = await admin.topicBounds(topic);
  const committed = await admin.committedOffsets(groupId, [topic]);
  const offsetOf = new Map(committed.map(({ partition, offset }) => [partition, offset]));
  return bounds.map((bound) => decideLag({ ...bound, committedOffset: offsetOf.get(bound.partition) ?? null }));
}

/** What waits for the whole group; null as soon as nothing of it is known. */
export function totalLag(group: GroupLag): bigint | null {
  if (group.outcome === 'UNKNOWN') return null;
  const known = [...group.byTopic.values()].flat().flatMap(({ lagCount }) => (lagCount === null ? [] : [lagCount]));
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0n);
}
