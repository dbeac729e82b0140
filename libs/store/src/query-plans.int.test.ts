/** What is asked again and again, or while others wait, reads what it needs and no whole tables: on filled tables of a real Postgres. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explainAct } from '../test/explain-act.ts';
import { contentDays, fillTables, filled, idSql } from '../test/filled-database.ts';
import { createTestDatabase, type TestDatabase } from '../test/real-database.ts';
import type { Act } from './act.ts';
import {
  encodeDateArray,
  encodeInt4Array,
  encodeInt8Array,
  encodeTextArray,
  encodeTimestampArray,
  encodeUuidArray,
} from './binary/array-encoding.ts';
import { connect, type StoreClient } from './connect.ts';
import { contentTableOf, toIsoDay } from './content-partition.ts';
import { moveContentOutOf } from './sql/content-partition.ts';
import { readDeletionFeedback, removeDeletionFeedback } from './sql/deleter/deletion-feedback.ts';
import { findRequestedDeletion, lockDueAggregates, measureDue } from './sql/deleter/due-deletions.ts';
import { deleteAggregates, deleteEventsIn, unmarkDeleting } from './sql/deleter/finish-deletions.ts';
import { markRecordsGone, readOutlivedRecords } from './sql/deleter/hard-delete-records.ts';
import { hastenJoinedLate } from './sql/deleter/joined-late.ts';
import { findLinesOfAggregate } from './sql/deleter/ledger.ts';
import { takeNotices } from './sql/deleter/notices.ts';
import { readContentsOfDay } from './sql/deleter/operators/contents.ts';
import {
  countErasedByDay,
  countPlannable,
  readDueNow,
  readUpcoming,
} from './sql/deleter/operators/deletion-control.ts';
import { countAhead, readOverdue } from './sql/deleter/operators/deletions-overview.ts';
import { markErasable, readErasable, readErased } from './sql/deleter/operators/erasures.ts';
import { countHeld, measureCover } from './sql/deleter/operators/legal-holds.ts';
import {
  countGroupMembers,
  lockGroupMembers,
  lockGroupsOfCases,
  markDeleting,
  markGroupsErasing,
  readLogKeysIn,
  readMarked,
} from './sql/deleter/plan-deletions.ts';
import { findErasedRecords, readAggregatesPage, readIdentitiesPage } from './sql/deleter/verification/leftovers.ts';
import { addToEventTally, forgetOldTally, readEventTally } from './sql/event-tally.ts';
import { lockCaseGroups, readAggregates, readCaseGroups, readErasedAggregates } from './sql/known-aggregates.ts';
import { readKnownEvents } from './sql/known-events.ts';
import { deleteOutboxLines, readOutboxLines } from './sql/outbox.ts';
import { countNeverExpiring, countUpcomingByProducer, readOverdueByProducer } from './sql/producer-figures.ts';
import { updateAggregates, updatePendingAggregates } from './sql/save-aggregates.ts';
import { readStoredRecordsIn } from './sql/stored-records.ts';
import { findAggregateOf, readTracedErasure } from './sql/trace.ts';
import { claimUnknownAggregates } from './sql/unknown-aggregates.ts';

type Asked = readonly [act: Act, params: readonly unknown[]];

const batchCount = 20;
/** Far less than any of the tables holds, and more than any of these has reason to look at for a batch. */
const manyRows = 2_000;
const table = contentTableOf(contentDays()[0] ?? 0);
const repeated = <T>(value: T): readonly T[] => Array.from({ length: batchCount }, () => value);

let database: TestDatabase;
let service: StoreClient;
let operator: StoreClient;
let aggregateIds: readonly string[];
let eventIds: readonly string[];
let markedIds: readonly string[];
let groupRefs: readonly string[];

const readIds = async (text: string): Promise<readonly string[]> =>
  (await service.runScript('test', text)).rows.map(({ id }) => id as string);

