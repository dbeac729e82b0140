/** The end-to-end probe on the real pipeline: it goes round, it is lost when a service is away, and nothing of it counts or stays. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readOutcomes } from '../oracle/read-log.ts';
import { readTopic } from '../oracle/read-topic.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { runProgram } from '../pipeline/run-program.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { writeProbeRegister } from './probe-register.ts';

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));

/** Long enough for a busy machine, which may need some: then those that come in time are waited for. */
const STORED_WITHIN_SECONDS = '6';
const PATIENCE = { timeoutMs: 240_000 };

let pipeline: Pipeline;
let settings: NodeJS.ProcessEnv;
let services: readonly ServiceProcess[];
let monitor: ServiceProcess;

beforeAll(async () => {
  pipeline = await openPipeline();
  settings = {
    REGISTER_PATH: await writeProbeRegister(pipeline),
    MONITOR_PROBE_INTERVAL_SECONDS: '1',
    MONITOR_PROBE_STORED_WITHIN_SECONDS: STORED_WITHIN_SECONDS,
    MONITOR_PROBE_DELETED_WITHIN_SECONDS: '120',
  };
  services = await pipeline.startAll(settings);
  monitor = pipeline.start('monitor', settings);
  await monitor.untilRunning();
}, 240_000);
afterAll(() => pipeline.close(), 60_000);

const get = async ({ address }: ServiceProcess, path: string) => (await fetch(`${address()}${path}`)).text();

/** The value of one series; 0 where there is none. */
async function read(series: string): Promise<number> {
  const line = (await get(monitor, '/metrics')).split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}
const gone = (leg: string) => read(`notif_probe_roundtrip_seconds_count{leg="${leg}"}`);
/** On the way into the tables: a busy machine may lose one before it comes to the event log. */
const lost = async () =>
  (await read('notif_probe_lost_total{leg="store"}')) + (await read('notif_probe_lost_total{leg="validate"}'));
const probeByHand = () =>
  runProgram(process.execPath, [program, 'probe', '--json', '--stored-within', STORED_WITHIN_SECONDS], {
    folder: pipeline.folder,
    environment: { ...pipeline.environment, ...settings },
  });

test('probes go all legs; without a persister they are lost on the way into the tables, and everybody is told', async () => {
  const byHand = probeByHand();
  await waitUntil('a probe that counts is stored', async () => (await gone('store')) >= 1, PATIENCE);
  await services.find(({ name }) => name === 'persister')?.kill();
  const before = await lost();

  // What is stored is deleted all the same.
  await waitUntil('a probe has come back', async () => (await read('notif_probe_received_total')) >= 1, PATIENCE);
  const storedCount = await gone('store');
  expect(await gone('validate')).toBeGreaterThanOrEqual(storedCount);
  expect(await gone('delete')).toBeGreaterThan(0);

  await waitUntil('one is lost', async () => (await lost()) > before, PATIENCE);
  // One that was stored before may still come back; after that all are lost.
  const isTold = async () => {
    const { healthy, probe } = JSON.parse(await get(monitor, '/api/status'));
    return !healthy && probe.state === 'LOST' && probe.lastLostAt !== null;
  };
  await waitUntil('everybody is told', isTold, PATIENCE);

  const { output, exitCode } = await byHand;
  const { verdict, legsMs } = JSON.parse(output);
  expect(exitCode).toBe(verdict.outcome === 'RETURNED' ? 0 : 1);
  expect(legsMs.delete === null).toBe(verdict.outcome === 'LOST');
}, 600_000);

const counts = `select (select count(*) from event_identity) + (select count(*) from event_content) + (select count(*) from aggregate)
  + (select count(*) from erasure) + (select count(*) from erasure_chain) + (select count(*) from event_tally) + (select count(*) from outbox)
  + (select count(*) from case_group) as left_over`;

test('nothing of all these probes is left or counts', async () => {
  const persister = pipeline.start('persister', settings);
  await persister.untilRunning();
  expect(await monitor.stop()).toBe(0);
  await untilQuiet(pipeline);
  // The last ones are not due yet.
  await waitUntil('none is left', async () => (await pipeline.ask(counts))[0]?.['left_over'] === '0', PATIENCE);
  const { events, deadLetters } = pipeline.topics;
  const brokers = pipeline.servers.KAFKA_BROKERS;
  const last = new Map((await readTopic(brokers, events)).map(({ key, value }) => [key?.toString() ?? '', value]));
  expect(last.size).toBeGreaterThan(2);
  expect([...last].filter(([, value]) => value !== null)).toEqual([]);
  expect((await readTopic(brokers, deadLetters)).length).toBe(0);
  // One that came too late is refused like anybody's event; nothing else is told.
  const told = await readOutcomes(pipeline);
  expect(told.filter(({ outcome }) => outcome !== 'REJECTED')).toEqual([]);
  const metrics = await Promise.all(
    [...services.filter(({ hasEnded }) => !hasEnded()), persister].map((one) => get(one, '/metrics')),
  );
  expect(metrics.join('\n')).not.toMatch(/^notif_(records|rejections|warnings)_total\{.*varselvakt-probe/m);
}, 300_000);
