/** A simulation that never fails proves nothing: each fault that is built into the pipeline turns it red. */
import { beforeAll, expect, test } from '@jest/globals';
import { simMutants } from './sim-mutants.ts';
import { loadSimParts, type SimParts } from './sim-parts.ts';
import { simulate } from './simulate.ts';

const maxSeedCount = 200;
let parts: SimParts;

beforeAll(async () => {
  parts = await loadSimParts();
});

test.each(simMutants.map((mutant) => [mutant.name, mutant] as const))(
  'found: %s',
  async (_name, mutant) => {
    const isFound = async (seed: number): Promise<boolean> => {
      const { verdict, isQuiet } = await simulate(seed, parts, mutant);
      return !isQuiet || Object.keys(verdict).length > 0;
    };
    let seed = 1;
    while (seed <= maxSeedCount && !(await isFound(seed))) seed += 1;
    expect(seed).toBeLessThanOrEqual(maxSeedCount);
  },
  900_000,
);
