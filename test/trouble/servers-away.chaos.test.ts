/** Registry and database away, at the start and in the middle, in every way: all services wait, and afterwards all is as if nothing had been. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OutgoingRecord } from '@varselvakt/kafka';
import { sampleBody } from '@varselvakt/rules';
import { announceSeed } from '../chaos/announce.ts';
import { gatherEvidence } from '../oracle/gather-evidence.ts';
import type { ExpectedAggregate } from '../oracle/intent.ts';
import { countFates, judge } from '../oracle/judge.ts';
import { readDeadLetters } from '../oracle/read-log.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { INTERNAL_SERVER_ERROR, openTcpProxy, type ProxyMode, type TcpProxy } from '../proxy/tcp-proxy.ts';
import { generateWorkload } from '../workload/generate-workload.ts';
import { newIdentity } from '../workload/life-scenes.ts';
import { inNewerSchema, registerNewerSchema } from '../workload/newer-schema.ts';
import { eventOf, type WorkloadStart } from '../workload/planned-record.ts';
import { createPublisher, type Publisher } from '../workload/publish-workload.ts';
import { createRandom } from '../workload/random.ts';

const TROUBLE_MS = 3_000;
const mix = {
  lives: 60,
  repeats: 10,
  conflicts: 10,
  misfits: 5,
  refused: 5,
  unreadable: 0,
  withdrawn: 10,
  short: 0,
  shortCases: 0,
};
const pass: ProxyMode = { type: 'PASS' };
let pipeline: Pipeline;
let registry: TcpProxy;
let database: TcpProxy;

beforeAll(async () => {
  pipeline = await openPipeline();
  [registry, database] = await Promise.all([
    proxyOf(pipeline.servers.KAFKA_SCHEMA_REGISTRY),
    proxyOf(pipeline.databaseUrl),
  ]);
}, 120_000);
afterAll(async () => {
  await pipeline.close();
  await registry.close();
  await database.close();
}, 60_000);

function proxyOf(address: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(address);
  return openTcpProxy({ host: hostname, port: Number(port) });
}

function through(address: string, proxy: TcpProxy): string {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return url.href;
}

/** Starts everything while nothing answers. */
async function startInTrouble(): Promise<readonly ServiceProcess[]> {
  registry.setMode({ type: 'HANG' });
  database.setMode({ type: 'REFUSE' });
  const addresses = {
    KAFKA_SCHEMA_REGISTRY: through(pipeline.servers.KAFKA_SCHEMA_REGISTRY, registry),
    DATABASE_URL: through(pipeline.databaseUrl, database),
  };
  const services = (['validator', 'persister', 'deleter'] as const).map((name) => pipeline.start(name, addresses));
  await waitUntil('all of them say that they wait', () =>
    services.every(({ output }) => output().includes('waiting for a dependency')),
  );
  registry.setMode(INTERNAL_SERVER_ERROR);
  await sleep(TROUBLE_MS);
  return services;
}

/** Registers a newer version of the inbound schema, and gives a record that is written with it. */
async function recordOfNewSchema(start: WorkloadStart, { toRecord }: Publisher): Promise<OutgoingRecord> {
  const schemaId = await registerNewerSchema(pipeline);
  const event = eventOf(start, newIdentity(start, 'tilskudd-demo'), sampleBody('MessageCreated', start.now));
  return inNewerSchema(toRecord(event), schemaId);
}

test('whatever of registry and database is away, everything waits, and nothing becomes a dead letter', async () => {
  const start = { random: createRandom(announceSeed('servers away')), now: Date.now(), shortRetentionMs: null };
  const publisher = createPublisher(pipeline);
  const aggregates: ExpectedAggregate[] = [];
  const publishSome = async (): Promise<void> => {
    const workload = generateWorkload(start, mix);
    aggregates.push(...workload.aggregates);
    await publisher.publish(workload.records);
  };

  const services = await startInTrouble();
  await publishSome();
  registry.setMode(pass);
  database.setMode(pass);
  await Promise.all(services.map(({ untilRunning }) => untilRunning()));
  await untilQuiet(pipeline);

  const newer = await recordOfNewSchema(start, publisher);
  const troubles: readonly (readonly [ProxyMode, ProxyMode])[] = [
    [{ type: 'REFUSE' }, pass],
    [pass, { type: 'REFUSE' }],
    [{ type: 'HANG' }, { type: 'HANG' }],
    [INTERNAL_SERVER_ERROR, { type: 'REFUSE' }],
  ];
  for (const [ofRegistry, ofDatabase] of troubles) {
    registry.setMode(ofRegistry);
    database.setMode(ofDatabase);
    await publishSome();
    if (ofRegistry.type === 'ANSWER') await publisher.publishCrafted([{ record: newer, expected: { fate: 'ANY' } }]);
    await sleep(TROUBLE_MS);
    registry.setMode(pass);
    database.setMode(pass);
    expect(await readDeadLetters(pipeline)).toEqual([]);
  }

  await untilQuiet(pipeline);
  const { ledgerFile } = publisher;
  const evidence = await gatherEvidence(pipeline, { ledgerFile, aggregates, killCount: 4 });
  process.stderr.write(`  ${JSON.stringify(countFates(evidence))}\n`);
  expect(judge(evidence)).toEqual({});
  expect(evidence.deadLetters).toEqual([]);
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 300_000);
