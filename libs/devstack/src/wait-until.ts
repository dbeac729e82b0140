import { setTimeout as sleep } from 'node:timers/promises';

/** Asks `check` every `everyMs` until it is true; false when `deadlineMs` has passed or the signal was aborted. */
export async function waitUntil(
  check: () => Promise<boolean>,
  options: { readonly everyMs: number; readonly deadlineMs: number; readonly signal?: AbortSignal },
): Promise<boolean> {
  const endAt = performance.now() + options.deadlineMs;
  while (options.signal?.aborted !== true) {
    if (await check()) {
      return true;
    }
    if (performance.now() > endAt) {
      return false;
    }
    await sleep(options.everyMs);
  }
  return false;
}
