import type { KafkaReport, LagReport } from '@varselvakt/lag';

/** Other exporters whose names we speak. */
export const familyNames = ['kafka_exporter', 'kafka-lag-exporter', 'kminion', 'burrow'] as const;
export type FamilyName = (typeof familyNames)[number];

export type Labels = Readonly<Record<string, string | number>>;
export type Sample = { readonly labels: Labels; readonly value: number };

/** One metric, read from the last report when somebody scrapes: nothing is kept for each series, and a scrape never asks Kafka. */
export type LagMetric = {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly labelNames: readonly string[];
  /** Only what is known: an unknown number is left out, and is never 0 or -1. */
  readonly samples: (report: LagReport) => Iterable<Sample>;
  /** Where partitions or topics are not told apart, the largest of them is told; without this, none. */
  readonly worst?: true;
};

/** A gauge of a family. */
export const gauge = (
  name: string,
  help: string,
  labelNames: readonly string[],
  samples: LagMetric['samples'],
): LagMetric => ({ name, help, type: 'gauge', labelNames, samples });

/** A gauge that alerts go by: where less is told apart, its largest is told. */
export const worstGauge = (...parts: Parameters<typeof gauge>): LagMetric => ({ ...gauge(...parts), worst: true });

/** A sample where the number is known. */
export const known = (labels: Labels, value: number | null): readonly Sample[] =>
  value === null ? [] : [{ labels, value }];

export type Group = LagReport['groups'][number];
export type Partition = Group['partitions'][number];

/** Samples of each group, and none of those that could not be read. */
export const perGroup = (read: (group: Group, cluster: string) => Iterable<Sample>): LagMetric['samples'] =>
  function* samples({ groups, cluster }) {
    for (const group of groups) if (group.outcome === 'MEASURED') yield* read(group, cluster);
  };

/** Samples of each partition of each group that could be read. */
export const perPartition = (
  read: (partition: Partition, group: Group, cluster: string) => Iterable<Sample>,
): LagMetric['samples'] =>
  perGroup(function* samples(group, cluster) {
    for (const partition of group.partitions) yield* read(partition, group, cluster);
  });

/** Partitions by their topics. */
export function byTopic(partitions: readonly Partition[]): ReadonlyMap<string, readonly Partition[]> {
  const found = new Map<string, Partition[]>();
  for (const partition of partitions) {
    const others = found.get(partition.topic);
    if (others === undefined) found.set(partition.topic, [partition]);
    else others.push(partition);
  }
  return found;
}

/** Samples of each topic of each group that could be read. */
export const perTopic = (
  read: (topic: string, partitions: readonly Partition[], group: Group, cluster: string) => Iterable<Sample>,
): LagMetric['samples'] =>
  perGroup(function* samples(group, cluster) {
    for (const [topic, partitions] of byTopic(group.partitions)) yield* read(topic, partitions, group, cluster);
  });

/** Each partition of the cluster once, whoever reads it. */
export const perLog =
  (read: (partition: Partition, cluster: string) => readonly Sample[]): LagMetric['samples'] =>
  ({ groups, cluster }) => {
    const seen = new Map<string, Partition>();
    for (const group of groups)
      for (const partition of group.partitions) seen.set(`${partition.topic}/${partition.partition}`, partition);
    return [...seen.values()].flatMap((partition) => read(partition, cluster));
  };

/** The sum, or null when any of it is unknown. */
export const sum = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce<number | null>((total, one) => (total === null || one === null ? null : total + one), 0);

type KafkaTopic = KafkaReport['topics'][number];

/** Samples of each topic that is watched, as the cluster tells of it; none while it says nothing. */
export const perKafkaTopic =
  (read: (topic: KafkaTopic) => Iterable<Sample>): LagMetric['samples'] =>
  ({ kafka }) =>
    (kafka?.topics ?? []).flatMap((topic) => [...read(topic)]);

/** A number for each partition of the topics that are watched, with `topic` and `partition` for labels. */
export const perPlace = (value: (place: KafkaTopic['partitions'][number]) => number | null): LagMetric['samples'] =>
  perKafkaTopic(({ topic, partitions }) =>
    partitions.flatMap((place) => known({ topic, partition: place.partition }, value(place))),
  );