beforeAll(async () => {
  database = await createTestDatabase({ migrated: true });
  service = await database.open();
  operator = await connect(database.url, { applicationName: 'test', lookupPlans: false, connectTimeoutMs: 60_000 });
  await fillTables(service);
  const dayCount = contentDays().length;
  // All of one day, as the acts about one partition want it.
  const numbersAfter = (first: number) =>
    `generate_series(${first + dayCount}, ${first + batchCount * dayCount}, ${dayCount}) as n`;
  const everyFourth = numbersAfter(0);
  aggregateIds = await readIds(`select ${idSql('aggregate', 'n')} as id from ${everyFourth}`);
  eventIds = await readIds(`select ${idSql('event', 'n')} as id from ${everyFourth}`);
  markedIds = await readIds(`select ${idSql('aggregate', 'n')} as id from ${numbersAfter(filled.due / 2)}`);
  groupRefs = await readIds(`select ${idSql('group', 'n')} as id from ${everyFourth}`);
}, 60_000);
afterAll(async () => {
  await operator.close();
  await database.drop();
});

const ids = () => encodeUuidArray(aggregateIds);
const marked = () => encodeUuidArray(markedIds);
const events = () => encodeUuidArray(eventIds);
const groups = () => encodeUuidArray(groupRefs);
const texts = (value: string) => encodeTextArray(repeated(value));
const nulls = () => encodeTextArray(repeated(null));
const ones = () => encodeInt4Array(repeated(1));
const later = () => encodeTimestampArray(repeated(Date.now() + 86_400_000));

const byServices: Readonly<Record<string, () => Asked>> = {
  'plan: what is due': () => [lockDueAggregates, [batchCount, encodeUuidArray([]), null, encodeTextArray([])]],
  'plan: groups of cases': () => [lockGroupsOfCases, [ids()]],
  'plan: members of groups': () => [lockGroupMembers, [groups()]],
  'plan: how many members': () => [countGroupMembers, [groups()]],
  'plan: mark': () => [markDeleting, [ids(), texts('RETENTION'), encodeTimestampArray(repeated(null))]],
  'plan: mark groups': () => [markGroupsErasing, [groups()]],
  'plan: log keys': () => [readLogKeysIn(table), [ids()]],
  'resume: read again': () => [readMarked, [marked()]],
  'resume: take back': () => [unmarkDeleting, [marked()]],
  'finish: events': () => [deleteEventsIn(table), [marked(), encodeInt8Array(repeated(1))]],
  'finish: aggregates': () => [deleteAggregates, [marked(), encodeInt8Array(repeated(1)), ones(), 'filled.events', 5]],
  'feedback: what waits': () => [readDeletionFeedback, [batchCount]],
  'feedback: remove': () => [removeDeletionFeedback, ['100', '200']],
  'run: what joined late': () => [hastenJoinedLate, [24]],
  'run: records that have outlived': () => [readOutlivedRecords, [30, batchCount]],
  'run: records gone': () => [markRecordsGone, [encodeInt8Array(repeated(7))]],
  'run: counts to forget': () => [forgetOldTally, [450, batchCount]],
  'run: notices ahead': () => [
    takeNotices,
    [texts('Merke 1'), later(), new Date(Date.now() + 86_400_000), new Date(0), batchCount],
  ],
  'breaker: how much is plannable': () => [countPlannable, [filled.due * 2]],
  'breaker: what is usual': () => [countErasedByDay, [15]],
  'due: how much': () => [measureDue, []],
  'due: how much is held': () => [countHeld, []],
  'persister: known events': () => [readKnownEvents, [events()]],
  'persister: known aggregates': () => [readAggregates, [ids()]],
  'persister: erased aggregates': () => [readErasedAggregates, [ids()]],
  'persister: groups': () => [readCaseGroups, [texts('Merke 1'), texts('sak1')]],
  'persister: hold groups': () => [lockCaseGroups, [groups()]],
  'persister: change': () => [
    updateAggregates,
    [ids(), events(), later(), encodeDateArray(repeated(20_000)), ones(), ...repeated(texts('X')).slice(0, 3), ones()],
  ],
  'persister: change what was pending': () => [
    updatePendingAggregates,
    [
      ...[ids(), events(), later(), encodeDateArray(repeated(20_000)), ones(), texts('CASE')],
      ...[texts('X'), texts('X'), texts('X'), nulls(), encodeTimestampArray(repeated(null))],
      ...[texts('X'), texts('X'), nulls(), texts('X'), ones()],
    ],
  ],
  'persister: move contents': () => [
    moveContentOutOf(table),
    [ids(), encodeDateArray(repeated(contentDays()[1] ?? 0))],
  ],
  'persister: tally': () => [
    addToEventTally,
    [
      ...[encodeDateArray([20_000]), encodeTextArray(['team-1']), encodeTextArray(['X']), encodeTextArray(['NONE'])],
      ...[encodeInt4Array([0]), encodeInt4Array([1])],
    ],
  ],
  'persister: what repeats': () => [readStoredRecordsIn(table), [events()]],
  'persister: outbox': () => [readOutboxLines, ['PERSISTER', batchCount, 1_000]],
  'persister: remove from outbox': () => [deleteOutboxLines, ['PERSISTER', encodeInt8Array(repeated(9))]],
  'persister: creations that never came': () => [claimUnknownAggregates, [86_400, batchCount]],
};

