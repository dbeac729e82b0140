import { describe, expect, test } from '@jest/globals';
import type { DecodeResult } from '@varselvakt/codec';
import { deadLetterRecord, type IncomingHeaders, type IncomingRecord } from '@varselvakt/kafka';
import { createDetector, createEventMask, sampleEvent } from '@varselvakt/rules';
import type { LetterFacts } from '../redrive/judge-letter.ts';
import { toWholeLetterView } from './letter-view.ts';
import type { TopicSchema } from './record-view.ts';

const mask = createEventMask(createDetector());
const event = sampleEvent('MessageCreated');
const secret = 'hemmeligmerke 13097248022';
const original: IncomingRecord = {
  ...{ topic: 'n.inbound', partition: 2, offset: 17n, timestampMs: Date.parse('2026-11-23T12:00:00Z') },
  ...{ timestampType: 'CreateTime', key: Buffer.from(event.aggregateId), value: Buffer.alloc(100), headers: {} },
};
const facts: LetterFacts = {
  ...{ partition: 0, offset: 5n, timestampMs: 2_000, code: 'AVRO_CORRUPT', producerId: 'team-a', obstacle: null },
  target: { topic: 'n.inbound', partition: 2 },
};
const failure = { code: 'AVRO_CORRUPT', path: 'body.text', consumerGroup: 'g', attemptCount: 3, firstFailureAt: 0 };

/** The dead letter of a record, as it is read. */
function letterOf(changes: Partial<IncomingRecord>): IncomingRecord {
  const letter = deadLetterRecord({ ...original, ...changes }, failure, { topic: 'n.dlt', partitionCount: 1 });
  const headers = Object.entries(letter.headers ?? {}).map(([name, value]) => [name, Buffer.from(value as string)]);
  return { ...original, ...letter, headers: Object.fromEntries(headers) as IncomingHeaders };
}

const read = (value: typeof event): DecodeResult<TopicSchema> => ({
  ...{ ok: true, schemaName: 'ProducerEvent', schemaId: 7, value, canonicalStart: undefined },
});

describe('a dead letter as an operator may see it', () => {
  test('tells place, reason and structure', () => {
    const view = toWholeLetterView(letterOf({}), read(event), facts, mask);
    expect(view).toMatchObject({
      ...{ partition: 0, offset: '5', at: 2_000, code: 'AVRO_CORRUPT', path: 'body.text', attemptCount: 3 },
      ...{
        aggregateId: event.aggregateId,
        originalOffset: '17',
        schema: 'ProducerEvent',
        schemaId: 7,
        unreadable: null,
      },
      structure: {
        eventId: event.eventId,
        body: { type: 'MessageCreated', text: expect.stringMatching(/^«\d+ characters»$/) },
      },
      headers: { foreignCount: 0 },
    });
    expect(view.headers.own).toContainEqual({ name: 'kafka_dlt-original-offset', value: '17' });
    expect(view.headers.own).toContainEqual({
      name: 'kafka_dlt-exception-message',
      value: 'AVRO_CORRUPT at body.text',
    });
  });

  test('holds nothing of what a producer has put into key, value, headers or the names of headers', () => {
    const headers = {
      [secret]: Buffer.from(secret),
      'x-hemmeligmerke': Buffer.from('1'),
      'kafka_dlt-exception-stacktrace': Buffer.from(secret),
      'varselvakt-redrive-of': Buffer.from(secret),
      'varselvakt-redrive-count': Buffer.from(secret),
      traceparent: Buffer.from(secret),
    };
    const spoilt = {
      ...{ ...event, label: secret, groupId: secret, producerId: '13097248022', organisationNumber: '13097248022' },
      occurredAt: 13_097_248_022,
    };
    const letter = letterOf({ key: Buffer.from(secret), value: Buffer.from(secret), headers });
    const odd = { ...facts, producerId: '13097248022', target: { topic: secret, partition: 2 } };
    const view = toWholeLetterView(letter, read(spoilt), odd, mask);
    expect(JSON.stringify(view)).not.toMatch(/hemmeligmerke|13097248022/);
    expect(view).toMatchObject({
      aggregateId: null,
      keyBytes: secret.length,
      headers: { foreignCount: 3 },
      redriveCount: 0,
    });
  });

  test('takes none of its own headers at its word when it has not the form that we write', () => {
    const headers = Object.fromEntries(
      [
        'kafka_dlt-original-topic',
        'kafka_dlt-original-consumer-group',
        'notif-error-code',
        'notif-error-path',
        'notif-attempt',
      ].map((name) => [name, Buffer.from(`${secret} <b>`)]),
    );
    const view = toWholeLetterView({ ...original, headers }, undefined, facts, mask);
    expect(JSON.stringify(view)).not.toMatch(/hemmeligmerke|13097248022/);
    expect(view).toMatchObject({ path: null, attemptCount: null, structure: null });
  });

  test('says why its value is not shown', () => {
    const unread: DecodeResult<TopicSchema> = { ok: false, code: 'AVRO_CORRUPT', path: null, schemaId: null };
    expect(toWholeLetterView(letterOf({}), unread, facts, mask)).toMatchObject({
      unreadable: 'AVRO_CORRUPT',
      structure: null,
    });
    expect(toWholeLetterView(letterOf({}), 'NOT_ASKED', facts, mask)).toMatchObject({
      unreadable: 'REGISTRY_UNAVAILABLE',
    });
  });
});
