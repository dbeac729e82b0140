import { describe, expect, test } from '@jest/globals';
import type { AggregateRow } from '@varselvakt/store';
import {
  caseOpened,
  changeRetention,
  dayMs,
  deleteNow,
  deletionRequested,
  loggedEvent,
  noRetention,
  now,
  retentionChanged,
  setRetention,
  taskCompleted,
  taskCreated,
} from '../../test/logged-events.ts';
import { foldAggregate } from './fold-aggregate.ts';
import type { LoggedEvent } from './logged-event.ts';

const fold = (...events: readonly LoggedEvent[]): AggregateRow => {
  let row: AggregateRow | null = null;
  for (const event of events) {
    const folded = foldAggregate(row, event, now);
    if (folded.outcome !== 'APPLIED') throw new Error(folded.outcome);
    row = folded.row;
  }
  if (row === null) throw new Error('nothing folded');
  return row;
};
const refusalOf = (row: AggregateRow, event: LoggedEvent): string => {
  const folded = foldAggregate(row, event, now);
  return folded.outcome === 'REFUSED' ? folded.code : folded.outcome;
};

const created = loggedEvent({ event: 'created', body: taskCreated });
const completed = loggedEvent({ event: 'completed', body: taskCompleted, retention: noRetention });
const extended = (days: number) =>
  loggedEvent({
    event: `extend ${days}`,
    body: retentionChanged('EXTEND'),
    retention: changeRetention('EXTEND', days),
  });
const overridden = (days: number) =>
  loggedEvent({
    event: `override ${days}`,
    body: retentionChanged('OVERRIDE'),
    retention: changeRetention('OVERRIDE', days),
  });
const requested = loggedEvent({ event: 'requested', body: deletionRequested, retention: deleteNow });

describe('an aggregate', () => {
  test('has the kind, state and time of deletion of its creation', () => {
    expect(fold(created)).toMatchObject({ kind: 'TASK', state: 'OPEN', deleteAt: now + 100 * dayMs, eventCount: 1 });
  });
  test('takes its state from updates and counts them', () => {
    expect(fold(created, completed)).toMatchObject({
      state: 'COMPLETED',
      eventCount: 2,
      lastEventId: completed.eventId,
    });
  });
  test('is deleted later after EXTEND to a later time, and not earlier after EXTEND to an earlier one', () => {
    expect(fold(created, extended(200)).deleteAt).toBe(now + 200 * dayMs);
    expect(fold(created, extended(50)).deleteAt).toBe(now + 100 * dayMs);
  });
  test('is deleted when OVERRIDE says, and an earlier time is told', () => {
    expect(fold(created, overridden(50)).deleteAt).toBe(now + 50 * dayMs);
    expect(foldAggregate(fold(created), overridden(50), now)).toMatchObject({ shortened: true });
    expect(foldAggregate(fold(created), overridden(150), now)).toMatchObject({ shortened: false });
  });
  test('keeps its records where they lie when it is to be deleted earlier, and moves them when later', () => {
    const day = fold(created).contentDay;
    expect(fold(created, overridden(50)).contentDay).toBe(day);
    expect(fold(created, requested).contentDay).toBe(day);
    expect(fold(created, extended(101)).contentDay).toBe(day + 1);
  });
  test('is due at once when its producer asks, whatever retention comes afterwards', () => {
    expect(fold(created, requested, extended(300), overridden(300))).toMatchObject({
      deleteAt: now,
      deletionCause: 'PRODUCER',
    });
  });
  test('stays overdue when its producer asks after it was due', () => {
    const old = { ...fold(created), deleteAt: now - dayMs };
    expect(foldAggregate(old, requested, now)).toMatchObject({ row: { deleteAt: now - dayMs } });
  });
  test('is refused without a time of deletion', () => {
    const endless = loggedEvent({ event: 'endless', retention: noRetention });
    expect(foldAggregate(null, endless, now).outcome).toBe('INVALID');
  });
});

describe('an event is refused', () => {
  test('when the aggregate belongs to another producer', () => {
    const foreign = loggedEvent({
      event: 'foreign',
      body: taskCompleted,
      producerId: 'team-b',
      retention: noRetention,
    });
    expect(refusalOf(fold(created), foreign)).toBe('AGGREGATE_NOT_OWNED');
  });
  test('when it creates what stands', () => {
    expect(refusalOf(fold(created), loggedEvent({ event: 'again', body: taskCreated }))).toBe('AGGREGATE_EXISTS');
  });
  test('when it does not fit the kind', () => {
    const opened = loggedEvent({ event: 'opened', body: caseOpened, groupId: 'g', retention: setRetention(10) });
    expect(refusalOf(fold(opened), completed)).toBe('AGGREGATE_KIND_MISMATCH');
  });
});

describe('an update before its creation', () => {
  test('is kept for seven days', () => {
    expect(fold(completed)).toMatchObject({ kind: null, deleteAt: now + 7 * dayMs, retentionSource: 'PENDING' });
  });
  test('is applied when the creation comes', () => {
    expect(fold(completed, created)).toMatchObject({ kind: 'TASK', state: 'COMPLETED', eventCount: 2 });
  });
  test.each([
    ['EXTEND to a later time', [extended(200)], 200],
    ['EXTEND to an earlier time', [extended(50)], 100],
    ['OVERRIDE', [overridden(50)], 50],
    ['OVERRIDE, then EXTEND', [overridden(50), extended(70)], 70],
    ['EXTEND, then OVERRIDE', [extended(70), overridden(50)], 50],
  ])('gives the same time of deletion as after it: %s', (_name, updates, days) => {
    expect(fold(...updates, created).deleteAt).toBe(now + days * dayMs);
    expect(fold(created, ...updates).deleteAt).toBe(now + days * dayMs);
  });
  test('that asks for deletion is carried out when the creation comes', () => {
    expect(fold(requested)).toMatchObject({ deleteAt: now + 7 * dayMs, deletionCause: 'PRODUCER' });
    expect(fold(requested, created)).toMatchObject({ deleteAt: now, deletionCause: 'PRODUCER' });
  });
});
