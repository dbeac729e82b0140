import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { type KillUnderLoad, killUnderLoad } from './kill-under-load.ts';

export interface KillTest extends Omit<KillUnderLoad, 'progress'> {
  /** Grows as the service works. */
  readonly progress: (pipeline: Pipeline) => Promise<number>;
}

/** Declares the test of a file: a pipeline of its own, one service of it killed under load, and the oracle finds nothing wrong. */
export function testKills(sentence: string, plan: KillTest): void {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline();
  }, 120_000);
  afterAll(() => pipeline.close(), 60_000);

  test(sentence, async () => {
    const evidence = await killUnderLoad(pipeline, { ...plan, progress: () => plan.progress(pipeline) });
    expect(judge(evidence)).toEqual({});
  }, 300_000);
}