const byOperators: Readonly<Record<string, () => Asked>> = {
  'deletions upcoming': () => [readUpcoming, [7]],
  'deletions due': () => [readDueNow, []],
  'console: what comes': () => [countAhead, [7, null, null, 20]],
  'console: what is overdue': () => [readOverdue, [batchCount]],
  'holds add: what it keeps': () => [measureCover, [aggregateIds[0], null, null]],
  'find --subject: a page of what is stored': () => [
    readContentsOfDay,
    [toIsoDay(contentDays()[0] ?? 0), aggregateIds[0], eventIds[0], batchCount],
  ],
  'erase: what goes': () => [readErasable, [ids(), 'OPERATOR']],
  'erase: mark': () => [markErasable, [ids(), 'OPERATOR']],
  'erase: receipts': () => [readErased, [ids()]],
  'erasure receipt': () => [findLinesOfAggregate, [aggregateIds[0]]],
  trace: () => [findAggregateOf, [eventIds[0]]],
  'trace of what is erased': () => [readTracedErasure, [aggregateIds[0]]],
  'scorecard: overdue': () => [readOverdueByProducer, [filled.due]],
  'scorecard: never': () => [countNeverExpiring, []],
  'scorecard: upcoming': () => [countUpcomingByProducer, [7]],
  'scorecard: counts': () => [readEventTally, [toIsoDay((contentDays()[0] ?? 0) - 7)]],
  'sweep: a page of aggregates': () => [readAggregatesPage, [aggregateIds[0], batchCount]],
  'sweep: a page of identities': () => [readIdentitiesPage, [eventIds[0], batchCount]],
  'sweep: records of the log': () => [findErasedRecords, [ids(), events(), encodeUuidArray(repeated(null))]],
};

const judge = async (client: StoreClient, [act, params]: Asked) => {
  const { rowsLookedAt, wholeScans } = await explainAct(client, act, params);
  return { wholeScans, looksAtMany: rowsLookedAt > manyRows ? rowsLookedAt : false };
};
const inOrder = { wholeScans: [], looksAtMany: false };

describe('a service asks by index', () => {
  test.each(Object.keys(byServices))('%s', async (name) => {
    const asked = byServices[name]?.();
    expect(asked && (await judge(service, asked))).toEqual(inOrder);
  });

  test('for what was asked to be deleted, every second, without reading all that is due', async () => {
    const { rowsLookedAt } = await explainAct(service, findRequestedDeletion, []);
    expect(rowsLookedAt).toBeLessThan(10);
  });
});

describe('an operator’s question costs what it asks for', () => {
  test.each(Object.keys(byOperators))('%s', async (name) => {
    const asked = byOperators[name]?.();
    expect(asked && (await judge(operator, asked))).toEqual(inOrder);
  });
});
