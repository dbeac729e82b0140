/** The broker away at the start, silent for a while, and killed under load: all services wait, and afterwards all is as if nothing had been. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { announceSeed } from '../chaos/announce.ts';
import { publishSlowly } from '../chaos/publish-slowly.ts';
import { gatherEvidence } from '../oracle/gather-evidence.ts';
import { countFates, judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { generateWorkload } from '../workload/generate-workload.ts';
import { createPublisher } from '../workload/publish-workload.ts';
import { createRandom } from '../workload/random.ts';
import { type OwnStack, startOwnStack } from './own-broker.ts';

const FROZEN_MS = 11_000;
const DEAD_MS = 3_000;
const mix = {
  lives: 500,
  repeats: 40,
  conflicts: 40,
  misfits: 20,
  refused: 40,
  unreadable: 40,
  withdrawn: 40,
  short: 0,
  shortCases: 0,
};
let stack: OwnStack;
let pipeline: Pipeline;

beforeAll(async () => {
  stack = await startOwnStack();
  pipeline = await openPipeline(stack.servers);
}, 180_000);
afterAll(async () => {
  await pipeline?.close();
  await stack?.stop();
}, 120_000);

test('a broker that is away, silent or killed costs time and nothing else', async () => {
  await stack.killBroker();
  const services = (['validator', 'persister', 'deleter'] as const).map((name) => pipeline.start(name));
  await waitUntil('all of them say that they wait', () =>
    services.every(({ output }) => output().includes('waiting for a dependency')),
  );
  stack.restartBroker();
  await Promise.all(services.map(({ untilRunning }) => untilRunning()));

  const start = { random: createRandom(announceSeed('broker away')), now: Date.now(), shortRetentionMs: null };
  const workload = generateWorkload(start, mix);
  const publisher = createPublisher(pipeline);
  const publishing = publishSlowly(publisher, workload.records);
  await sleep(1_000);
  stack.freezeBroker();
  await sleep(FROZEN_MS);
  stack.thawBroker();
  await sleep(2_000);
  await stack.killBroker();
  await sleep(DEAD_MS);
  stack.restartBroker();
  await publishing;
  await untilQuiet(pipeline);

  const evidence = await gatherEvidence(pipeline, {
    ledgerFile: publisher.ledgerFile,
    aggregates: workload.aggregates,
    killCount: 10,
  });
  process.stderr.write(`  ${JSON.stringify(countFates(evidence))}\n`);
  expect(judge(evidence)).toEqual({});
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 300_000);
