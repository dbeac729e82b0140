import type { LagReport } from '@varselvakt/lag';
import { burrowFamily } from './burrow-family.ts';
import { kafkaExporterFamily } from './kafka-exporter-family.ts';
import { kafkaLagExporterFamily } from './kafka-lag-exporter-family.ts';
import { kminionFamily } from './kminion-family.ts';
import type { FamilyName, LagMetric, Sample } from './metric-family.ts';
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

/** Length of one piece, in characters: many thousand series go out without ever being one text. */
const PIECE_LENGTH = 32_768;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };
const escapeLabel = (value: string | number): string | number =>
  typeof value === 'number' ? value : value.replace(/[\\"\n]/g, (sign) => escapes[sign] ?? '');

/** One line. Parts and one join, and no text of its own for each label: this runs a million times for one scrape. */
function writeSample(name: string, labelNames: readonly string[], { labels, value }: Sample): string {
  const parts: (string | number)[] = [name];
  for (const label of labelNames)
    parts.push(parts.length === 1 ? '{' : '",', label, '="', escapeLabel(labels[label] ?? ''));
  parts.push(labelNames.length === 0 ? ' ' : '"} ', value, '\n');
  return parts.join('');
}

/** The metrics of a report as Prometheus reads them, in pieces of whole lines. */
export function* writeLagMetrics(metrics: readonly LagMetric[], report: LagReport): Generator<string> {
  let piece = '';
  for (const { name, help, type, labelNames, samples } of metrics) {
    piece += `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
    for (const sample of samples(report)) {
      piece += writeSample(name, labelNames, sample);
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
