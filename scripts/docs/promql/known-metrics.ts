import { createProcessMetrics } from '@varselvakt/runtime';

/** Labels by the name of a series, as Prometheus has it after a scrape. */
export type KnownMetrics = ReadonlyMap<string, ReadonlySet<string>>;

/** What Prometheus adds itself. */
const scrapeLabels = ['job', 'instance'];

const rowForm = /^\| `(\w+)` \|.*\| (\w+) \| ([^|]*)\|$/gm;

/**
 * Every series that there is: those of docs/metrics.md (which is written from the metrics' own declarations), with the parts of histograms,
 * those of the process and of Node, and `up`.
 */
export function readKnownMetrics(metricsPage: string): KnownMetrics {
  const known = new Map<string, ReadonlySet<string>>();
  const add = (name: string, labels: readonly string[]) => known.set(name, new Set([...labels, ...scrapeLabels]));
  const addMetric = (name: string, type: string, labels: readonly string[]) => {
    if (type === 'gauge' || type === 'counter') add(name, labels);
    if (type !== 'histogram') return;
    add(`${name}_bucket`, [...labels, 'le']);
    add(`${name}_sum`, labels);
    add(`${name}_count`, labels);
  };
  add('up', []);
  for (const metric of createProcessMetrics({ version: '', commit: '' }).getMetricsAsArray()) {
    const { name, labelNames = [] } = metric as unknown as {
      readonly name: string;
      readonly labelNames?: readonly string[];
    };
    addMetric(name, metric.constructor.name.toLowerCase(), labelNames);
  }
  for (const [, name = '', type = '', labels = ''] of metricsPage.matchAll(rowForm))
    addMetric(
      name,
      type,
      [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
    );
  return known;
}
