import { applyMutant, type Mutant } from './mutant.ts';
import { runTest, type TestRun } from './run-test.ts';
import type { TreeCopy } from './tree-copy.ts';

export interface MutantResult {
  readonly promise: string;
  readonly name: string;
  readonly testFile: string;
  readonly testName: string;
  /** KILLED: green without the fault and red with it. SURVIVED: green with it. INVALID: not green without it, or nothing was tested. */
  readonly verdict: 'KILLED' | 'SURVIVED' | 'INVALID';
  readonly seconds: number;
  /** What jest said, where that needs a look. */
  readonly output: string;
}

/**
 * Tries each mutant in a copy of the tree: its test must be green without the fault (asked once per test) and red with it. Throws
 * PatchMisfit when one no longer fits.
 */
export async function runMutants(
  tree: TreeCopy,
  mutants: readonly Mutant[],
  onResult: (result: MutantResult) => void,
): Promise<readonly MutantResult[]> {
  const healthy = new Map<string, TestRun>();
  const results: MutantResult[] = [];
  for (const mutant of mutants) {
    const beganAt = performance.now();
    const place = `${mutant.testFile} ${mutant.testName}`;
    const without = healthy.get(place) ?? (await runTest(tree.folder, mutant.testFile, mutant.testName));
    healthy.set(place, without);
    const found = without.outcome === 'GREEN' ? await tryMutant(tree, mutant) : invalid(without);
    const seconds = Math.round((performance.now() - beganAt) / 100) / 10;
    const { promise, name, testFile, testName } = mutant;
    const result = { promise, name, testFile, testName, seconds, ...found };
    results.push(result);
    onResult(result);
  }
  return results;
}

type Found = Pick<MutantResult, 'verdict' | 'output'>;

async function tryMutant(tree: TreeCopy, mutant: Mutant): Promise<Found> {
  const restore = await tree.change(mutant.file, (source) => applyMutant(source, mutant));
  try {
    const run = await runTest(tree.folder, mutant.testFile, mutant.testName);
    if (run.outcome === 'BROKEN') return invalid(run);
    return { verdict: run.outcome === 'RED' ? 'KILLED' : 'SURVIVED', output: '' };
  } finally {
    await restore();
  }
}

const invalid = ({ output }: TestRun): Found => ({ verdict: 'INVALID', output });
