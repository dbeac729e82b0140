import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createEncoder,
  createEventDecoder,
  type RegistryClient,
  readEventSchema,
  toSchemaText,
} from '@varselvakt/codec';
import {
  type BatchControl,
  type IncomingRecord,
  type OutgoingRecord,
  RecordsRefused,
  type Sender,
} from '@varselvakt/kafka';
import { loadRegister, type Register } from '@varselvakt/register';
import { createRuleEngine, sampleEvent, sampleNow } from '@varselvakt/rules';
import type { FlowEvent } from '@varselvakt/runtime';
import { sampleRegisterPath } from '@varselvakt/testkit';
import { type BatchHandlerParts, createBatchHandler } from './handle-batch.ts';
import { createOutputWriter } from './output-writer.ts';

const topic = 'notifications.inbound';
const encode = createEncoder('ProducerEvent', 1);
const registry = {
  findSchema: async () => ({
    text: toSchemaText(readEventSchema('ProducerEvent')),
    schemaType: 'AVRO',
    hasReferences: false,
  }),
  findSubjects: async () => [`${topic}-value`],
} as unknown as RegistryClient;
const decoder = createEventDecoder({
  registry,
  readers: [{ schemaName: 'ProducerEvent', subject: `${topic}-value` }],
  now: () => sampleNow,
});
const control: BatchControl = {
  isStale: () => false,
  throwIfStale: () => undefined,
  signal: new AbortController().signal,
  heartbeat: async () => undefined,
};
const writer = createOutputWriter({
  events: { name: 'events', partitionCount: 6 },
  feedbackOf: () => ({ name: 'feedback', partitionCount: 6 }),
  deadLetter: { name: 'dead-letter', partitionCount: 3 },
  schemaIds: { AcceptedEvent: 2, EventOutcome: 3 },
  environment: 'dev',
  groupId: 'g',
  documentationUrl: 'docs/rules.md',
});
let register: Register;
let sends: OutgoingRecord[][];
let flow: FlowEvent[];

beforeAll(async () => {
  register = ((await loadRegister(sampleRegisterPath)) as { register: Register }).register;
});
beforeEach(() => {
  sends = [];
  flow = [];
});

const rules = createRuleEngine();
const event = sampleEvent('MessageCreated');
const record = (offset: bigint, value: Buffer | null): IncomingRecord => ({
  topic,
  partition: 0,
  offset,
  timestampMs: sampleNow,
  timestampType: 'CreateTime',
  key: Buffer.from(event.aggregateId),
  value,
  headers: {},
});
const batch = (...records: IncomingRecord[]) => ({ topic, partition: 0, records, highWatermark: 9n });
const handlerWith = (change: Partial<BatchHandlerParts> = {}) =>
  createBatchHandler({
    decoderOf: () => decoder,
    writer,
    sender: { send: async (records: readonly OutgoingRecord[]) => void sends.push([...records]) } as unknown as Sender,
    register: () => register,
    rules,
    protectedPersonsKey: null,
    environment: 'dev',
    observe: (one) => flow.push(one),
    now: () => sampleNow,
    ...change,
  });
const good = record(1n, encode(event));
const unreadable = record(2n, Buffer.from('{}'));
const topicsOf = (records: readonly OutgoingRecord[] | undefined) => records?.map((one) => one.topic);

