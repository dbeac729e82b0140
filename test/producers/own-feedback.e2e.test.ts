/** A producer with a feedback topic of its own hears there of everything, from all three services, also while the register is in trouble. */
import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EventOutcome, type FeedbackSubscription, subscribeToFeedback } from '@varselvakt/client';
import { createEncoder } from '@varselvakt/codec';
import type { BodyType, ProducerEvent } from '@varselvakt/domain';
import { partitionFor } from '@varselvakt/kafka';
import { loadRegister } from '@varselvakt/register';
import { sampleEvent } from '@varselvakt/rules';
import { readTopic } from '../oracle/read-topic.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { runProgram } from '../pipeline/run-program.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { waitUntil } from '../pipeline/wait-until.ts';

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));
const releasedSchema = fileURLToPath(new URL('../../schemas/released/EventOutcome.v2.avsc', import.meta.url));
const producerId = 'tilskudd-demo';

let pipeline: Pipeline;
let registerPath: string;
let registerVersion: string;
let services: readonly ServiceProcess[];
let feedback: FeedbackSubscription;
const told: EventOutcome[] = [];

const run = (...words: readonly string[]) =>
  runProgram(process.execPath, [program, ...words], { folder: pipeline.folder, environment: pipeline.environment });

beforeAll(async () => {
  pipeline = await openPipeline();
  registerPath = join(pipeline.folder, 'register.yaml');
  const text = await readFile(registerPath, 'utf8');
  await writeFile(registerPath, text.replace('feedback: all', 'feedback: all\n    feedbackTopic: own'));
  const loaded = await loadRegister(registerPath);
  registerVersion = loaded.outcome === 'LOADED' ? loaded.register.hash : '';
  const [applied, registered] = await Promise.all([
    run('topics', 'apply', '--json'),
    run('schemas', 'register', '--json'),
  ]);
  const own = `${pipeline.topics.feedback}.${producerId}`;
  expect(JSON.parse(applied.output)).toContainEqual(expect.objectContaining({ topic: own, action: 'create' }));
  expect(JSON.parse(registered.output)).toContainEqual(expect.objectContaining({ subject: `${own}-value` }));
  const { KAFKA_BROKERS: brokers, KAFKA_SCHEMA_REGISTRY: schemaRegistry } = pipeline.servers;
  const place = { brokers: brokers.split(','), schemaRegistry, topicPrefix: pipeline.prefix, variables: {} };
  [services, feedback] = await Promise.all([
    pipeline.startAll({ REGISTER_RELOAD_SECONDS: '1', INBOUND_TOPICS: '' }),
    subscribeToFeedback({ ...place, producerId, from: 'start', onOutcome: (outcome) => void told.push(outcome) }),
  ]);
}, 240_000);
afterAll(async () => {
  await feedback?.stop();
  await pipeline?.close();
}, 60_000);

const createEvent = (type: BodyType, aggregateId: string): ProducerEvent =>
  sampleEvent(type, { eventId: randomUUID(), aggregateId, now: Date.now() });

const publish = async (event: ProducerEvent, topic = pipeline.topics.inbound): Promise<void> => {
  const key = Buffer.from(event.aggregateId);
  const value = createEncoder('ProducerEvent', pipeline.schemaIds.producerEvent)(event);
  await pipeline.sender.send([{ topic, partition: partitionFor(key, pipeline.partitionCount), key, value }]);
};

const outcomesOf = (aggregateId: string) => told.filter((one) => one.aggregateId === aggregateId);
const untilTold = (aggregateId: string, outcome: EventOutcome['outcome']) =>
  waitUntil(`${outcome} is told`, () => outcomesOf(aggregateId).some((one) => one.outcome === outcome));

const keysOn = async (topic: string): Promise<readonly string[]> =>
  (await readTopic(pipeline.servers.KAFKA_BROKERS, topic)).map(({ key }) => key?.toString() ?? '');

