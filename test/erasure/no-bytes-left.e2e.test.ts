/** Erased means erased from the discs: no file of the broker's log and no data file of Postgres holds the text any more. */
import { randomBytes, randomUUID } from 'node:crypto';
import { sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { type OutgoingRecord, partitionFor, topicDeclarations } from '@varselvakt/kafka';
import { sampleBody, sampleEvent } from '@varselvakt/rules';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { findBrokerFolder, findFilesWith, formsOf } from './search-files.ts';

const word = `merkeord${[...randomBytes(12)].map((byte) => 'bdfghjklmnprstvz'[byte % 16]).join('')}`;
const forms = formsOf(word);
let pipeline: Pipeline;
let brokerFolder: string | null;
let dataFolder: string;
let ownFiles: string;

/** Everything that usually takes hours, in seconds. */
const fast = {
  'segment.ms': '500',
  'max.compaction.lag.ms': '500',
  'min.cleanable.dirty.ratio': '0.001',
  'delete.retention.ms': '100',
  'file.delete.delay.ms': '100',
};

beforeAll(async () => {
  pipeline = await openPipeline();
  const { prefix, admin } = pipeline;
  const shape = { partitionCount: pipeline.partitionCount, configs: fast };
  const declared = topicDeclarations(prefix, { overrides: { inbound: shape, events: shape } });
  await admin.applyTopics(
    declared.filter(({ purpose }) => purpose === 'inbound' || purpose === 'events'),
    { dryRun: false },
  );
  brokerFolder = await findBrokerFolder(pipeline.servers.KAFKA_BROKERS);
  const [place] = await pipeline.ask(
    `select current_setting('data_directory') as folder, oid::text as database from pg_database where datname = current_database()`,
  );
  dataFolder = String(place?.['folder']);
  ownFiles = `${sep}base${sep}${place?.['database']}${sep}`;
}, 180_000);
afterAll(() => pipeline.close(), 60_000);

const toRecord = (event: ProducerEvent): OutgoingRecord => {
  const key = Buffer.from(event.aggregateId);
  const value = createEncoder('ProducerEvent', pipeline.schemaIds.producerEvent)(event);
  return { topic: pipeline.topics.inbound, partition: partitionFor(key, pipeline.partitionCount), key, value };
};
const eventOf = (type: 'MessageCreated' | 'DeletionRequested', aggregateId: string): ProducerEvent =>
  sampleEvent(type, { eventId: randomUUID(), aggregateId, groupId: 'gruppe', now: Date.now() });

function markedMessage(aggregateId: string): ProducerEvent {
  const body = sampleBody('MessageCreated', Date.now());
  if (body.type !== 'MessageCreated') throw new Error('another body');
  return { ...eventOf('MessageCreated', aggregateId), body: { ...body, text: `${body.text} ${word}` } };
}

/** Of the broker: all but the indexes of other topics, which hold offsets and are large and hollow. */
const findInBroker = (folder: string) =>
  findFilesWith(folder, forms, (path) => path.includes(pipeline.prefix) || !/\.(time)?index$/.test(path));

/** Of Postgres: all but the files of other databases and the write-ahead log, about which docs/erasure.md says what it can. */
const findInPostgres = async (): Promise<readonly string[]> => {
  await pipeline.ask('checkpoint');
  return findFilesWith(
    dataFolder,
    forms,
    (path) => !path.includes(`${sep}pg_wal${sep}`) && (!path.includes(`${sep}base${sep}`) || path.includes(ownFiles)),
  );
};

/**
 * As if ten days had passed for one of two: its partition is to be dropped; the other one, in which a dead copy stays, to be rewritten. In
 * one transaction, for the deleter works meanwhile.
 */
const ageContent = (aggregateId: string) =>
  pipeline.ask(`do $$
declare day date := current_date - 10;
declare table_name text := 'event_content_' || to_char(day, 'YYYYMMDD');
begin
  execute format('create table %I partition of event_content for values from (%L) to (%L)', table_name, day, day + 1);
  insert into event_content_partition (content_day, table_name) values (day, table_name);
  update event_content_partition set dirty_since = now() where content_day > day;
  update event_content set content_day = day where aggregate_id = '${aggregateId}';
  update aggregate set content_day = day where aggregate_id = '${aggregateId}';
end $$`);

test('of a text that went through the whole pipeline, nothing is left on any disc after its deletion', async () => {
  // Servers in containers or elsewhere keep their files to themselves.
  if (brokerFolder === null) return expect(process.env['VARSELVAKT_STACK']).toMatch(/docker|env/);
  const folder = brokerFolder;
  const [aged, fresh] = [randomUUID(), randomUUID()];
  const count = async (from: string) => (await pipeline.ask(`select from ${from}`)).length;
  const isIn = (paths: readonly string[], topic: string) => paths.some((path) => path.includes(`${sep}${topic}-`));

  // The search must be able to fail: at first the text lies everywhere.
  await pipeline.sender.send([aged, fresh].map((id) => toRecord(markedMessage(id))));
  expect(isIn(await findInBroker(folder), pipeline.topics.inbound)).toBe(true);
  await pipeline.startAll({
    INBOUND_PURGE_AFTER_SECONDS: '1',
    DELETER_MARKER_INTERVAL_SECONDS: '1',
    CONTENT_REWRITE_HOURS: '0',
  });
  await waitUntil('both are stored', async () => (await count('event_content')) === 2);
  expect(isIn(await findInBroker(folder), pipeline.topics.events)).toBe(true);
  expect((await findInPostgres()).some((path) => path.includes(ownFiles))).toBe(true);

  await ageContent(aged);
  await pipeline.sender.send([aged, fresh].map((id) => toRecord(eventOf('DeletionRequested', id))));
  await waitUntil('both are erased', async () => (await count('erasure')) === 2);
  const partitions = Array.from({ length: pipeline.partitionCount }, (_, partition) => partition);
  await waitUntil(
    'no file of the broker holds the text',
    async () => {
      // Kafka closes a segment only when something is appended: producers go on writing.
      const appended = toRecord(eventOf('DeletionRequested', randomUUID()));
      await pipeline.sender.send(partitions.map((partition) => ({ ...appended, partition })));
      return (await findInBroker(folder)).length === 0;
    },
    { intervalMs: 500 },
  );
  await waitUntil('no data file of Postgres holds the text', async () => (await findInPostgres()).length === 0);
  await waitUntil(
    'the partition of the day that is over is dropped',
    async () => (await count('event_content_partition where content_day < current_date')) === 0,
  );
}, 300_000);