describe('a batch', () => {
  test('becomes events, feedback and dead letters in one send', async () => {
    await handlerWith()(batch(good, unreadable), control);
    expect(sends).toHaveLength(1);
    expect(topicsOf(sends[0])).toEqual(['events', 'feedback', 'dead-letter']);
    expect(flow).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'RecordsHandled', outcome: 'accepted', eventType: 'MessageCreated', count: 1 }),
        expect.objectContaining({ type: 'RecordsHandled', outcome: 'failed', count: 1 }),
        expect.objectContaining({ type: 'DeadLetterWritten', code: 'SCHEMA_UNFRAMED' }),
      ]),
    );
  });

  test('with a refused event tells its producer and writes nothing else', async () => {
    const refused = record(1n, encode({ ...event, organisationNumber: '1' }));
    await handlerWith()(batch(refused), control);
    expect(sends.map(topicsOf)).toEqual([['feedback']]);
  });

  test('that comes again becomes the same records, but for the time', async () => {
    let now = sampleNow;
    const handle = handlerWith({ now: () => now });
    await handle(batch(good, unreadable), control);
    now += 60_000;
    await handle(batch(good, unreadable), control);
    const [first, second] = sends.map((records) => records.map(({ key, partition }) => ({ key, partition })));
    expect(second).toEqual(first);
  });

  test('keeps its key when the producer has sent other bytes of the same content', async () => {
    const index = good.value?.lastIndexOf(0) ?? 0;
    const overlong = record(
      3n,
      Buffer.concat([
        good.value?.subarray(0, index) as Buffer,
        Buffer.from([0x80, 0x00]),
        good.value?.subarray(index + 1) as Buffer,
      ]),
    );
    await handlerWith()(batch(good, overlong), control);
    const keys = sends[0]?.filter((one) => one.topic === 'events').map(({ key }) => key?.toString());
    expect(keys).toHaveLength(2);
    expect(keys?.[1]).toBe(keys?.[0]);
  });

  test('does nothing when the partition is no longer ours', async () => {
    const stale = {
      ...control,
      throwIfStale: () => {
        throw new Error('stale');
      },
    };
    await expect(handlerWith()(batch(good), stale)).rejects.toThrow('stale');
    expect(sends).toEqual([]);
  });

  test('is not done when the send fails, and counts nothing', async () => {
    const sender = { send: async () => Promise.reject(new Error('away')) } as unknown as Sender;
    await expect(handlerWith({ sender })(batch(good), control)).rejects.toThrow('away');
    expect(flow).toEqual([]);
  });
});

describe('what Kafka will never take', () => {
  const refusing = (isRefused: (record: OutgoingRecord) => boolean) =>
    ({
      send: async (records: readonly OutgoingRecord[]) => {
        sends.push([...records]);
        const refusals = records.flatMap((one, index) =>
          sends.length === 1 && isRefused(one) ? [{ index, code: 'KAFKA_MESSAGE_TOO_LARGE' }] : [],
        );
        if (refusals.length > 0) throw new RecordsRefused('t', refusals);
        return [];
      },
    }) as unknown as Sender;

  test('as an event becomes a pointer in the dead letters, and is told', async () => {
    await handlerWith({ sender: refusing((one) => one.topic === 'events') })(batch(good), control);
    expect(topicsOf(sends[1])).toEqual(['dead-letter', 'feedback']);
    expect(sends[1]?.[0]).toMatchObject({
      value: Buffer.alloc(0),
      headers: { 'notif-error-code': 'RECORD_TOO_LARGE' },
    });
  });

  test('as a dead letter becomes a pointer with the reason it had', async () => {
    await handlerWith({ sender: refusing((one) => one.topic === 'dead-letter') })(batch(unreadable), control);
    expect(sends[1]).toHaveLength(1);
    expect(sends[1]?.[0]).toMatchObject({ value: Buffer.alloc(0), headers: { 'notif-error-code': 'SCHEMA_UNFRAMED' } });
  });

  test('as feedback becomes feedback with fewer findings', async () => {
    await handlerWith({ sender: refusing((one) => one.topic === 'feedback') })(batch(good), control);
    expect(topicsOf(sends[1])).toEqual(['feedback']);
  });
});

describe('the steps', () => {
  test('are told in order, so that a test can end the process at any of them', async () => {
    const steps: string[] = [];
    await handlerWith({ onStep: (step) => void steps.push(step) })(batch(good), control);
    expect(steps).toEqual(['before-decode', 'after-validate', 'before-send', 'after-send']);
  });
});
