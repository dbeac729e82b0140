import type { Labels, LagMetric, Sample } from './metric-family.ts';

/** What the series of a group’s lag tell apart. */
export const granularities = ['partition', 'topic', 'group'] as const;
type Granularity = (typeof granularities)[number];

const groupLabels: ReadonlySet<string> = new Set(['group', 'consumergroup', 'consumer_group', 'group_id']);
const partitionLabels = ['partition', 'partition_id', 'member_host', 'consumer_id', 'client_id'] as const;
const topicLabels = ['topic', 'topic_name'] as const;
const finerThan: Readonly<Record<Granularity, ReadonlySet<string>>> = {
  partition: new Set(),
  topic: new Set(partitionLabels),
  group: new Set([...partitionLabels, ...topicLabels]),
};

/** The largest of those that are told as one, in the order in which each comes first. */
function* foldSamples(labelNames: readonly string[], samples: Iterable<Sample>): Generator<Sample> {
  const largest = new Map<string, Sample>();
  for (const { labels, value } of samples) {
    const kept: Labels = Object.fromEntries(labelNames.map((name) => [name, labels[name] ?? '']));
    const key = JSON.stringify(Object.values(kept));
    if (value > (largest.get(key)?.value ?? Number.NEGATIVE_INFINITY)) largest.set(key, { labels: kept, value });
  }
  yield* largest.values();
}

/**
 * Metrics that tell the lag of groups no finer than wanted: of what alerts go by the worst is told, the rest is left out. What is told of
 * topics, whoever reads them, stays: there are not many.
 */
export function coarsenMetrics(metrics: readonly LagMetric[], granularity: Granularity): readonly LagMetric[] {
  const finer = finerThan[granularity];
  return metrics.flatMap((metric) => {
    const { labelNames, samples, worst } = metric;
    const kept = labelNames.filter((name) => !finer.has(name));
    if (kept.length === labelNames.length || !labelNames.some((name) => groupLabels.has(name))) return [metric];
    return worst === true
      ? [{ ...metric, labelNames: kept, samples: (report) => foldSamples(kept, samples(report)) }]
      : [];
  });
}
