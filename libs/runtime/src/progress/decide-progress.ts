/** What a loop said of itself last, on a clock that counts the milliseconds during which the process really ran. */
export type ProgressState = {
  readonly reportedAt: number;
  /** Since when there is work (or a fault) without progress; null when it moves or has nothing to do. */
  readonly blockedSinceAt: number | null;
  readonly reason: string;
};

export type ProgressLimits = { readonly unhealthyAfterMs: number; readonly exitAfterMs: number };

export type ProgressVerdict = {
  readonly verdict: 'MOVING' | 'UNHEALTHY' | 'EXIT';
  readonly stalledMs: number;
  readonly reason: string;
};

/**
 * No process stays alive but idle for good: a loop that cannot progress, or that says nothing at all any more, is
 * unhealthy after one limit and ends the process after the other.
 */
export function decideProgress(state: ProgressState, now: number, limits: ProgressLimits): ProgressVerdict {
  const isSilent = state.blockedSinceAt === null;
  const stalledMs = Math.max(0, now - (state.blockedSinceAt ?? state.reportedAt));
  const reason = isSilent ? 'the loop has said nothing' : state.reason;
  if (stalledMs >= limits.exitAfterMs) return { verdict: 'EXIT', stalledMs, reason };
  if (stalledMs >= limits.unhealthyAfterMs) return { verdict: 'UNHEALTHY', stalledMs, reason };
  return { verdict: 'MOVING', stalledMs, reason: isSilent ? 'moving' : state.reason };
}
