/** Poisoned events go through every path there is, the failing ones above all; nothing of them may stand anywhere else. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import type { BodyType, ProducerEvent } from '@varselvakt/domain';
import { type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import { addLegalHold, connect, pauseDeletions, releaseLegalHold, resumeDeletions } from '@varselvakt/store';
import { readDeadLetters, readOutcomes } from '../oracle/read-log.ts';
import { readTopic } from '../oracle/read-topic.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { readLog, readPages, readScorecards, readTables, readTopics } from './leak-surfaces.ts';
import { brewPoison, createPoisonSearch } from './poison.ts';
import { poisonedHeaders, unreadableRecords } from './poisoned-bytes.ts';
import { acceptableEvent, refusableEvents } from './poisoned-events.ts';
import { REFUSED_GROUP, sabotageSql } from './sabotage.ts';

const poison = brewPoison();
let pipeline: Pipeline;
let services: readonly ServiceProcess[];

beforeAll(async () => {
  pipeline = await openPipeline();
  const database = await connect(pipeline.databaseUrl, { applicationName: 'sabotage' });
  await database.runScript('sabotage', sabotageSql);
  await database.close();
  services = await pipeline.startAll({ LOG_LEVEL: 'trace' });
}, 180_000);
afterAll(() => pipeline.close(), 60_000);

function toRecord(event: ProducerEvent, topic = pipeline.topics.inbound): OutgoingRecord {
  const key = Buffer.from(event.aggregateId);
  const value = createEncoder('ProducerEvent', pipeline.schemaIds.producerEvent)(event);
  const headers = poisonedHeaders(poison);
  return { topic, partition: partitionFor(key, pipeline.partitionCount), key, value, headers };
}
const publish = (...records: OutgoingRecord[]) => pipeline.sender.send(records);
const acceptable = (type: BodyType, aggregateId?: string) => acceptableEvent(poison, type, aggregateId);

/** Stored, repeated, contradicted, foreign, asked to be deleted, and late. */
async function publishLives(): Promise<void> {
  const [message, task, opened, appointment] = (
    ['MessageCreated', 'TaskCreated', 'CaseOpened', 'AppointmentCreated'] as const
  ).map((type) => acceptable(type));
  if (!message || !task || !opened || !appointment) throw new Error('Four were made');
  const conflict = { ...acceptable('MessageCreated', message.aggregateId), eventId: message.eventId };
  const foreign = {
    ...acceptable('TaskCompleted', task.aggregateId),
    producerId: 'oppfolging-demo',
    label: 'Oppfølging',
  };
  const bad = { ...acceptable('MessageCreated'), groupId: `${REFUSED_GROUP}-${poison.word}` };
  await publish(...[message, task, opened, appointment, message, conflict, bad].map((event) => toRecord(event)));
  await publish(toRecord(foreign, pipeline.topics.ownInbound));
  await publish(...[message, opened].map(({ aggregateId }) => toRecord(acceptable('DeletionRequested', aggregateId))));
  await untilQuiet(pipeline);
  await publish(toRecord(acceptable('RetentionChanged', message.aggregateId)));
  await steerDeletions(appointment.aggregateId);
}

/** What is written down of people's acts names what they are about, never what it says. */
async function steerDeletions(aggregateId: string): Promise<void> {
  const database = await connect(pipeline.databaseUrl, { applicationName: 'operator' });
  const operator = { actor: 'kari', reason: 'an inspection' };
  const request = {
    target: { scope: 'AGGREGATE', aggregateId },
    owner: 'kari',
    expiresAt: Date.now() + 3_600_000,
  } as const;
  const held = await addLegalHold(database, request, operator);
  await releaseLegalHold(database, held?.hold.holdId ?? '', operator);
  await pauseDeletions(database, request.expiresAt, operator);
  await resumeDeletions(database, operator);
  await database.close();
}

/** What stands on the event log but cannot be read by the persister. */
async function breakTheLog(): Promise<void> {
  const { servers, topics } = pipeline;
  const records = await readTopic(servers.KAFKA_BROKERS, topics.events);
  const event = records.find(({ value }) => value?.includes(poison.word));
  const value = event?.value ?? Buffer.alloc(0);
  const cuts = [value.subarray(0, value.length - 1), value.subarray(0, value.length / 2), Buffer.from(poison.word)];
  await publish(
    ...cuts.map((cut) => ({ topic: topics.events, partition: 0, key: Buffer.from(`cut:${randomUUID()}`), value: cut })),
  );
}

test('nothing of an event stands in a log, a page, feedback, a key, a header or a table that holds no content', async () => {
  await publish(...refusableEvents(poison).map((event) => toRecord(event)));
  await publish(...unreadableRecords(toRecord(acceptable('AppointmentCreated')), poison));
  await publishLives();
  await breakTheLog();
  await untilQuiet(pipeline);

  const outcomes = new Set((await readOutcomes(pipeline)).map(({ outcome }) => outcome));
  expect([...outcomes]).toEqual(
    expect.arrayContaining(['ACCEPTED', 'REJECTED', 'DUPLICATE', 'CONFLICT', 'LATE', 'DELETED']),
  );
  const codes = new Set((await readDeadLetters(pipeline)).map(({ code }) => code));
  expect([...codes]).toEqual(
    expect.arrayContaining([
      'AVRO_CORRUPT',
      'SCHEMA_UNFRAMED',
      'RECORD_NULL_VALUE',
      'RECORD_NULL_KEY',
      'RECORD_TOO_LARGE',
      'STORE_22023',
    ]),
  );

  const shown = (await Promise.all(services.map(readPages))).flat();
  expect(await Promise.all(services.map(({ stop }) => stop()))).toEqual([0, 0, 0]);
  const surfaces = [
    ...shown,
    ...services.map(readLog),
    ...(await readTopics(pipeline)),
    ...(await readTables(pipeline)),
    await readScorecards(pipeline),
  ];
  const search = createPoisonSearch(poison);
  const leaks = surfaces.flatMap(({ name, content }) => search(content).map((what) => `${what} in ${name}`));
  expect(leaks).toEqual([]);
  expect(surfaces.filter(({ content }) => content.length > 0).length).toBeGreaterThan(100);
}, 300_000);