test('validator, persister and deleter tell it there, with the version of the register, and nowhere else', async () => {
  const aggregateId = randomUUID();
  const created = createEvent('MessageCreated', aggregateId);
  const refused = { ...createEvent('MessageCreated', aggregateId), label: 'Finnes ikke' };
  const foreign = {
    ...createEvent('MessageCreated', randomUUID()),
    producerId: 'oppfolging-demo',
    label: 'Finnes ikke',
  };
  await publish(created);
  await publish(refused);
  await publish(foreign, pipeline.topics.ownInbound);
  await publish(created);
  await untilTold(aggregateId, 'DUPLICATE');
  await publish(createEvent('DeletionRequested', aggregateId));
  await untilTold(aggregateId, 'DELETED');
  const outcomes = outcomesOf(aggregateId);
  // A broker in trouble makes the services read something again, which may be told as LATE: no less than these.
  expect(outcomes.map((one) => one.outcome)).toEqual(
    expect.arrayContaining(['ACCEPTED', 'REJECTED', 'DUPLICATE', 'DELETED']),
  );
  expect(new Set(outcomes.map((one) => one.registerVersion))).toEqual(new Set([registerVersion]));

  const shared = await keysOn(pipeline.topics.feedback);
  expect(shared).toContain(`oppfolging-demo:${foreign.eventId}`);
  expect(shared.filter((key) => key.startsWith(producerId))).toEqual([]);

  const [listed, traced, checked] = await Promise.all([
    run('feedback', '--producer', producerId, '--json'),
    run('trace', aggregateId),
    run('schema', 'check', '--registry', '--json', releasedSchema),
  ]);
  expect(JSON.parse(checked.output).files[0].registry).toEqual([
    { subject: `${pipeline.topics.feedback}-value`, isRegistered: true, isCompatible: true },
  ]);
  for (const outcome of ['REJECTED', 'DUPLICATE', 'DELETED']) {
    expect(listed.output).toContain(`"outcome":"${outcome}"`);
    expect(traced.output).toContain(outcome);
  }
}, 240_000);

const metricsOf = async (service: ServiceProcess): Promise<string> =>
  (await fetch(`${service.address()}/metrics`)).text();

test('a register that is gone stops nobody: all keep the last good one, a deleter starts without, and no validator does', async () => {
  const aggregateId = randomUUID();
  const text = await readFile(registerPath, 'utf8');
  await rm(registerPath);
  for (const service of services) {
    await waitUntil(`the ${service.name} says it`, async () =>
      /^notif_register_faulty 1$/m.test(await metricsOf(service)),
    );
    expect(await metricsOf(service)).toContain(`notif_register_info{version="${registerVersion}"} 1`);
  }
  const late = pipeline.start('deleter', { REGISTER_RELOAD_SECONDS: '1' });
  const halfBlind = pipeline.start('validator');
  await publish(createEvent('MessageCreated', aggregateId));
  await publish(createEvent('DeletionRequested', aggregateId));
  await untilTold(aggregateId, 'DELETED');
  expect(outcomesOf(aggregateId).map((one) => [one.outcome, one.registerVersion])).toEqual(
    expect.arrayContaining([
      ['ACCEPTED', registerVersion],
      ['DELETED', registerVersion],
    ]),
  );
  await late.untilRunning();
  expect(late.output()).toContain('work goes on without it');
  await waitUntil('a validator without a register ends', halfBlind.hasEnded);
  expect(halfBlind.output()).toContain('There is no such file or folder');
  await writeFile(registerPath, text);
  await waitUntil('it takes the register that is back', async () =>
    (await metricsOf(late)).includes(`notif_register_info{version="${registerVersion}"} 1`),
  );
}, 240_000);

test('a producer that the register brings while the services run is read and told without a restart', async () => {
  const newcomer = 'ny-demo';
  const inbound = `${pipeline.prefix}inbound.${newcomer}`;
  const text = await readFile(registerPath, 'utf8');
  const entry = `  - { id: ${newcomer}, team: Ny, contacts: { chat: c }, environments: [dev], topics: [${inbound}], feedbackTopic: own, labels: [{ name: Ny, retention: { default: P4M } }] }`;
  await writeFile(registerPath, `${text.trimEnd()}\n\n${entry}\n`);
  expect(await run('register', 'check', registerPath)).toMatchObject({ exitCode: 0 });
  await Promise.all([run('topics', 'apply'), run('schemas', 'register')]);
  const own = `${pipeline.topics.feedback}.${newcomer}`;
  // What comes before the services have found both topics is told on the shared one.
  await waitUntil('it is told on its own topic', async () => {
    await publish({ ...createEvent('MessageCreated', randomUUID()), producerId: newcomer, label: 'Ny' }, inbound);
    return (await keysOn(own)).some((key) => key.startsWith(`${newcomer}:`));
  });
  const [validator] = services;
  if (validator === undefined) throw new Error('no validator');
  expect(await metricsOf(validator)).toMatch(
    new RegExp(`notif_records_total\\{.*topic="${inbound}",.*producer="${newcomer}"`),
  );
}, 240_000);
