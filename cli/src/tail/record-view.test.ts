import { describe, expect, test } from '@jest/globals';
import type { DecodeResult } from '@varselvakt/codec';
import { type TopicSchema, toRecordView } from '@varselvakt/inspection';
import { deadLetterRecord, type IncomingHeaders, type IncomingRecord } from '@varselvakt/kafka';
import { createDetector, createEventMask, sampleEvent } from '@varselvakt/rules';
import { formatForPeople, parseRecordFormat } from './format-record.ts';

const mask = createEventMask(createDetector());
const event = sampleEvent('MessageCreated');
const record: IncomingRecord = {
  topic: 'n.inbound',
  partition: 2,
  offset: 17n,
  timestampMs: Date.parse('2026-11-23T12:00:00Z'),
  timestampType: 'CreateTime',
  key: Buffer.from(event.aggregateId),
  value: Buffer.alloc(100),
  headers: {},
};
const read: DecodeResult<TopicSchema> = {
  ok: true,
  schemaName: 'ProducerEvent',
  schemaId: 7,
  value: { ...event, body: { ...event.body, text: 'Hei 13097248022' } as typeof event.body },
  canonicalStart: undefined,
};
const unread: DecodeResult<TopicSchema> = { ok: false, code: 'AVRO_CORRUPT', path: null, schemaId: null };
const viewOf = (changes: Partial<IncomingRecord>, decoded: DecodeResult<TopicSchema> | undefined = read) =>
  toRecordView({ ...record, ...changes }, decoded, mask, 'MASKED');

describe('a record as a person may see it', () => {
  test('names its place, its schema and its ids, and never a value', () => {
    const view = viewOf({});
    expect(view).toMatchObject({ offset: '17', key: event.aggregateId, schema: 'ProducerEvent', schemaId: 7 });
    expect(view).toMatchObject({ value: { eventId: event.eventId, body: { text: 'Hei ███████████' } } });
  });

  test.each([
    [`tilskudd-demo:${event.eventId}`, `tilskudd-demo:${event.eventId}`],
    [`${event.eventId}:00ff11ee22dd33cc`, `${event.eventId}:00ff11ee22dd33cc`],
    [`13097248022:${event.eventId}`, `███████████:${event.eventId}`],
    ['Kari Nordmann', expect.not.stringContaining('Nordmann')],
    [Buffer.from([0xff, 0xfe]), '«2 bytes»'],
    ['x'.repeat(301), '«301 bytes»'],
  ])('shows of the key %s only what is an id', (key, expected) => {
    expect(viewOf({ key: Buffer.from(key as string) }).key).toEqual(expected);
  });

  test('reads what a dead letter says, and of foreign headers only how large they are', () => {
    const failure = { code: 'AVRO_CORRUPT', path: 'body.text', consumerGroup: 'g', attemptCount: 1, firstFailureAt: 0 };
    const forged = { 'x-name': Buffer.from('Kari Nordmann'), '13097248022': Buffer.from('') };
    const letter = deadLetterRecord({ ...record, headers: forged }, failure, { topic: 'n.dlt', partitionCount: 1 });
    const headers = Object.fromEntries(
      Object.entries(letter.headers ?? {}).map(([name, value]) => [name, Buffer.from(value as string)]),
    ) as IncomingHeaders;
    expect(viewOf({ headers }, unread).headers).toMatchObject({
      'kafka_dlt-original-partition': 2,
      'kafka_dlt-original-offset': '17',
      'kafka_dlt-original-timestamp': '2026-11-23T12:00:00.000Z',
      'notif-error-code': 'AVRO_CORRUPT',
      'x-name': '«13 bytes»',
      '███████████': '«0 bytes»',
    });
  });

  test('keeps the trace context only in its exact form', () => {
    const good = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(viewOf({ headers: { traceparent: Buffer.from(good) } }).headers).toEqual({ traceparent: good });
    expect(viewOf({ headers: { traceparent: Buffer.from('Kari') } }).headers).toEqual({ traceparent: '«4 bytes»' });
  });
});

describe('a record as text', () => {
  test('has kcat’s letters', () => {
    const format = parseRecordFormat('%t %p %o %k %K %S %T %% [%h]\\t%s\\n');
    const text = format(viewOf({ headers: { a: [Buffer.from('1'), Buffer.from('22')] } }, unread));
    const [place, value] = text.split('\t');
    expect(place).toBe(`n.inbound 2 17 ${event.aggregateId} 36 100 1795435200000 % [a=«1 bytes»|«2 bytes»]`);
    expect(value).toBe('unreadable (AVRO_CORRUPT, 100 bytes)');
  });

  test('says when there is no key and no value', () => {
    const tombstone = toRecordView({ ...record, key: null, value: null }, undefined, mask, 'HIDDEN');
    expect(parseRecordFormat('%k %K %s %S')(tombstone)).toBe('NULL -1 null -1');
    expect(formatForPeople(tombstone)).toContain('tombstone');
  });

  test.each(['%x', '%', '\\q'])('refuses %j', (format) => {
    expect(() => parseRecordFormat(format)).toThrow('-f knows');
  });
});
