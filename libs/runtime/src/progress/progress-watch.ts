import type { HealthCheck } from '../health/health-checks.ts';
import { decideProgress, type ProgressLimits, type ProgressState } from './decide-progress.ts';

/** A loop reports to it at least as often as the unhealthy limit; it only has to say the truth. */
export type ProgressTracker = {
  /** Something was finished. */
  readonly progressed: () => void;
  /** There is nothing to do. */
  readonly idle: () => void;
  /** There is work that cannot be done, or a fault; `reason` is a code or a few plain words, never a value. */
  readonly blocked: (reason: string) => void;
  /** The loop is over; it is not watched any more. */
  readonly ended: () => void;
};

export type ProgressWatch = {
  readonly track: (name: string) => ProgressTracker;
  readonly healthCheck: HealthCheck;
  /** Every loop that is watched now; one that stands still for longer than the unhealthy limit is not alive. */
  readonly loops: () => readonly { readonly name: string; readonly isAlive: boolean }[];
  readonly close: () => void;
};

export type ProgressWatchOptions = ProgressLimits & {
  /** Called once, when a loop has stood still for too long. */
  readonly onExit: (loop: { readonly name: string; readonly stalledMs: number; readonly reason: string }) => void;
  readonly intervalMs?: number;
  readonly now?: () => number;
};

/** Watches the loops of one process. Time during which the process itself was suspended does not count against them. */
export function watchProgress(options: ProgressWatchOptions): ProgressWatch {
  const { intervalMs = 1_000, now = () => performance.now() } = options;
  const loops = new Map<string, ProgressState>();
  const clock = createAwakeClock(now, intervalMs * 5);
  const verdicts = () => [...loops].map(([name, state]) => ({ name, ...decideProgress(state, clock.now(), options) }));
  let hasExited = false;
  const timer = setInterval(() => {
    clock.tick();
    const stuck = verdicts().find(({ verdict }) => verdict === 'EXIT');
    if (stuck === undefined || hasExited) return;
    hasExited = true;
    options.onExit(stuck);
  }, intervalMs);
  timer.unref();
  return {
    track: (name) => trackLoop(name, loops, clock.now),
    healthCheck: { name: 'progress', kind: 'live', check: () => toHealth(verdicts()) },
    loops: () => verdicts().map(({ name, verdict }) => ({ name, isAlive: verdict === 'MOVING' })),
    close: () => clearInterval(timer),
  };
}

type NamedVerdict = { readonly name: string } & ReturnType<typeof decideProgress>;

function toHealth(verdicts: readonly NamedVerdict[]) {
  const stalled = verdicts.filter(({ verdict }) => verdict !== 'MOVING');
  const describe = ({ name, stalledMs, reason }: NamedVerdict) =>
    `${name}: no progress for ${Math.round(stalledMs / 1_000)} s (${reason})`;
  return { ok: stalled.length === 0, reason: stalled.length === 0 ? 'moving' : stalled.map(describe).join('; ') };
}

function trackLoop(name: string, loops: Map<string, ProgressState>, now: () => number): ProgressTracker {
  const set = (blockedSinceAt: number | null, reason: string) =>
    loops.set(name, { reportedAt: now(), blockedSinceAt, reason });
  set(null, 'started');
  return {
    progressed: () => set(null, 'progressed'),
    idle: () => set(null, 'idle'),
    blocked: (reason) => set(loops.get(name)?.blockedSinceAt ?? now(), reason),
    ended: () => loops.delete(name),
  };
}

/** Counts at most `maxStepMs` per tick: after a SIGSTOP or a laptop's sleep nobody has "stood still" for an hour. */
function createAwakeClock(now: () => number, maxStepMs: number) {
  let awakeMs = 0;
  let lastAt = now();
  const tick = () => {
    const at = now();
    awakeMs += Math.min(maxStepMs, Math.max(0, at - lastAt));
    lastAt = at;
  };
  return { tick, now: () => awakeMs };
}
