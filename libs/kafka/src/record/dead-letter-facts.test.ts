import { describe, expect, test } from '@jest/globals';
import {
  deadLetterRecord,
  type IncomingHeaders,
  type IncomingRecord,
  originalHeaders,
  readDeadLetter,
} from '../index.ts';

const record: IncomingRecord = {
  topic: 'n.inbound',
  partition: 258,
  offset: 0x0102030405060708n,
  timestampMs: 1_795_425_390_686,
  timestampType: 'CreateTime',
  key: Buffer.from('k'),
  value: Buffer.from('v'),
  headers: { traceparent: Buffer.from('t'), several: [Buffer.from('1'), Buffer.from('2')] },
};
const failure = { code: 'AVRO_CORRUPT', path: 'body.text', consumerGroup: 'g', attemptCount: 1, firstFailureAt: 0 };

/** As the letter would be read. */
const headersOf = (original: IncomingRecord, maxRecordBytes?: number): IncomingHeaders => {
  const target = {
    topic: 'n.dead-letter',
    partitionCount: 3,
    ...(maxRecordBytes === undefined ? {} : { maxRecordBytes }),
  };
  const { headers = {} } = deadLetterRecord(original, failure, target);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const items = (Array.isArray(value) ? value : [value]).map((item: Buffer | string) =>
        Buffer.from(item as string),
      );
      return [name, items.length === 1 ? (items[0] as Buffer) : items];
    }),
  );
};

describe('a dead letter', () => {
  test('tells where its record lay and why it ended', () => {
    expect(readDeadLetter({ headers: headersOf(record) })).toEqual({
      originalTopic: 'n.inbound',
      originalPartition: 258,
      originalOffset: 0x0102030405060708n,
      originalTimestampMs: 1_795_425_390_686,
      code: 'AVRO_CORRUPT',
      path: 'body.text',
      isPointer: false,
    });
  });

  test('gives back the headers that the record had', () => {
    expect(originalHeaders(headersOf(record))).toEqual(record.headers);
  });

  test('says when it holds only a pointer', () => {
    expect(readDeadLetter({ headers: headersOf(record, 0) }).isPointer).toBe(true);
  });

  test('of another writer is read as far as it goes', () => {
    const headers = {
      'kafka_dlt-original-partition': Buffer.from('258'),
      'kafka_dlt-original-topic': Buffer.from('t'),
    };
    expect(readDeadLetter({ headers })).toMatchObject({ originalTopic: 't', originalPartition: null, code: null });
  });
});
