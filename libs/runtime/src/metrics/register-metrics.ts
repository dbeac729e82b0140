import { Gauge, type Registry } from 'prom-client';

/** Tells which register a service works by. */
export type RegisterMetrics = {
  /** A register is in use from now on, epoch ms. */
  readonly loaded: (version: string, loadedAt: number) => void;
  /** What the last look at the files found; a faulty register is not taken into use. */
  readonly looked: (isGood: boolean) => void;
};

/** `notif_register_…` in the given registry. Once per registry; only where there is a register to tell of. */
export function createRegisterMetrics(registry: Registry): RegisterMetrics {
  const registers = [registry];
  const info = new Gauge({
    name: 'notif_register_info',
    help: 'The register in use, by the hash of its content; the value is always 1',
    labelNames: ['version'],
    registers,
  });
  const loadedAtSeconds = new Gauge({
    name: 'notif_register_loaded_timestamp_seconds',
    help: 'When the register in use was taken into use; 0 while there is none',
    registers,
  });
  const faulty = new Gauge({
    name: 'notif_register_faulty',
    help: '1 while the files of the register have faults or cannot be read, and the last good one stays in use',
    registers,
  });
  return {
    loaded: (version, loadedAt) => {
      info.reset();
      info.set({ version }, 1);
      loadedAtSeconds.set(loadedAt / 1_000);
    },
    looked: (isGood) => faulty.set(isGood ? 0 : 1),
  };
}

/** `notif_ruleset_info`: the rules that events are judged by. Once per registry. */
export function showRuleSet(
  registry: Registry,
  { version, hash }: { readonly version: string; readonly hash: string },
): void {
  const info = new Gauge({
    name: 'notif_ruleset_info',
    help: 'The rules that events are judged by, with the SHA-256 of their table; the value is always 1',
    labelNames: ['version', 'hash'],
    registers: [registry],
  });
  info.set({ version, hash }, 1);
}
