/** Every verb of the command and every route of the monitor is asked about poisoned events, with debug logging on: none of the poison is shown. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEncoder, readEventSchema } from '@varselvakt/codec';
import type { BodyType, ProducerEvent } from '@varselvakt/domain';
import { type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { runProgram } from '../pipeline/run-program.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { readLog, readPages, type Surface } from './leak-surfaces.ts';
import { brewPoison, createPoisonSearch } from './poison.ts';
import { poisonedHeaders, unreadableRecords } from './poisoned-bytes.ts';
import { acceptableEvent, refusableEvents } from './poisoned-events.ts';
import { askRoutes, routes } from './shown-routes.ts';
import { type VerbRun, type VerbScene, verbRuns } from './verb-runs.ts';

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));
/** In texts, and in what should be ids: keys, headers, names. */
const poison = brewPoison();
const idPoison = brewPoison();
const all = Object.values(poison).join(' ');
const search = createPoisonSearch(poison);
const searchIds = createPoisonSearch(idPoison);
let pipeline: Pipeline;
let monitor: ServiceProcess;
let scene: VerbScene;

const acceptable = (type: BodyType) => acceptableEvent(poison, type);
function toRecord(event: ProducerEvent): OutgoingRecord {
  const key = Buffer.from(event.aggregateId);
  const value = createEncoder('ProducerEvent', pipeline.schemaIds.producerEvent)(event);
  const partition = partitionFor(key, pipeline.partitionCount);
  return { topic: pipeline.topics.inbound, partition, key, value, headers: poisonedHeaders(idPoison) };
}

/** Ids stand in bodies as well: there it is the poison of ids. */
const withIdPoison = (event: ProducerEvent): ProducerEvent =>
  JSON.parse(JSON.stringify(event), (name: string, value: unknown) =>
    name === 'resourceId' ? Object.values(idPoison).join(' ') : value,
  ) as ProducerEvent;

async function write(name: string, text: string): Promise<string> {
  const path = join(pipeline.folder, name);
  await writeFile(path, text);
  return path;
}

beforeAll(async () => {
  pipeline = await openPipeline();
  await pipeline.startAll({ LOG_LEVEL: 'trace' });
  monitor = pipeline.start('monitor', { LOG_LEVEL: 'trace', MONITOR_INTERVAL_SECONDS: '1' });
  await monitor.untilRunning();
  const [stored, erased, ...others] = (['MessageCreated', 'MessageCreated', 'TaskCreated', 'CaseOpened'] as const).map(
    acceptable,
  ) as [ProducerEvent, ProducerEvent, ...ProducerEvent[]];
  const asked = acceptableEvent(poison, 'DeletionRequested', erased.aggregateId);
  const isInId = ({ organisationNumber, body, ...ids }: ProducerEvent) => JSON.stringify(ids).includes(idPoison.word);
  const refusable = [
    ...refusableEvents(poison)
      .filter(({ body }) => search(JSON.stringify(body)).length > 0)
      .map(withIdPoison),
    ...refusableEvents(idPoison).filter(isInId),
  ];
  const good = [stored, erased, stored, ...others];
  await pipeline.sender.send([...refusable, ...good].map(toRecord));
  await pipeline.sender.send([
    ...unreadableRecords(toRecord(acceptableEvent(idPoison, 'AppointmentCreated')), idPoison),
  ]);
  await untilQuiet(pipeline);
  await pipeline.sender.send([toRecord(asked)]);
  await untilQuiet(pipeline);
  scene = {
    topics: pipeline.topics,
    prefix: pipeline.prefix,
    registerPath: pipeline.environment['REGISTER_PATH'] ?? '',
    eventFile: await write('events.jsonl', [...refusable, ...others].map((one) => `${JSON.stringify(one)}\n`).join('')),
    textFile: await write('texts.txt', `${all}\n`),
    schemaFile: await write(
      'schema.avsc',
      JSON.stringify({ ...readEventSchema('ProducerEvent'), doc: all, [poison.word]: all }),
    ),
    aggregateId: stored.aggregateId,
    eventId: stored.eventId,
    erasedId: erased.aggregateId,
  };
}, 300_000);
afterAll(() => pipeline?.close(), 60_000);

const leaksOf = ({ name, content }: Surface, run: Pick<VerbRun, 'showsOfTexts' | 'showsOfIds'> = {}) => {
  const { showsOfTexts = [], showsOfIds = [] } = run;
  const shown: readonly string[] = showsOfTexts;
  const shownIds: readonly string[] = showsOfIds;
  return [
    ...search(content).filter((what) => !shown.includes(what)),
    ...searchIds(content)
      .filter((what) => !shownIds.includes(what))
      .map((what) => `${what} of an id`),
  ].map((what) => `${what} in ${name}`);
};

test('no verb shows anything of an event', async () => {
  const surfaces: Surface[] = [];
  const [refused, leaks]: [string[], string[]] = [[], []];
  const environment = { ...pipeline.environment, LOG_LEVEL: 'trace' };
  for (const [verb, run] of Object.entries(verbRuns)) {
    for (const args of run?.args(scene) ?? []) {
      const words = [...verb.split(' '), ...args];
      const { exitCode, output, complaint } = await runProgram(process.execPath, [program, ...words], {
        folder: pipeline.folder,
        environment,
      });
      const name = `varselvakt ${words.join(' ')} (${exitCode})`;
      const surface = { name, content: Buffer.from(`${output}\n${complaint}`) };
      surfaces.push(surface);
      leaks.push(...leaksOf(surface, run ?? {}));
      if (exitCode === 2 && run?.mayRefuse !== true) refused.push(`${name}: ${complaint.slice(0, 300)}`);
    }
  }
  expect(leaks).toEqual([]);
  expect(refused).toEqual([]);
  // A topic may be empty; most of them have something to say.
  expect(surfaces.filter(({ content }) => content.length > 20).length).toBeGreaterThan(55);
}, 600_000);

test('no route of the monitor shows anything of an event, or says again what it was asked', async () => {
  const burrow = (await (await fetch(`${monitor.address()}/v3/kafka`)).json()) as { clusters: string[] };
  const known = {
    cluster: burrow.clusters[0] ?? '',
    group: `${pipeline.prefix}validator`,
    code: 'TEXT_IDENTITY_NUMBER',
    '/api/producers/{id} id': 'tilskudd-demo',
    '/api/trace/{id} id': scene.eventId,
    partition: '0',
    offset: '0',
  };
  const answers = [
    ...(await askRoutes(monitor.address(), known, poison.word)),
    ...(await askRoutes(monitor.address(), known, poison.identityNumber)),
    ...(await readPages(monitor)),
    readLog(monitor),
  ].map(({ name, content }) => ({ name: name.replaceAll(poison.word, '…'), content }));
  expect(answers.flatMap((answer) => leaksOf(answer))).toEqual([]);
  expect(answers.length).toBeGreaterThan(routes.length * 2);
  const failed = answers.filter(({ name }) => /\(5\d\d\)$/.test(name)).map(({ name }) => name);
  expect(failed).toEqual([]);
  expect(answers.filter(({ name }) => name.endsWith('(200)')).length).toBeGreaterThan(30);
}, 300_000);

test('what was searched is full of poison: the search would have found it', async () => {
  const rows = await pipeline.ask('select payload from event_content');
  expect(rows.some((row) => search(row['payload'] as Buffer).length > 0)).toBe(true);
  expect(search(JSON.stringify({ text: `${randomUUID()} ${all}` }))).toHaveLength(Object.keys(poison).length);
});
