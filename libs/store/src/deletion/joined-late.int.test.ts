/** A notification and its case are stored by two persisters at once, and the case is due at once: the notification does not outlive it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BatchTests, onPartition, openBatchTests } from '../../test/batch-tests.ts';
import { aggregateRow, newEvent, nothingToWrite, storing } from '../../test/new-events.ts';
import { untilBlocked } from '../../test/real-database.ts';
import {
  createBatchStore,
  finishDeletions,
  hastenJoinedLate,
  type PlannedBatch,
  planDeletions,
  type StoreClient,
} from '../index.ts';

let tests: BatchTests;
let client: StoreClient;

beforeAll(async () => {
  tests = await openBatchTests();
  client = tests.client;
});
afterAll(() => tests.database.drop());

async function plan(): Promise<PlannedBatch> {
  const result = await planDeletions(client, {
    maxAggregateCount: 9,
    maxEventCount: 9,
    excludedIds: [],
    dueFrom: null,
  });
  if (result.outcome !== 'PLANNED' || result.batch === null) throw new Error('nothing was planned');
  return result.batch;
}

const finish = (batch: PlannedBatch) =>
  finishDeletions(client, {
    batch,
    acknowledgedMsAgo: 5,
    recordTopic: 'events',
    recordPartitionOf: () => 3,
    feedbackTopic: 'feedback',
    toFeedback: () => ({ partition: 2, key: Buffer.from('key'), value: Buffer.from('value') }),
  });

test.each([
  ['before the case is gone', 1],
  ['after the case is gone', null],
])('also when it is committed %s', async (when, hoursBack) => {
  const group = { label: 'Tilskudd', groupId: `sak-${hoursBack}` };
  const [opened, joining] = [newEvent(`opened ${when}`, 0), newEvent(`joining ${when}`, 0)];
  const [slow, third] = [await tests.database.open(), await tests.database.open()];
  await createBatchStore().storeBatch(
    client,
    onPartition(storing([newEvent(`any ${when}`, 0)], 0), tests.takePartition()),
  );

  // The slow one has looked for the case, found none, and waits in the middle of what it writes.
  await third.runScript('test', 'begin');
  await third.runScript(
    'test',
    `insert into event_identity select 0, 0, '${joining.eventId}', '${joining.eventId}', 0, 0, 0, 0, sha256(''), null`,
  );
  const join = onPartition(storing([joining], 0), tests.takePartition());
  const joined = createBatchStore().storeBatch(slow, {
    ...join,
    keys: { ...join.keys, groups: [group] },
    decide: () => ({
      ...nothingToWrite,
      newEvents: [joining],
      newAggregates: [aggregateRow(joining, { groupId: group.groupId })],
    }),
  });
  await untilBlocked(third, 1);

  const row = aggregateRow(opened, { kind: 'CASE', groupId: group.groupId, deleteAt: Date.now() - 1_000 });
  const opening = onPartition(
    storing([opened], 0, { newAggregates: [row], newCaseGroups: [{ ...group, caseId: opened.aggregateId }] }),
    tests.takePartition(),
  );
  await createBatchStore().storeBatch(client, { ...opening, keys: { ...opening.keys, groups: [group] } });
  const batch = await plan();
  expect(batch.planned.map(({ aggregateId }) => aggregateId)).toEqual([opened.aggregateId]);
  if (hoursBack === null) await finish(batch);
  await third.runScript('test', 'rollback');
  expect((await joined).outcome).toBe('STORED');

  expect(await hastenJoinedLate(client, hoursBack)).toBe(1);
  expect(await hastenJoinedLate(client, hoursBack)).toBe(0);
  const second = await plan();
  expect(second.planned.map(({ aggregateId }) => aggregateId)).toEqual([joining.aggregateId]);
  for (const one of hoursBack === null ? [second] : [batch, second]) await finish(one);
  expect(await tests.count(`aggregate where group_id = '${group.groupId}'`)).toBe(0);
});

test('nothing else is hastened: other groups, groups of a case that stands, what is in no group', async () => {
  const [opened, member, alone] = [newEvent('standing', 0), newEvent('member', 1), newEvent('alone', 2)];
  const group = { label: 'Tilskudd', groupId: 'sak-standing' };
  const newAggregates = [
    aggregateRow(opened, { kind: 'CASE', groupId: group.groupId }),
    aggregateRow(member, { groupId: group.groupId }),
    aggregateRow(alone),
  ];
  const changes = { newAggregates, newCaseGroups: [{ ...group, caseId: opened.aggregateId }] };
  const request = onPartition(storing([opened, member, alone], 0, changes), tests.takePartition());
  await createBatchStore().storeBatch(client, { ...request, keys: { ...request.keys, groups: [group] } });
  expect(await hastenJoinedLate(client, null)).toBe(0);
});
