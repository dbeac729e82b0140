/** Connections to Postgres end around commits: whether one was carried out is not known, and everything is there exactly once all the same (F10). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { announceSeed } from '../chaos/announce.ts';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { type CommitProxy, openCommitProxy } from '../proxy/commit-proxy.ts';
import { createRandom } from '../workload/random.ts';
import { underTrouble, usualMix } from './under-trouble.ts';

let pipeline: Pipeline;
let proxy: CommitProxy;

beforeAll(async () => {
  pipeline = await openPipeline();
  const { hostname, port } = new URL(pipeline.databaseUrl);
  proxy = await openCommitProxy({ host: hostname, port: Number(port) });
}, 120_000);
afterAll(async () => {
  await pipeline?.close();
  await proxy?.close();
}, 60_000);

test('commits whose answer is lost, and commits that never arrive, leave everything stored and deleted exactly once', async () => {
  const random = createRandom(announceSeed('unknown commits'));
  const url = new URL(pipeline.databaseUrl);
  url.port = String(proxy.port);
  const services = await pipeline.startAll({ DATABASE_URL: url.href, DELETER_BATCH_SIZE: '3' });
  const evidence = await underTrouble(pipeline, {
    random,
    mix: { ...usualMix, lives: 120, withdrawn: 40 },
    during: async (publishing) => {
      proxy.decide(() => (random.chance(0.25) ? random.pick(['BEFORE', 'AFTER'] as const) : 'PASS'));
      await publishing;
      proxy.decide(() => 'PASS');
    },
    // What the outbox holds is sent again after a crash of its transaction: feedback and tombstones, no events.
    spareCopies: () => 0,
  });
  process.stderr.write(`  cut commits: ${JSON.stringify(proxy.cutCounts())}\n`);
  expect(judge(evidence)).toEqual({});
  expect(proxy.cutCounts().BEFORE).toBeGreaterThan(0);
  expect(proxy.cutCounts().AFTER).toBeGreaterThan(0);
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 600_000);
