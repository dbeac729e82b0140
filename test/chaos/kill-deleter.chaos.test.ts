/** kill -9 of the deleter in the middle of its work, again and again: nothing due stays, and nothing else goes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { countDeleted } from './kill-repeatedly.ts';
import { killUnderLoad } from './kill-under-load.ts';

const mix = {
  lives: 20,
  repeats: 5,
  conflicts: 5,
  misfits: 3,
  refused: 3,
  unreadable: 3,
  withdrawn: 30,
  short: 50,
  shortCases: 15,
};
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 120_000);
afterAll(() => pipeline.close(), 60_000);

test('a deleter that is killed at work finishes what it began, and takes nothing that is not due', async () => {
  const evidence = await killUnderLoad(pipeline, {
    service: 'deleter',
    killCount: 8,
    maxDelayMs: 300,
    progress: () => countDeleted(pipeline),
    mix,
    shortRetentionMs: 8_000,
    settings: { DELETER_BATCH_SIZE: '5' },
  });
  expect(judge(evidence)).toEqual({});
}, 300_000);
