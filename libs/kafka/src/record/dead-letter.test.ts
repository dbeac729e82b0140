import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type DeadLetterFailure, deadLetterRecord, type IncomingRecord, partitionFor } from '../index.ts';

const original: IncomingRecord = {
  topic: 'notifications.inbound',
  partition: 258,
  offset: 0x0102030405060708n,
  timestampMs: 1_795_425_390_686,
  timestampType: 'CreateTime',
  key: Buffer.from('case-1'),
  value: Buffer.from([0, 0, 0, 0, 9, 255, 128]),
  headers: {
    traceparent: Buffer.from('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
    'notif-attempt': Buffer.from('7'),
    several: [Buffer.from('one'), Buffer.from('two')],
  },
};

const failure: DeadLetterFailure = {
  code: 'AVRO_TRUNCATED',
  path: 'body.text',
  consumerGroup: 'validator',
  attemptCount: 2,
  firstFailureAt: Date.UTC(2026, 10, 23, 9, 0, 0),
};

const target = { topic: 'notifications.dead-letter', partitionCount: 3 };

/** All header values as hex, as they would be on the wire. */
const wireHeaders = (headers: ReturnType<typeof deadLetterRecord>['headers']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name,
      [value]
        .flat()
        .map((item) => Buffer.from(item as Buffer | string).toString('hex'))
        .join(','),
    ]),
  );
const hex = (text: string): string => Buffer.from(text).toString('hex');

describe('a dead letter', () => {
  test('keeps key and value byte for byte', () => {
    const letter = deadLetterRecord(original, failure, target);
    expect(letter.key).toBe(original.key);
    expect(letter.value).toBe(original.value);
  });

  test("carries Spring's headers in Spring's encodings, then ours, and the original ones", () => {
    const { headers } = deadLetterRecord(original, failure, target);
    expect(wireHeaders(headers)).toEqual({
      traceparent: hex('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
      several: `${hex('one')},${hex('two')}`,
      'kafka_dlt-original-topic': hex('notifications.inbound'),
      'kafka_dlt-original-partition': '00000102',
      'kafka_dlt-original-offset': '0102030405060708',
      'kafka_dlt-original-timestamp': '000001a207b1505e',
      'kafka_dlt-original-timestamp-type': hex('CreateTime'),
      'kafka_dlt-original-consumer-group': hex('validator'),
      'kafka_dlt-exception-fqcn': hex('no.varselvakt.RecordRefused'),
      'kafka_dlt-exception-message': hex('AVRO_TRUNCATED at body.text'),
      'notif-error-code': hex('AVRO_TRUNCATED'),
      'notif-error-path': hex('body.text'),
      'notif-attempt': hex('2'),
      'notif-first-failure-time': hex('2026-11-23T09:00:00.000Z'),
    });
  });

  test("keeps no header of the producer's that looks like ours, whether we write one of that name or not", () => {
    const headers = { ...original.headers, 'notif-error-path': Buffer.from('forged'), 'Notif-Other': Buffer.from('x') };
    const letter = deadLetterRecord({ ...original, headers }, { ...failure, path: null }, target);
    const ours = Object.keys(letter.headers ?? {}).filter((name) => name.toLowerCase().startsWith('notif-'));
    expect(ours).toEqual(['notif-error-code', 'notif-attempt', 'notif-first-failure-time']);
    expect(letter.headers?.['notif-attempt']).toBe('2');
    expect(letter.headers).toHaveProperty('several');
  });

  test('keeps headers under the names of JavaScript objects', () => {
    const headers = Object.fromEntries([['__proto__', Buffer.from('p')]]);
    expect(Object.keys(deadLetterRecord({ ...original, headers }, failure, target).headers ?? {})).toContain(
      '__proto__',
    );
  });

  test('leaves the path out when the fault concerns the whole record', () => {
    const { headers } = deadLetterRecord(original, { ...failure, path: null }, target);
    expect(headers).not.toHaveProperty('notif-error-path');
    expect(headers?.['kafka_dlt-exception-message']).toBe('AVRO_TRUNCATED');
  });

  test('lies where every letter of its key lies, and without a key where the original partition points', () => {
    expect(deadLetterRecord(original, failure, target).partition).toBe(partitionFor(Buffer.from('case-1'), 3));
    expect(deadLetterRecord({ ...original, key: null, partition: 5 }, failure, target).partition).toBe(2);
  });

  test('keeps a tombstone a tombstone', () => {
    expect(deadLetterRecord({ ...original, value: null }, failure, target).value).toBeNull();
  });
});

describe('a record that is too large for the dead letters', () => {
  const value = Buffer.alloc(5_000, 'x');
  const small = { ...target, maxRecordBytes: 2_000 };

  test('becomes a pointer with size and hash instead of the bytes', () => {
    const letter = deadLetterRecord({ ...original, value }, failure, small);
    expect(letter.value).toEqual(Buffer.alloc(0));
    expect(letter.key).toEqual(original.key);
    expect(letter.headers).toMatchObject({
      traceparent: original.headers['traceparent'],
      'notif-original-size': '5000',
      'notif-original-sha256': createHash('sha256').update(value).digest('hex'),
      'kafka_dlt-original-topic': original.topic,
    });
    expect(letter.headers).not.toHaveProperty('several');
  });

  test('is one as well when headers or the key make it large', () => {
    const headers = { padding: Buffer.alloc(3_000) };
    expect(deadLetterRecord({ ...original, headers }, failure, small).value).toEqual(Buffer.alloc(0));
    const keyed = deadLetterRecord({ ...original, key: Buffer.alloc(3_000) }, failure, small);
    expect(keyed.key).toBeNull();
    expect(keyed.value).toEqual(Buffer.alloc(0));
  });
});
