import { describe, expect, test } from '@jest/globals';
import { partitionFor } from '@varselvakt/kafka';
import type { PlannedDeletion } from '@varselvakt/store';
import { createDeletionRecords } from './deletion-records.ts';

const asJson = (value: unknown) => Buffer.from(JSON.stringify(value));
const records = createDeletionRecords({
  eventsTopic: 'events',
  eventsPartitionCount: 6,
  feedbackTopic: 'feedback',
  feedbackPartitionCount: 4,
  environment: 'dev',
  encodeHardDeleted: asJson,
  encodeOutcome: asJson,
  feedback: { direct: (record) => record, registerVersion: () => 'ab12' },
});
const planned: PlannedDeletion = {
  aggregateId: '018f3c7e-0000-7000-8000-000000000001',
  kind: 'TASK',
  producerId: 'team-a',
  label: 'salary',
  groupId: 'g',
  groupRef: 'r',
  eventCount: 2,
  cause: 'PRODUCER',
  dueAt: 1,
  contentDay: 0,
  receiptId: 'receipt',
  plannedAt: 2,
  records: [],
};
const parse = (value: Uint8Array | null | undefined) => JSON.parse(Buffer.from(value ?? []).toString());

describe('the records of a deletion', () => {
  test('announce a notification in the partition of its own records, without its group', () => {
    const line = records.hardDeleted(planned);
    expect(line).toMatchObject({
      topic: 'events',
      partition: partitionFor(Buffer.from(planned.aggregateId), 6),
    });
    expect(Buffer.from(line?.key ?? []).toString()).toBe('hard-deleted:receipt');
    expect(parse(line?.value)).toEqual({
      aggregateId: planned.aggregateId,
      kind: 'NOTIFICATION',
      producerId: 'team-a',
      label: 'salary',
      groupId: null,
      dueAt: 1,
      deletedAt: 2,
      cause: 'PRODUCER',
      receiptId: 'receipt',
    });
  });

  test('name the group of a case', () => {
    expect(parse(records.hardDeleted({ ...planned, kind: 'CASE' })?.value)).toMatchObject({
      kind: 'CASE',
      groupId: 'g',
    });
  });

  test('do not announce what nobody ever saw created', () => {
    expect(records.hardDeleted({ ...planned, kind: null })).toBeNull();
    expect(records.hardDeletedPartition({ ...planned, kind: null })).toBeNull();
  });

  test('tell the producer that it is done, keyed by producer and aggregate', () => {
    const line = records.feedback(planned, 3);
    expect(Buffer.from(line.key ?? []).toString()).toBe(`team-a:${planned.aggregateId}`);
    expect(parse(line.value)).toMatchObject({
      outcome: 'DELETED',
      eventId: null,
      aggregateId: planned.aggregateId,
      deleteAt: 1,
      occurredAt: 3,
      findings: [],
    });
  });
});
