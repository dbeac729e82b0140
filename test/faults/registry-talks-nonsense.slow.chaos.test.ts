/** The registry answers with nonsense, too slowly, too rarely or with "too many requests" while a record of a new schema comes: it is waited for, and then read (F8, F31). */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sampleBody } from '@varselvakt/rules';
import { announceSeed } from '../chaos/announce.ts';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { openTcpProxy, type ProxyMode, type TcpProxy } from '../proxy/tcp-proxy.ts';
import { newIdentity } from '../workload/life-scenes.ts';
import { inNewerSchema, registerNewerSchema } from '../workload/newer-schema.ts';
import { eventOf } from '../workload/planned-record.ts';
import { createRandom } from '../workload/random.ts';
import { underTrouble, usualMix } from './under-trouble.ts';

const PHASE_MS = 2_500;
const pass: ProxyMode = { type: 'PASS' };
const answer = (status: string, body: string): ProxyMode => ({
  type: 'ANSWER',
  bytes: `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
});
/** A 404 without the registry's own code is the page of some proxy in between; one with it may still be wrong for a moment. */
const nonsense: readonly ProxyMode[] = [
  answer('200 OK', '<html>It works!</html>'),
  answer('200 OK', '{"schema":42}'),
  answer('200 OK', 'null'),
  answer('429 Too Many Requests', '{"error_code":42901}'),
  answer('404 Not Found', '<html>no such page</html>'),
  answer('404 Not Found', '{"error_code":40403,"message":"Schema not found"}'),
  answer('302 Found', ''),
  { type: 'ANSWER', bytes: 'SSH-2.0-OpenSSH\r\n' },
  { type: 'REFUSE' },
  { type: 'HANG' },
];
let pipeline: Pipeline;
let registry: TcpProxy;

beforeAll(async () => {
  pipeline = await openPipeline();
  const { hostname, port } = new URL(pipeline.servers.KAFKA_SCHEMA_REGISTRY);
  registry = await openTcpProxy({ host: hostname, port: Number(port) });
}, 120_000);
afterAll(async () => {
  await pipeline?.close();
  await registry?.close();
}, 60_000);

test('whatever the registry says meanwhile, records of a schema that it has are read in the end', async () => {
  const random = createRandom(announceSeed('nonsense'));
  const url = new URL(pipeline.servers.KAFKA_SCHEMA_REGISTRY);
  url.hostname = '127.0.0.1';
  url.port = String(registry.port);
  const services = await pipeline.startAll({ KAFKA_SCHEMA_REGISTRY: url.href });
  const start = { random, now: Date.now(), shortRetentionMs: null };
  const newerId = await registerNewerSchema(pipeline);
  const evidence = await underTrouble(pipeline, {
    random,
    mix: { ...usualMix, unreadable: 0 },
    during: async (_, { toRecord, publishCrafted }) => {
      registry.setMode({ type: 'REFUSE' });
      const event = eventOf(start, newIdentity(start, 'tilskudd-demo'), sampleBody('MessageCreated', start.now));
      await publishCrafted([{ record: inNewerSchema(toRecord(event), newerId), expected: { fate: 'ANY' } }]);
      for (const mode of nonsense) {
        registry.setMode(mode);
        await sleep(PHASE_MS);
      }
      registry.setMode(pass);
    },
    spareCopies: () => 0,
  });
  expect(judge(evidence)).toEqual({});
  expect(evidence.deadLetters).toEqual([]);
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 600_000);
