/** Members come and go every two seconds, in peace and by kill -9, and one stands still for longer than its session and wakes up as a zombie: nothing is lost, torn or out of order (F3, F15, F16, F38). */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { announceSeed } from '../chaos/announce.ts';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { createRandom, type Random } from '../workload/random.ts';
import { underTrouble, usualMix } from './under-trouble.ts';

const ROUND_COUNT = 8;
const ROUND_MS = 2_000;
/** Longer than a session lasts. */
const STANDSTILL_MS = 14_000;
let pipeline: Pipeline;
let changeCount = 0;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 120_000);
afterAll(() => pipeline?.close(), 60_000);

/** Each round one more of a service comes and the one before it goes. */
async function comeAndGo(random: Random): Promise<void> {
  const guests: ServiceProcess[] = [];
  for (let round = 0; round < ROUND_COUNT; round += 1) {
    guests.push(pipeline.start(random.pick(['validator', 'validator', 'persister', 'deleter'] as const)));
    await sleep(ROUND_MS);
    changeCount += 2;
    if (guests.length < 3) continue;
    const leaving = guests.shift();
    if (random.chance(0.5)) await leaving?.kill();
    else expect(await leaving?.stop()).toBe(0);
  }
  await Promise.all(guests.map(({ stop }) => stop()));
}

async function standStill(service: ServiceProcess | undefined): Promise<void> {
  if (service === undefined) throw new Error('There is nobody to stop');
  await sleep(ROUND_MS);
  process.kill(service.pid, 'SIGSTOP');
  await sleep(STANDSTILL_MS);
  process.kill(service.pid, 'SIGCONT');
}

test('whoever comes, goes, dies or wakes up too late: every record is handled once in effect', async () => {
  const random = createRandom(announceSeed('rebalance storm'));
  const hosts = await pipeline.startAll();
  const [validator, persister] = hosts;
  const evidence = await underTrouble(pipeline, {
    random,
    mix: { ...usualMix, lives: 800 },
    during: async () => {
      await Promise.all([comeAndGo(random), standStill(validator), sleep(1_000).then(() => standStill(persister))]);
    },
    spareCopies: () => changeCount,
  });
  expect(judge(evidence)).toEqual({});
  expect(hosts.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
  expect(await Promise.all(hosts.map(({ stop }) => stop()))).toEqual([0, 0, 0]);
}, 600_000);
