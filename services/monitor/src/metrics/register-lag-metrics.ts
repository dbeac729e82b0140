import type { LagReport } from '@varselvakt/lag';
import type { Metric, Registry } from 'prom-client';
import { burrowFamily } from './burrow-family.ts';
import { kafkaExporterFamily } from './kafka-exporter-family.ts';
import { kafkaLagExporterFamily } from './kafka-lag-exporter-family.ts';
import { kminionFamily } from './kminion-family.ts';
import type { FamilyName, LagMetric } from './metric-family.ts';
import { createOwnFamily } from './own-family.ts';

/** Every family beside our own, by the name that METRICS_COMPAT gives it. */
export const compatibleFamilies: Readonly<Record<FamilyName, readonly LagMetric[]>> = {
  kafka_exporter: kafkaExporterFamily,
  'kafka-lag-exporter': kafkaLagExporterFamily,
  kminion: kminionFamily,
  burrow: burrowFamily,
};

const isFamily = (name: string): name is FamilyName => Object.hasOwn(compatibleFamilies, name);

/** What prom-client asks of a metric when it is scraped. */
const toPromMetric = (metric: LagMetric, report: () => LagReport) => ({
  ...{ name: metric.name, help: metric.help, type: metric.type, labelNames: metric.labelNames, aggregator: 'omit' },
  get: async () => ({
    ...{ name: metric.name, help: metric.help, type: metric.type, aggregator: 'omit' },
    values: [...metric.samples(report())],
  }),
  reset: () => undefined,
});

/** Tells the lag under our own names and those of the wanted families, as `report` has it when somebody scrapes. Once per registry. */
export function registerLagMetrics(
  registry: Registry,
  wanted: readonly string[],
  report: () => LagReport,
  now: () => number = Date.now,
): void {
  const families = wanted.filter(isFamily).map((name) => compatibleFamilies[name]);
  for (const metric of [createOwnFamily(now), ...families].flat())
    registry.registerMetric(toPromMetric(metric, report) as unknown as Metric);
}
