/** Answers of the broker get lost, of every kind of request, after it has done what was asked: what is repeated is stored once, and nothing is lost (F5, F6, F7). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { announceSeed } from '../chaos/announce.ts';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { apiKeys, type KafkaProxy, openKafkaProxy } from '../proxy/kafka-proxy.ts';
import { createRandom } from '../workload/random.ts';
import { underTrouble } from './under-trouble.ts';

let pipeline: Pipeline;
let proxy: KafkaProxy;

beforeAll(async () => {
  pipeline = await openPipeline();
  const [host = '', port] = (pipeline.servers.KAFKA_BROKERS.split(',')[0] ?? '').split(':');
  proxy = await openKafkaProxy({ host, port: Number(port) });
}, 120_000);
afterAll(async () => {
  await pipeline?.close();
  await proxy?.close();
}, 60_000);

/** Of so many answers of each kind one gets lost: writes and commits often, what is asked all the time seldom. */
const shares = new Map<number, number>([
  [apiKeys.produce, 0.15],
  [apiKeys.offsetCommit, 0.15],
  [apiKeys.fetch, 0.02],
  [apiKeys.metadata, 0.1],
  [apiKeys.offsetFetch, 0.1],
  [apiKeys.findCoordinator, 0.1],
  [apiKeys.joinGroup, 0.1],
  [apiKeys.syncGroup, 0.1],
  [apiKeys.heartbeat, 0.1],
]);

test('answers that never arrive cost time and nothing else', async () => {
  const random = createRandom(announceSeed('lost answers'));
  const services = await pipeline.startAll({ KAFKA_BROKERS: `127.0.0.1:${proxy.port}` });
  const evidence = await underTrouble(pipeline, {
    random,
    during: async (publishing) => {
      proxy.decide((apiKey) => {
        if (!random.chance(shares.get(apiKey) ?? 0)) return 'PASS';
        return random.chance(0.3) ? 'PART' : 'CUT';
      });
      await publishing;
      proxy.decide(() => 'PASS');
    },
    spareCopies: () => [...proxy.lostCounts().values()].reduce((sum, count) => sum + count, 0),
  });
  const lost = proxy.lostCounts();
  expect(judge(evidence)).toEqual({});
  expect(lost.get(apiKeys.produce)).toBeGreaterThan(0);
  expect(lost.get(apiKeys.offsetCommit)).toBeGreaterThan(0);
  process.stderr.write(`  lost answers by key: ${JSON.stringify([...lost])}\n`);
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 600_000);
