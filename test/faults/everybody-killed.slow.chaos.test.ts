/** kill -9 of all services at the same instant, again and again, as when a machine loses power: they take up what they had begun (F1, F2). */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { announceSeed } from '../chaos/announce.ts';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { createRandom } from '../workload/random.ts';
import { underTrouble, usualMix } from './under-trouble.ts';

const KILL_COUNT = 5;
const MAX_LIFE_MS = 2_500;
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 120_000);
afterAll(() => pipeline?.close(), 60_000);

test('services that die together finish together what each of them had begun', async () => {
  const random = createRandom(announceSeed('everybody killed'));
  const settings = { DELETER_BATCH_SIZE: '3' };
  const evidence = await underTrouble(pipeline, {
    random,
    mix: { ...usualMix, lives: 500, withdrawn: 80 },
    during: async () => {
      for (let kills = 0; kills < KILL_COUNT; kills += 1) {
        const services = await pipeline.startAll(settings);
        await sleep(random.between(0, MAX_LIFE_MS));
        await Promise.all(services.map(({ kill }) => kill()));
      }
      await pipeline.startAll(settings);
    },
    spareCopies: () => KILL_COUNT,
  });
  expect(judge(evidence)).toEqual({});
}, 600_000);
