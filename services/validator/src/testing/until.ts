import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 90_000;
const INTERVAL_MS = 50;

/** Looks until it is so; fails with what `describe` says after a generous time. */
export async function until(isSo: () => boolean | Promise<boolean>, describe: () => unknown = () => ''): Promise<void> {
  const deadlineAt = performance.now() + DEADLINE_MS;
  while (!(await isSo())) {
    if (performance.now() > deadlineAt) throw new Error(`It did not happen in time. ${JSON.stringify(describe())}`);
    await delay(INTERVAL_MS);
  }
}
