/** kill -9 of the validator under load, again and again: nothing is lost, invented or torn. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { countJudged } from './kill-repeatedly.ts';
import { killUnderLoad } from './kill-under-load.ts';

const mix = {
  lives: 250,
  repeats: 25,
  conflicts: 25,
  misfits: 15,
  refused: 40,
  unreadable: 40,
  withdrawn: 15,
  short: 0,
  shortCases: 0,
};
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 120_000);
afterAll(() => pipeline.close(), 60_000);

test('a validator that is killed under load loses nothing, invents nothing and keeps the order', async () => {
  const evidence = await killUnderLoad(pipeline, {
    service: 'validator',
    killCount: 3,
    maxDelayMs: 400,
    progress: () => countJudged(pipeline),
    mix,
    shortRetentionMs: null,
  });
  expect(judge(evidence)).toEqual({});
}, 300_000);
