import { setTimeout as delay } from 'node:timers/promises';

/** How long to wait between attempts. */
export type Backoff = {
  readonly firstMs: number;
  readonly maxMs: number;
};

/**
 * The wait before attempt `attemptCount + 1`: doubles from `firstMs` up to `maxMs`, less up to a half at random, so that many
 * members do not knock at the same moment. `random` gives a number in [0, 1).
 */
export const nextDelayMs = (backoff: Backoff, attemptCount: number, random: () => number): number => {
  const full = Math.min(backoff.maxMs, backoff.firstMs * 2 ** Math.min(attemptCount - 1, 30));
  return Math.max(1, Math.round(full * (1 - random() / 2)));
};

/** Waits; returns early (never throws) when the signal is aborted. True = the whole time passed. */
export const sleepMs = async (durationMs: number, signal: AbortSignal): Promise<boolean> => {
  try {
    await delay(durationMs, undefined, { signal });
    return true;
  } catch {
    return false;
  }
};
