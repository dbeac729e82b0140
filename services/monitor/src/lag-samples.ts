import type { LagSamples } from '@varselvakt/runtime';
import type { GroupLag } from './collect-lag.ts';

/** The lag of a group as metrics; partitions of unknown lag are left out. */
export function toLagSamples(group: GroupLag): LagSamples {
  if (group.outcome === 'UNKNOWN') return { group: group.groupId, isKnown: false, partitions: [] };
  const partitions = [...group.byTopic].flatMap(([topic, lags]) =>
    lags.flatMap(({ partition, lagCount }) =>
      lagCount === null ? [] : [{ topic, partition, lagCount: Number(lagCount) }],
    ),
  );
  return { group: group.groupId, isKnown: true, partitions };
}
