import { setTimeout as delay } from 'node:timers/promises';

/** Waits; returns true after the time, false as soon as the signal aborts. Never throws. */
export async function sleep(durationMs: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return false;
  try {
    await delay(durationMs, undefined, signal === undefined ? {} : { signal });
    return true;
  } catch {
    return false; // the only fault of a timer is that it was aborted
  }
}
