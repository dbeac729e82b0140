import { describe, expect, test } from '@jest/globals';
import type { Decoded } from '@varselvakt/codec';
import type { IncomingRecord } from '@varselvakt/kafka';
import { createDetector, createEventMask, sampleEvent } from '@varselvakt/rules';
import { createTraceCollector, type TracedSchema } from './trace-collector.ts';
import { showIds } from './trace-step.ts';

const show = showIds(createEventMask(createDetector()));
const event = sampleEvent('MessageCreated');
const other = { ...event, eventId: '0199aaaa-0000-7000-8000-000000000001' };
const stranger = { ...other, aggregateId: '0199aaaa-0000-7000-8000-000000000002' };

const record = (key: string, value: Buffer | null = Buffer.alloc(1), headers: IncomingRecord['headers'] = {}) =>
  ({
    topic: 'events',
    partition: 0,
    offset: 0n,
    timestampMs: 1_000,
    timestampType: 'CreateTime',
    key: Buffer.from(key),
    value,
    headers,
  }) satisfies IncomingRecord;

const published = (value: typeof event): Decoded<TracedSchema> => ({
  ok: true,
  schemaName: 'ProducerEvent',
  schemaId: 1,
  value,
  canonicalStart: undefined,
});

describe('the trace of an event', () => {
  test('takes the event, whatever else happens to its aggregate, and nothing of others', () => {
    const collector = createTraceCollector(event.eventId, event.aggregateId, show);
    for (const value of [event, other, stranger]) collector.take(record(value.aggregateId), published(value));
    expect(collector.steps.map(({ what, detail }) => [what, detail.split(' ')[1]])).toEqual([
      ['PUBLISHED', event.eventId],
      ['PUBLISHED', other.eventId],
    ]);
  });

  test('hides what stands in the place of an id and is none', () => {
    const collector = createTraceCollector(event.aggregateId, event.aggregateId, show);
    collector.take(record(''), published({ ...event, eventId: 'Kari Nordmann', producerId: '13097248022' }));
    collector.take(record('Kari Nordmann:0011223344556677', null), undefined);
    const told = collector.steps.map(({ detail }) => detail).join();
    expect(told).toContain('«13 characters»');
    expect(told).not.toMatch(/Kari|13097248022/);
  });

  test('learns the aggregate from the event', () => {
    const collector = createTraceCollector(event.eventId, null, show);
    expect(collector.aggregateId()).toBeNull();
    collector.take(record(event.aggregateId), published(event));
    expect(collector.aggregateId()).toBe(event.aggregateId);
  });

  test('takes the tombstones of the events it knows', () => {
    const collector = createTraceCollector(event.eventId, null, show);
    collector.take(record(`${event.eventId}:0011223344556677`, null), undefined);
    collector.take(record(`${other.eventId}:0011223344556677`, null), undefined);
    expect(collector.steps.map(({ what }) => what)).toEqual(['TOMBSTONED']);
  });

  test('takes the dead letters of its aggregate, with their code', () => {
    const collector = createTraceCollector(event.aggregateId, event.aggregateId, show);
    const headers = { 'notif-error-code': Buffer.from('AVRO_CORRUPT') };
    collector.takeDeadLetter(record(event.aggregateId, null, headers));
    collector.takeDeadLetter(record(stranger.aggregateId, null, headers));
    expect(collector.steps).toEqual([{ at: 1_000, what: 'DEAD_LETTER', detail: 'AVRO_CORRUPT', place: 'events/0/0' }]);
  });
});
