import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** One of the ways that a probe goes, such as `store`. */
type Leg = string;

/** Tells of the end-to-end probe. */
export type ProbeMetrics = {
  readonly sent: () => void;
  readonly returned: () => void;
  readonly lost: (leg: Leg) => void;
  readonly legGone: (leg: Leg, durationMs: number) => void;
};

/** Up to a deleter that runs every few minutes. */
const seconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900];

type Standing = { readonly inFlight: number; readonly isCounting: boolean };

/** `notif_probe_…` in the given registry; `standing` is asked at each scrape. Once per registry, only where probes are sent. */
export function createProbeMetrics(registry: Registry, legs: readonly Leg[], standing: () => Standing): ProbeMetrics {
  const registers = [registry];
  const count = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `notif_probe_${name}_total`, help, labelNames, registers });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name: `notif_probe_${name}`, help, registers },
      collect() {
        this.set(read());
      },
    });
  const sent = count('sent', 'Probes sent since one came back for the first time');
  const returned = count('received', 'Probes that were stored and deleted within their service levels');
  const lost = count('lost', 'Probes that were not back in time, by the leg that they did not end', 'leg');
  const roundtrip = new Histogram({
    name: 'notif_probe_roundtrip_seconds',
    help: 'How long a probe took: to the event log, from there into the tables, from being due to being gone everywhere',
    labelNames: ['leg'],
    buckets: seconds,
    registers,
  });
  gauge('in_flight', 'Probes under way', () => standing().inFlight);
  gauge('counting', '0 while no probe has come back since the start, and none counts', () =>
    standing().isCounting ? 1 : 0,
  );
  // From zero: a counter that begins with its first loss shows no increase.
  for (const leg of legs) lost.inc({ leg }, 0);
  return {
    sent: () => sent.inc(),
    returned: () => returned.inc(),
    lost: (leg) => lost.inc({ leg }),
    legGone: (leg, durationMs) => roundtrip.observe({ leg }, durationMs / 1_000),
  };
}
