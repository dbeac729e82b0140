import { describe, expect, test } from '@jest/globals';
import { createContentHasher } from '../avro/content-hash.ts';
import { createSampleEvent } from '../testing/sample-event.ts';
import { createEventJsonReader } from './event-json-reader.ts';

const sampleEvent = createSampleEvent();
const read = createEventJsonReader();
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

describe('the reader of events as JSON', () => {
  test('gives back an event that was written as JSON, and it encodes as before', () => {
    const result = read(plain(sampleEvent));
    expect(result).toEqual({ outcome: 'READ', event: sampleEvent });
    const { contentHashOf } = createContentHasher();
    if (result.outcome === 'READ') expect(contentHashOf(result.event)).toEqual(contentHashOf(sampleEvent));
  });

  test('reads unions as Avro’s own JSON wraps them', () => {
    const { type, ...body } = sampleEvent.body as unknown as Record<string, unknown>;
    const wrapped = {
      ...plain(sampleEvent),
      groupId: sampleEvent.groupId === null ? null : { string: sampleEvent.groupId },
      body: { [`no.varselvakt.${String(type)}`]: body },
    };
    expect(read(plain(wrapped))).toEqual({ outcome: 'READ', event: sampleEvent });
  });

  test('takes the schema’s default for a field that is absent, and times as ISO 8601', () => {
    const { groupId: _groupId, ...rest } = plain(sampleEvent);
    const body = { type: 'TaskDeadlineMoved', deadline: '2026-02-01' };
    const result = read({ ...rest, occurredAt: '2026-01-15T09:00:00Z', body });
    expect(result).toEqual({
      outcome: 'READ',
      event: {
        ...rest,
        groupId: null,
        occurredAt: Date.UTC(2026, 0, 15, 9),
        body: { type: 'TaskDeadlineMoved', deadline: Date.UTC(2026, 1, 1) / 86_400_000, reminder: null },
      },
    });
  });

  test.each([
    ['a field of another type', { occurredAt: 'i går' }, 'occurredAt'],
    ['a number beyond 2^53', { occurredAt: 2 ** 60 }, 'occurredAt'],
    ['a body that the schema does not know', { body: { type: 'Unknown' } }, 'body'],
    ['no body', { body: null }, 'body'],
    ['a body without a field it needs', { body: { type: 'CaseOpened', status: 'RECEIVED' } }, 'body.title'],
    ['a status that is none', { body: { type: 'CaseOpened', title: 'x', status: 'DONE' } }, 'body.status'],
    [
      'a list that is none',
      { body: { type: 'CaseOpened', title: 'x', status: 'RECEIVED', recipients: {} } },
      'body.recipients',
    ],
    ['a slip in the name of a field', { body: { type: 'CaseDetailsChanged', aditionalInfo: 'x' } }, 'body'],
  ])('says where the schema is not met: %s', (_what, change, path) => {
    expect(read({ ...plain(sampleEvent), ...change })).toEqual({ outcome: 'MISFIT', paths: [path] });
  });

  test.each([null, 1, 'text', [], {}])('never throws on other JSON: %j', (value) => {
    expect(read(value)).toMatchObject({ outcome: 'MISFIT' });
  });

  test('is not fooled by names that every object has', () => {
    expect(read(JSON.parse('{"__proto__":{"eventId":"x"},"constructor":1}'))).toMatchObject({ outcome: 'MISFIT' });
    expect(read({ ...plain(sampleEvent), body: { toString: {} } })).toMatchObject({ outcome: 'MISFIT' });
  });
});
