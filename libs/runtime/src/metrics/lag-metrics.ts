import { Gauge, type Registry } from 'prom-client';

/** What is known of one consumer group; partitions of unknown lag are not among `partitions`. */
export type LagSamples = {
  readonly group: string;
  readonly isKnown: boolean;
  readonly partitions: readonly { readonly topic: string; readonly partition: number; readonly lagCount: number }[];
};

/**
 * Lag under the names of kafka_exporter, from one place only. Each call replaces everything told before: a group that cannot be asked has
 * no series, and `notif_lag_collector_success` says 0, for a failed question is not a lag of zero.
 */
export function createLagMetrics(registry: Registry): (groups: readonly LagSamples[]) => void {
  const registers = [registry];
  const lag = new Gauge({
    name: 'kafka_consumergroup_lag',
    help: 'Records that wait for a consumer group; absent where it is unknown',
    labelNames: ['consumergroup', 'topic', 'partition'],
    registers,
  });
  const success = new Gauge({
    name: 'notif_lag_collector_success',
    help: '1 when the last question for the lag of the group was answered',
    labelNames: ['group'],
    registers,
  });
  return (groups) => {
    lag.reset();
    for (const { group, isKnown, partitions } of groups) {
      success.set({ group }, isKnown ? 1 : 0);
      for (const { topic, partition, lagCount } of partitions)
        lag.set({ consumergroup: group, topic, partition: String(partition) }, lagCount);
    }
  };
}
