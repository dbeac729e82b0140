import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const intervalMs = 100;

/**
 * Stops V8 from letting the young generation grow beyond some `maxBytes`. On a machine with much memory it takes 128 MiB,
 * which makes this process no faster but twice as large. Costs nothing once the size is reached; never throws.
 */
export function boundYoungGeneration(maxBytes: number): void {
  const timer = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (young === undefined || young.space_size < maxBytes) return;
    clearInterval(timer);
    setFlagsFromString('--semi-space-growth-factor=1');
  }, intervalMs);
  timer.unref();
}
