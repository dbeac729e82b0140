import { describe, expect, test } from '@jest/globals';
import { groupKeyOf, type KnownRows } from '@varselvakt/store';
import {
  caseOpened,
  deleteNow,
  deletionRequested,
  loggedEvent,
  noRetention,
  nothingKnown,
  taskCompleted,
  taskCreated,
} from '../../test/logged-events.ts';
import type { LoggedEvent } from '../domain/logged-event.ts';
import { decideBatch, type EventFate } from './decide-batch.ts';

const describeFate = (fate: EventFate): string => (fate.outcome === 'REFUSED' ? fate.code : fate.outcome);
const fatesOf = (events: readonly LoggedEvent[], known: KnownRows = nothingKnown): readonly string[] =>
  decideBatch(events, known).fates.map(describeFate);
const storedBefore = (event: LoggedEvent): KnownRows => ({
  ...nothingKnown,
  events: new Map([
    [
      event.eventId,
      {
        eventId: event.eventId,
        contentHash: event.contentHash,
        source: event.source,
        logOffset: event.record.offset,
      },
    ],
  ]),
});
const again = (event: LoggedEvent, offset: number): LoggedEvent => ({
  ...event,
  source: { ...event.source, offset },
});

const first = loggedEvent({ event: 'first', offset: 1 });
const other = loggedEvent({ event: 'first', content: 'other', offset: 3 });

describe.each([
  ['inside one batch', (event: LoggedEvent) => fatesOf([first, event]).slice(1)],
  ['of an event stored before', (event: LoggedEvent) => fatesOf([event], storedBefore(first))],
])('a repeat %s', (_where, decide) => {
  test('of the same inbound record is a redelivery', () => {
    expect(decide(first)).toEqual(['REDELIVERED']);
  });
  test('by the producer is a duplicate', () => {
    expect(decide(again(first, 2))).toEqual(['DUPLICATE']);
  });
  test('with other content is a conflict', () => {
    expect(decide(other)).toEqual(['CONFLICT']);
  });
});

describe('a repeat lies behind the stored record on the log', () => {
  const copyOf = (event: LoggedEvent, offset: bigint, headers: LoggedEvent['record']['headers'] = {}): LoggedEvent => ({
    ...event,
    record: { ...event.record, offset, headers },
  });
  const [row] = decideBatch([first], nothingKnown).newAggregates;
  if (row === undefined) throw new Error('nothing was created');
  const knownWith = (deleting: boolean): KnownRows => ({
    ...storedBefore(first),
    aggregates: new Map([[row.aggregateId, { ...row, deleting }]]),
  });
  const repeat = copyOf(again(first, 2), 7n);

  test.each([
    ['stored before', [repeat], knownWith(false)],
    ['stored in the same batch', [first, repeat], nothingKnown],
  ])('so the stored one is put back behind it: %s', (_where, events, known) => {
    const { fates, repeatedEvents } = decideBatch(events, known);
    expect(fates.at(-1)).toMatchObject({ outcome: 'DUPLICATE', remedy: 'PUT_BACK' });
    expect(repeatedEvents).toEqual([{ eventId: first.eventId, contentDay: row.contentDay }]);
  });

  test('once, however often it comes in a batch, and also when a crash has brought it', () => {
    const { repeatedEvents } = decideBatch([copyOf(first, 7n), repeat], knownWith(false));
    expect(repeatedEvents).toHaveLength(1);
  });

  test('but not for the very record that is stored, nor for the one that was put back', () => {
    const putBack = copyOf(first, 9n, { 'varselvakt-first-offset': Buffer.from(String(first.record.offset)) });
    for (const event of [first, putBack])
      expect(decideBatch([event], knownWith(false))).toMatchObject({
        fates: [{ outcome: 'REDELIVERED', remedy: 'NONE' }],
        repeatedEvents: [],
      });
  });

  test('and is tombstoned while its aggregate is being deleted: the tombstone of its key may lie before it', () => {
    for (const event of [repeat, copyOf(first, 7n)])
      expect(decideBatch([event], knownWith(true))).toMatchObject({
        fates: [{ remedy: 'TOMBSTONE' }],
        repeatedEvents: [],
      });
  });
});

describe('a batch', () => {
  test('writes nothing for repeats', () => {
    const decision = decideBatch([first, other], storedBefore(first));
    expect(decision).toMatchObject({ stored: [], newAggregates: [], changedAggregates: [] });
  });
  test('removes the loser of a conflict from the log, unless its key is the winner’s', () => {
    const sameKey = { ...other, contentHash: Buffer.from(first.contentHash) };
    sameKey.contentHash[31] = (sameKey.contentHash[31] ?? 0) ^ 1;
    expect(decideBatch([first, other], nothingKnown).fates[1]).toMatchObject({ tombstone: true });
    expect(decideBatch([first, sameKey], nothingKnown).fates[1]).toMatchObject({ code: 'CONFLICT', tombstone: false });
  });
  test('folds several events of one aggregate into one row', () => {
    const events = [
      loggedEvent({ event: 'a', body: taskCreated }),
      loggedEvent({ event: 'b', body: taskCompleted, retention: noRetention }),
    ];
    const { newAggregates, stored } = decideBatch(events, nothingKnown);
    expect(newAggregates).toMatchObject([{ state: 'COMPLETED', eventCount: 2 }]);
    expect(stored).toHaveLength(2);
  });
  test('refuses what comes after the erasure, and what belongs to a case that is being erased', () => {
    const erased = { ...nothingKnown, erasedAggregateIds: new Set([first.aggregateId]) };
    expect(fatesOf([first], erased)).toEqual(['LATE']);
    const groups = new Map([[groupKeyOf('Tilskudd', 'g'), { caseId: null, erasing: true }]]);
    const inGroup = loggedEvent({ event: 'in group', groupId: 'g' });
    expect(fatesOf([inGroup], { ...nothingKnown, groups })).toEqual(['LATE']);
  });
  test('refuses an event for an aggregate whose deletion is planned', () => {
    const [row] = decideBatch([first], nothingKnown).newAggregates;
    if (row === undefined) throw new Error('nothing was created');
    const aggregates = new Map([[row.aggregateId, { ...row, deleting: true }]]);
    expect(fatesOf([loggedEvent({ event: 'next' })], { ...nothingKnown, aggregates })).toEqual(['LATE']);
  });
  test('gives a group to the first case and refuses the second', () => {
    const one = loggedEvent({ event: 'one', aggregate: 'case 1', body: caseOpened, groupId: 'g' });
    const two = loggedEvent({ event: 'two', aggregate: 'case 2', body: caseOpened, groupId: 'g' });
    const elsewhere = loggedEvent({
      event: 'three',
      aggregate: 'case 3',
      body: caseOpened,
      groupId: 'g',
      label: 'Annen',
    });
    expect(fatesOf([one, two, elsewhere])).toEqual(['STORED', 'GROUP_ID_TAKEN', 'STORED']);
    expect(decideBatch([one], nothingKnown).newCaseGroups).toEqual([
      { label: 'Tilskudd', groupId: 'g', caseId: one.aggregateId },
    ]);
  });
  test('wakes the deleter only for a deletion asked for', () => {
    const request = loggedEvent({ event: 'now', body: deletionRequested, retention: deleteNow });
    expect(decideBatch([first], nothingKnown).deletionDue).toBe(false);
    expect(decideBatch([first, request], nothingKnown).deletionDue).toBe(true);
  });
});
