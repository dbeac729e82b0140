/** Legal holds against the planner, on a real Postgres. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aggregateRow, newEvent, storing } from '../../../test/new-events.ts';
import { createTestDatabase, type TestDatabase, untilBlocked } from '../../../test/real-database.ts';
import {
  type AggregateRow,
  addLegalHold,
  becomeSweeper,
  countHeldDeletions,
  createBatchStore,
  type HoldTarget,
  listLegalHolds,
  planDeletions,
  releaseLegalHold,
  releaseSweeping,
  type StoreClient,
} from '../../index.ts';
import { lockPlanning, lockPlanningShared } from '../../sql/deleter/operators/legal-holds.ts';

let database: TestDatabase;
let client: StoreClient;
let other: StoreClient;

beforeEach(async () => {
  database = await createTestDatabase({ migrated: true });
  client = await database.open();
  other = await database.open();
});
afterEach(() => database.drop());

const operator = { actor: 'kari', reason: 'a case in court' };
const inAnHour = () => Date.now() + 3_600_000;

async function storeDue(
  changes: Readonly<Record<string, Partial<AggregateRow>>>,
): Promise<ReadonlyMap<string, string>> {
  const events = Object.keys(changes).map((name, index) => newEvent(name, index));
  const rows = Object.values(changes).map((change, index) => {
    const event = events[index];
    if (event === undefined) throw new Error('one event each');
    return aggregateRow(event, { deleteAt: Date.now() - 60_000, ...change });
  });
  const newCaseGroups = rows.flatMap(({ kind, label, groupId, aggregateId }) =>
    kind === 'CASE' && groupId !== null ? [{ label, groupId, caseId: aggregateId }] : [],
  );
  const batch = storing(events, 0, { newAggregates: rows, newCaseGroups });
  const groups = newCaseGroups.map(({ label, groupId }) => ({ label, groupId }));
  await createBatchStore().storeBatch(client, { ...batch, keys: { ...batch.keys, groups } });
  return new Map(Object.keys(changes).map((name, index) => [events[index]?.aggregateId ?? '', name]));
}

async function plan(by: StoreClient = client, onWritten: () => void = () => undefined): Promise<readonly string[]> {
  const request = { maxAggregateCount: 100, maxEventCount: 100, excludedIds: [], dueFrom: null, onWritten };
  const result = await planDeletions(by, request);
  return result.outcome === 'PLANNED' ? (result.batch?.planned ?? []).map(({ aggregateId }) => aggregateId) : [];
}

const hold = (target: HoldTarget, by: StoreClient = client, expiresAt = inAnHour()) =>
  addLegalHold(by, { target, owner: 'legal', expiresAt }, operator);

test('what is held by its producer stays, also when only a notification of the case is the producer’s', async () => {
  const group = { label: 'Tilskudd', groupId: 'g' };
  const names = await storeDue({
    owner: { kind: 'CASE', ...group },
    member: { producerId: 'team-b', ...group },
    free: {},
    theirs: { producerId: 'team-b' },
  });
  expect(await hold({ scope: 'PRODUCER', producerId: 'team-b' })).toMatchObject({
    cover: { dueCount: 2, tooLateCount: 0 },
  });
  expect((await plan()).map((id) => names.get(id))).toEqual(['free']);
  expect(await countHeldDeletions(client)).toBe(3);
});

describe('a hold', () => {
  test('ends when it expires or is released, and only once', async () => {
    const names = await storeDue({ a: {}, b: { label: 'other' } });
    const held = await hold({ scope: 'LABEL', label: 'Tilskudd' });
    await hold({ scope: 'LABEL', label: 'other' });
    expect(await plan()).toEqual([]);
    expect(await countHeldDeletions(client)).toBe(2);
    await client.runScript('test', `update legal_hold set expires_at = now() where label = 'other'`);
    expect((await plan()).map((id) => names.get(id))).toEqual(['b']);
    const holdId = held?.hold.holdId ?? '';
    expect(await releaseLegalHold(client, holdId, operator)).toMatchObject({ isStanding: false, releasedBy: 'kari' });
    expect(await releaseLegalHold(client, holdId, operator)).toBeNull();
    expect((await plan()).map((id) => names.get(id))).toEqual(['a']);
    expect(await listLegalHolds(client, false)).toEqual([]);
    expect(await listLegalHolds(client, true)).toHaveLength(2);
  });

  test('that would end before it begins is not placed', async () => {
    expect(await hold({ scope: 'LABEL', label: 'x' }, client, Date.now() - 1_000)).toBeNull();
    const { rows } = await client.runScript('test', 'select count(*)::int as actions from operator_action');
    expect(rows).toEqual([{ actions: 0 }]);
  });

  test('that comes while a batch is planned says for how many it is too late', async () => {
    await storeDue({ planned: {} });
    expect(await plan()).toHaveLength(1);
    const placed = await hold({ scope: 'PRODUCER', producerId: 'team-a' });
    expect(placed?.cover).toEqual({ coveredCount: 0, dueCount: 0, tooLateCount: 1 });
  });

  test('waits for a plan that is being written, so that it counts what it comes too late for', async () => {
    await storeDue({ planned: {} });
    let placing: ReturnType<typeof hold> | undefined;
    const third = await database.open();
    await client.transaction(async () => {
      await client.runScript('test', lockPlanningShared.text);
      placing = hold({ scope: 'PRODUCER', producerId: 'team-a' }, other);
      await untilBlocked(third, 1);
      await client.runScript('test', 'update aggregate set deleting_since = now()');
    });
    expect((await placing)?.cover).toMatchObject({ tooLateCount: 1 });
  });

  test('that is being placed keeps the next plan waiting, and the plan then sees it', async () => {
    await storeDue({ kept: {} });
    const third = await database.open();
    let planning: Promise<readonly string[]> | undefined;
    await other.transaction(async () => {
      await other.runScript('test', lockPlanning.text);
      planning = plan();
      await untilBlocked(third, 1);
      await other.runScript(
        'test',
        `insert into legal_hold (scope, label, reason, owner, expires_at) values ('LABEL', 'Tilskudd', 'r', 'o', now() + interval '1 day')`,
      );
    });
    expect(await planning).toEqual([]);
  });

  test('and plans wait for no sweep that is under way, which may last for long', async () => {
    await storeDue({ planned: {} });
    const sweeper = await database.open();
    expect(await becomeSweeper(sweeper)).toBe(true);
    expect(await plan()).toHaveLength(1);
    expect((await hold({ scope: 'PRODUCER', producerId: 'team-a' }))?.cover).toMatchObject({ tooLateCount: 1 });
    await releaseSweeping(sweeper);
  });
});
