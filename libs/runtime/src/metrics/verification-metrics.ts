import { Counter, Gauge, type Registry } from 'prom-client';
import type { FlowEvent } from './flow-event.ts';

type Handler<Type extends FlowEvent['type']> = (event: Extract<FlowEvent, { type: Type }>) => void;

/** What sweeps say of erasures, as metrics in the given registry. Once per registry. */
export function createVerificationMetrics(registry: Registry): {
  readonly LeftoversFound: Handler<'LeftoversFound'>;
  readonly SweepSeen: Handler<'SweepSeen'>;
} {
  const registers = [registry];
  const gauge = (name: string, help: string) => {
    const made = new Gauge({ name, help, registers });
    made.remove(); // absent until it is measured: unknown is not zero
    return made;
  };
  const lastVerified = gauge(
    'notif_erasure_last_verified_timestamp_seconds',
    'End of the last finished verification of erasures',
  );
  const lastFound = gauge(
    'notif_erasure_last_sweep_found',
    'Leftovers of erased aggregates that the last verification found',
  );
  const found = new Counter({
    name: 'notif_erasure_found_total',
    help: 'Leftovers of erased aggregates that were found and removed',
    labelNames: ['place'],
    registers,
  });
  return {
    LeftoversFound: ({ place, count }) => found.inc({ place }, count),
    SweepSeen: ({ finishedAt, foundCount }) => {
      lastVerified.set(finishedAt / 1_000);
      lastFound.set(foundCount);
    },
  };
}
