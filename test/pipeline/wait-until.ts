import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

/** Looks until it is so. Throws after a generous time, naming what did not come. */
export async function waitUntil(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { timeoutMs = 120_000, intervalMs = 100 }: WaitOptions = {},
): Promise<void> {
  const deadlineAt = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > deadlineAt) throw new Error(`Waited ${timeoutMs / 1_000} s in vain: ${what}`);
    await sleep(intervalMs);
  }
}
