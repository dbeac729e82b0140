import { describe, expect, test } from '@jest/globals';
import {
  createContentHasher,
  createEventDecoder,
  type RegistryClient,
  readEventSchema,
  toSchemaText,
} from '@varselvakt/codec';
import { type IncomingRecord, partitionFor } from '@varselvakt/kafka';
import { type Finding, sampleEvent, sampleNow } from '@varselvakt/rules';
import type { Decision } from './decide-outcome.ts';
import { createOutputWriter } from './output-writer.ts';

const writer = createOutputWriter({
  events: { name: 'events', partitionCount: 6 },
  feedbackOf: () => ({ name: 'feedback', partitionCount: 6 }),
  deadLetter: { name: 'dead-letter', partitionCount: 3 },
  schemaIds: { AcceptedEvent: 2, EventOutcome: 3 },
  environment: 'dev',
  groupId: 'g',
  documentationUrl: 'https://docs/rules',
});
const scene = { now: sampleNow, register: { hash: 'ab12' } };
const names = { 2: 'AcceptedEvent', 3: 'EventOutcome' } as const;
const decoder = createEventDecoder({
  registry: {
    findSchema: async (id: 2 | 3) => ({
      text: toSchemaText(readEventSchema(names[id])),
      schemaType: 'AVRO',
      hasReferences: false,
    }),
    findSubjects: async (id: 2 | 3) => [names[id]],
  } as unknown as RegistryClient,
  readers: Object.values(names).map((schemaName) => ({ schemaName, subject: schemaName })),
  now: () => 0,
});
const event = sampleEvent('CaseOpened');
const record: IncomingRecord = {
  topic: 'in',
  partition: 4,
  offset: 12n,
  timestampMs: sampleNow,
  timestampType: 'CreateTime',
  key: Buffer.from(event.aggregateId),
  value: Buffer.from('ignored'),
  headers: {},
};
const finding = (code: Finding['code'], severity: Finding['severity']): Finding => ({
  code,
  severity,
  clause: null,
  path: 'body.title',
  start: 1,
  end: 3,
});
const refused = (change: object, findings: readonly Finding[] = [finding('TEXT_EMPTY', 'block')]): Decision => ({
  outcome: 'refused',
  event: { ...event, ...change },
  schemaId: 7,
  producerId: 'p',
  findings,
});
async function read(value: Buffer | null) {
  await decoder.prepare([{ value }]);
  return decoder.decode(value);
}

describe('an accepted event', () => {
  test('holds event, hash, retention, warnings and where it came from', async () => {
    const retention = { operation: 'SET', deleteAt: 9_999, source: 'PRODUCER' } as const;
    const outgoing = writer.event(
      record,
      {
        outcome: 'accepted',
        event,
        schemaId: 7,
        canonicalStart: undefined,
        retention,
        warnings: [finding('SMS_SEGMENTS', 'warn')],
        isTold: true,
      },
      sampleNow,
    );
    const contentHash = createContentHasher().contentHashOf(event);
    expect(outgoing.key?.toString()).toBe(`${event.eventId}:${contentHash.toString('hex').slice(0, 16)}`);
    expect(outgoing.partition).toBe(partitionFor(Buffer.from(event.aggregateId), 6));
    expect(await read(outgoing.value)).toMatchObject({
      ok: true,
      schemaName: 'AcceptedEvent',
      value: {
        event,
        contentHash,
        retention,
        acceptedAt: sampleNow,
        warnings: [{ code: 'SMS_SEGMENTS', path: 'body.title' }],
        source: { topic: 'in', partition: 4, offset: 12 },
      },
    });
  });
});

describe('feedback', () => {
  test('says what was found, where, and what to do', async () => {
    const outgoing = writer.feedback(record, refused({}), scene);
    expect(outgoing.key?.toString()).toBe(`p:${event.eventId}`);
    expect(await read(outgoing.value)).toMatchObject({
      ok: true,
      value: {
        eventId: event.eventId,
        outcome: 'REJECTED',
        findings: [
          { code: 'TEXT_EMPTY', severity: 'BLOCK', path: 'body.title', documentation: 'https://docs/rules#text_empty' },
        ],
      },
    });
  });

  test('never repeats what stands in the place of an id', async () => {
    const ids = { eventId: '13097248022', aggregateId: 'Ola Nordmann' };
    const outgoing = writer.feedback(record, refused(ids), scene);
    expect(outgoing.key?.toString()).toBe('p:in-4-12');
    expect(await read(outgoing.value)).toMatchObject({ ok: true, value: { eventId: null, aggregateId: null } });
    expect(outgoing.value?.toString('latin1')).not.toMatch(/13097248022|Ola Nordmann/);
  });

  test('puts what stops the event first and stays within what Kafka takes', async () => {
    const many = Array.from({ length: 3_000 }, () => finding('SMS_SEGMENTS', 'warn'));
    const outgoing = writer.feedback(record, refused({}, [...many, finding('TEXT_EMPTY', 'block')]), scene);
    expect(outgoing.value?.length).toBeLessThan(900_000);
    const result = await read(outgoing.value);
    expect(result).toMatchObject({ ok: true, value: { findings: expect.arrayContaining([]) } });
    if (result.ok && result.schemaName === 'EventOutcome') expect(result.value.findings[0]?.code).toBe('TEXT_EMPTY');
  });

  test('on an unreadable record gives the code with its words', async () => {
    const decision: Decision = {
      outcome: 'unreadable',
      code: 'AVRO_CORRUPT',
      path: 'body',
      schemaId: 7,
      producerId: 'p',
    };
    expect(await read(writer.feedback(record, decision, scene).value)).toMatchObject({
      ok: true,
      value: {
        outcome: 'UNREADABLE',
        eventId: null,
        findings: [{ code: 'AVRO_CORRUPT', severity: 'BLOCK', path: 'body' }],
      },
    });
  });
});

test('the trace context of a record goes on with all that is made from it, and nothing that only looks like one', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const headers = { traceparent: Buffer.from(traceparent), tracestate: Buffer.from('congo=t61rcWkgMzE') };
  const unreadable = { code: 'AVRO_CORRUPT', path: null } as const;
  const carried = { traceparent, tracestate: 'congo=t61rcWkgMzE' };
  const accepted = {
    outcome: 'accepted',
    event,
    schemaId: 7,
    canonicalStart: undefined,
    retention: { operation: 'NONE', deleteAt: null, source: 'NONE' },
    warnings: [],
    isTold: true,
  } as const;
  expect(writer.event({ ...record, headers }, accepted, sampleNow).headers).toEqual(carried);
  expect(writer.feedback({ ...record, headers }, accepted, scene).headers).toEqual(carried);
  expect(writer.deadLetter({ ...record, headers }, unreadable, sampleNow).headers).toMatchObject(headers);
  const forged = { traceparent: Buffer.from(traceparent), tracestate: Buffer.from('name=Kari Nordmann') };
  expect(writer.event({ ...record, headers: forged }, accepted, sampleNow).headers).toEqual({ traceparent });
});
