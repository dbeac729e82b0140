import type { LagReport } from '@varselvakt/lag';
import { burrowFamily } from './burrow-family.ts';
import { kafkaExporterFamily } from './kafka-exporter-family.ts';
import { kafkaLagExporterFamily } from './kafka-lag-exporter-family.ts';
import { kminionFamily } from './kminion-family.ts';
import type { FamilyName, Labels, LagMetric } from './metric-family.ts';
import { createOwnFamily } from './own-family.ts';

/** Every family beside our own, by the name that METRICS_COMPAT gives it. */
export const compatibleFamilies: Readonly<Record<FamilyName, readonly LagMetric[]>> = {
  kafka_exporter: kafkaExporterFamily,
  'kafka-lag-exporter': kafkaLagExporterFamily,
  kminion: kminionFamily,
  burrow: burrowFamily,
};

const isFamily = (name: string): name is FamilyName => Object.hasOwn(compatibleFamilies, name);

/** Our own metrics and those of the wanted families. `now` in milliseconds since the epoch. */
export function chooseMetrics(wanted: readonly string[], now: () => number = Date.now): readonly LagMetric[] {
  const families = wanted.filter(isFamily).map((name) => compatibleFamilies[name]);
  return [createOwnFamily(now), ...families].flat();
}

/** Lines of one piece: many thousand series go out without ever being one text. */
const LINES_PER_PIECE = 500;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };
const escapeLabel = (value: string | number): string =>
  String(value).replace(/[\\"\n]/g, (sign) => escapes[sign] ?? '');

function writeLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** The metrics of a report as Prometheus reads them, in pieces of whole lines. */
export function* writeLagMetrics(metrics: readonly LagMetric[], report: LagReport): Generator<string> {
  for (const { name, help, type, samples } of metrics) {
    let lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
    for (const { labels, value } of samples(report)) {
      lines.push(`${name}${writeLabels(labels)} ${value}`);
      if (lines.length < LINES_PER_PIECE) continue;
      yield `${lines.join('\n')}\n`;
      lines = [];
    }
    if (lines.length > 0) yield `${lines.join('\n')}\n`;
  }
}
