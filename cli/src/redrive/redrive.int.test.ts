/** `varselvakt redrive` on a real Kafka and a real Postgres. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRegistryClient } from '@varselvakt/codec';
import { openTopicReader, originHeader, type RedriveRequest, type TopicAccess } from '@varselvakt/inspection';
import { deadLetterRecord, type IncomingRecord, type OutgoingRecord } from '@varselvakt/kafka';
import { sampleEvent } from '@varselvakt/rules';
import { beginRedrive, readRedriveMarks } from '@varselvakt/store';
import { type CommandDatabase, createCommandDatabase } from '../../test/command-database.ts';
import { type CommandTopics, openCommandTopics } from '../../test/command-topics.ts';
import { redriveUntilInterrupted } from './redrive-until-interrupted.ts';

let stack: CommandTopics;
let database: CommandDatabase;
let access: TopicAccess;
const event = sampleEvent('MessageCreated');
const operator = { actor: 'kari', reason: 'the schema is registered now' };
const everything: RedriveRequest = {
  filter: { codes: null, producerId: null, place: null },
  range: { from: { at: 'START' }, to: { at: 'END' } },
  maxLetters: 100,
  maxPerSecond: 1_000,
  operator,
  resendsDoubtful: false,
};
const only = (code: string): RedriveRequest => ({
  ...everything,
  filter: { codes: new Set([code]), producerId: null, place: null },
});
const redrive = (request: RedriveRequest) => redriveUntilInterrupted(request, access, database.client);

beforeAll(async () => {
  database = await createCommandDatabase();
  stack = await openCommandTopics({ DATABASE_URL: database.url }, ['inbound', 'dead-letter']);
  const { client, admin, topics } = stack;
  const registry = createRegistryClient({ url: process.env['KAFKA_SCHEMA_REGISTRY'] ?? '' });
  access = { client, admin, registry, topics, inboundTopics: [topics.inbound], groupPrefix: 'test' };
  const target = { topic: topics.deadLetter, partitionCount: 1 };
  const letter = (code: string, value: Buffer, maxRecordBytes = 1_000_000): OutgoingRecord =>
    deadLetterRecord(
      { ...original(value), topic: topics.inbound },
      { code, path: null, consumerGroup: 'g', attemptCount: 1, firstFailureAt: 0 },
      { ...target, maxRecordBytes },
    );
  await stack.sender.send([
    letter('SCHEMA_UNKNOWN', stack.encode(event)),
    letter('AVRO_CORRUPT', Buffer.from([0, 1, 2])),
    letter('RECORD_TOO_LARGE', Buffer.alloc(100), 0),
  ]);
});
afterAll(async () => {
  await stack.close();
  await database.close();
});

const original = (value: Buffer): IncomingRecord => ({
  topic: '',
  partition: 1,
  offset: 4n,
  timestampMs: 1_000,
  timestampType: 'CreateTime',
  key: Buffer.from(event.aggregateId),
  value,
  headers: { 'x-trace': Buffer.from('kept') },
});

/** What lies in partition 1 of the inbound topic. */
async function readInbound(): Promise<readonly IncomingRecord[]> {
  const found: IncomingRecord[] = [];
  const onRecords = async (records: readonly IncomingRecord[]) => void found.push(...records);
  const reader = await openTopicReader({ ...access, topics: [stack.topics.inbound], onRecords });
  await reader.caughtUp;
  await reader.stop();
  return found.filter(({ partition }) => partition === 1);
}

describe('varselvakt redrive', () => {
  test('says what would go and changes nothing', async () => {
    const { exitCode, output } = await stack.run('redrive', '--json');
    expect(exitCode).toBe(0);
    const report = JSON.parse(output);
    expect(report).toMatchObject({ isDryRun: true, sendableCount: 2, sentCount: 0 });
    expect(report.groups).toContainEqual(
      expect.objectContaining({ code: 'SCHEMA_UNKNOWN', producerId: event.producerId, count: 1, obstacle: null }),
    );
    expect(report.groups).toContainEqual(expect.objectContaining({ code: 'RECORD_TOO_LARGE', obstacle: 'POINTER' }));
    expect(await readInbound()).toEqual([]);
  });

  test('sends a letter back as it was, once, and writes down who and why', async () => {
    expect(await redrive(only('SCHEMA_UNKNOWN'))).toMatchObject({ sentCount: 1 });
    expect(await redrive(only('SCHEMA_UNKNOWN'))).toMatchObject({ sentCount: 0, groups: [{ obstacle: 'REDRIVEN' }] });
    const [record, ...others] = await readInbound();
    expect(others).toEqual([]);
    expect(record?.value).toEqual(stack.encode(event));
    const headers = Object.entries(record?.headers ?? {}).map(([name, value]) => [name, value.toString()]);
    expect(Object.fromEntries(headers)).toEqual({
      'x-trace': 'kept',
      'varselvakt-redrive-count': '1',
      'varselvakt-redrive-of': `${stack.topics.deadLetter}/0/0`,
    });
    const { rows } = await database.client.runScript(
      'test',
      'select actor, reason, action from operator_action order by 3',
    );
    expect(rows).toEqual([
      { ...operator, action: 'DEAD_LETTERS_REDRIVEN' },
      { ...operator, action: 'DEAD_LETTERS_REDRIVING' },
    ]);
  });

  test('looks in the target for what was under way when a command ended, and sends only what is not there', async () => {
    const { inbound, deadLetter } = stack.topics;
    const [letter] = (await readLetters()).filter(({ offset }) => offset === 1n);
    if (letter === undefined) throw new Error('no letter');
    const mark = { ...letter, targetTopic: inbound, targetPartition: 1, searchFrom: 1n };
    await beginRedrive(database.client, deadLetter, [mark], operator);
    expect(await redrive({ ...only('AVRO_CORRUPT'), operator: null })).toMatchObject({ sendableCount: 1 });
    await stack.sender.send([
      {
        topic: inbound,
        partition: 1,
        key: null,
        value: letter.value,
        headers: { [originHeader]: `${deadLetter}/0/1` },
      },
    ]);
    expect(await redrive(only('AVRO_CORRUPT'))).toMatchObject({ sentCount: 0, groups: [{ obstacle: 'REDRIVEN' }] });
    expect(await readInbound()).toHaveLength(2);
    expect((await readRedriveMarks(database.client, deadLetter)).doubtful.size).toBe(0);
  });
});

async function readLetters(): Promise<readonly IncomingRecord[]> {
  const found: IncomingRecord[] = [];
  const onRecords = async (records: readonly IncomingRecord[]) => void found.push(...records);
  const reader = await openTopicReader({
    ...access,
    topics: [stack.topics.deadLetter],
    onRecords,
  });
  await reader.caughtUp;
  await reader.stop();
  return found;
}
