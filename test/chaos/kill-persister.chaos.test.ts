/** kill -9 of the persister under load, again and again: rows, log and outbox stay one story. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { countPersisted } from './kill-repeatedly.ts';
import { killUnderLoad } from './kill-under-load.ts';

const mix = {
  lives: 200,
  repeats: 50,
  conflicts: 50,
  misfits: 25,
  refused: 10,
  unreadable: 10,
  withdrawn: 20,
  short: 0,
  shortCases: 0,
};
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 120_000);
afterAll(() => pipeline.close(), 60_000);

test('a persister that is killed under load stores everything once and tells every loser', async () => {
  const evidence = await killUnderLoad(pipeline, {
    service: 'persister',
    killCount: 3,
    maxDelayMs: 400,
    progress: () => countPersisted(pipeline),
    mix,
    shortRetentionMs: null,
  });
  expect(judge(evidence)).toEqual({});
}, 300_000);
