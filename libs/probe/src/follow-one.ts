import { sleep } from '@varselvakt/runtime';
import type { LaunchedProbe } from './launch-probe.ts';
import { measureLegs, type ProbeLeg, type ProbeVerdict, probeLegs } from './probe-way.ts';

/** What became of a probe that somebody has sent by hand. */
export type ProbeResult = {
  readonly verdict: Exclude<ProbeVerdict, { outcome: 'UNDER_WAY' }>;
  /** Milliseconds; null where it did not get so far. */
  readonly legsMs: Readonly<Record<ProbeLeg, number | null>>;
};

const LOOK_MS = 100;

function throwUnlessRetriable(thrown: unknown): void {
  const { retriable } = thrown as { readonly retriable?: unknown };
  if (retriable !== true) throw thrown;
}

/**
 * Follows one probe until it has come back or is lost, and tells of each leg. A look that fails for a while is made again; throws what does
 * not heal by itself, such as a missing right.
 */
export async function followOne(
  probe: LaunchedProbe,
  onLeg: (leg: ProbeLeg, durationMs: number) => void,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const told = new Set<ProbeLeg>();
  for (;;) {
    await probe.look().catch(throwUnlessRetriable);
    const legsMs = measureLegs(probe.way());
    for (const leg of probeLegs) {
      const durationMs = legsMs[leg];
      if (durationMs === null || told.has(leg)) continue;
      told.add(leg);
      onLeg(leg, durationMs);
    }
    const verdict = probe.verdict();
    if (verdict.outcome !== 'UNDER_WAY') return { verdict, legsMs };
    await sleep(LOOK_MS, signal);
    signal.throwIfAborted();
  }
}
