import { chooseSeed } from '../workload/random.ts';

/** Chooses the seed of a test and says it, so that a failure can be repeated with VARSELVAKT_TEST_SEED. */
export function announceSeed(name: string): number {
  const seed = chooseSeed();
  process.stderr.write(`${name}: seed ${seed} (repeat with VARSELVAKT_TEST_SEED=${seed})\n`);
  return seed;
}
