import { describe, expect, test } from '@jest/globals';
import type { AcceptedEvent } from '@varselvakt/domain';
import type { AggregateRow, KnownAggregate, KnownEvent, KnownRows } from '@varselvakt/store';
import fc from 'fast-check';
import {
  dayMs,
  loggedEvent,
  nothingKnown,
  now,
  retentionChanged,
  taskCompleted,
  taskCreated,
} from '../../test/logged-events.ts';
import { decideBatch } from '../batch/decide-batch.ts';
import type { LoggedEvent } from './logged-event.ts';

const days = fc.integer({ min: -5, max: 800 });
const change = (operation: 'EXTEND' | 'OVERRIDE') =>
  days.map((count): AcceptedEvent['retention'] => ({ operation, deleteAt: now + count * dayMs, source: 'PRODUCER' }));
const none = fc.constant<AcceptedEvent['retention']>({ operation: 'NONE', deleteAt: null, source: 'NONE' });
const deleteNow = fc.constant<AcceptedEvent['retention']>({ operation: 'DELETE_NOW', deleteAt: null, source: 'NONE' });

const toEvents = (created: number, retentions: readonly AcceptedEvent['retention'][]): readonly LoggedEvent[] => [
  loggedEvent({
    event: 'created',
    body: taskCreated,
    retention: { operation: 'SET', deleteAt: now + created * dayMs, source: 'PRODUCER' },
  }),
  ...retentions.map((retention, index) =>
    loggedEvent({
      event: `update ${index}`,
      offset: index + 1,
      body: retention.operation === 'NONE' ? taskCompleted : retentionChanged('EXTEND'),
      retention,
    }),
  ),
];
const history = (...kinds: fc.Arbitrary<AcceptedEvent['retention']>[]) =>
  fc
    .tuple(days, fc.array(fc.oneof(...kinds), { maxLength: 8 }))
    .map(([created, retentions]) => toEvents(created, retentions));
const anyHistory = history(change('EXTEND'), change('OVERRIDE'), none, deleteNow);

/** A store in memory: what `storeBatch` does with a decision, as far as folding goes. */
const storeInMemory = (batches: readonly (readonly LoggedEvent[])[]): AggregateRow | undefined => {
  const events = new Map<string, KnownEvent>();
  const aggregates = new Map<string, KnownAggregate>();
  for (const batch of batches) {
    const known: KnownRows = { ...nothingKnown, events, aggregates };
    const decision = decideBatch(batch, known);
    for (const { eventId, contentHash, source, record } of decision.stored) {
      events.set(eventId, { eventId, contentHash, source, logOffset: record.offset });
    }
    const rows = [...decision.newAggregates, ...decision.changedAggregates.map(({ row }) => row)];
    for (const row of rows) aggregates.set(row.aggregateId, { ...row, deleting: false });
  }
  return [...aggregates.values()][0];
};

const cutAt = (events: readonly LoggedEvent[], cuts: readonly number[]): readonly (readonly LoggedEvent[])[] => {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (events.length + 1)), events.length])].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, index) => events.slice(places[index] ?? 0, end));
};

describe('whatever the history of an aggregate', () => {
  test('it has the same end however the log is cut into batches', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(fc.nat(20), { maxLength: 5 }), (events, cuts) => {
        expect(storeInMemory(cutAt(events, cuts))).toEqual(storeInMemory([events]));
      }),
    );
  });

  test('repeats and a replay of the whole log change nothing, so no planned deletion comes earlier by them', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(fc.nat(20), { maxLength: 6 }), (events, repeated) => {
        const once = storeInMemory([events]);
        const withRepeats = events.flatMap((event, index) =>
          repeated.map((place) => place % events.length).includes(index) ? [event, event] : [event],
        );
        const late = repeated
          .map((place) => events[place % events.length] ?? events[0])
          .filter((event) => event !== undefined);
        expect(storeInMemory([withRepeats, late, events])).toEqual(once);
      }),
    );
  });

  test('without OVERRIDE and DELETE_NOW its deletion never comes earlier, event by event', () => {
    fc.assert(
      fc.property(history(change('EXTEND'), none), (events) => {
        const planned = events.map((_event, index) => storeInMemory([events.slice(0, index + 1)])?.deleteAt ?? 0);
        expect(planned).toEqual(planned.toSorted((a, b) => a - b));
      }),
    );
  });

  test('updates that come before the creation end with the same plan as after it', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const [created, ...updates] = events;
        if (created === undefined) return;
        const late = storeInMemory([[...updates, created]]);
        const inOrder = storeInMemory([events]);
        const planOf = (row: AggregateRow | undefined) => row && { cause: row.deletionCause, count: row.eventCount };
        expect(planOf(late)).toEqual(planOf(inOrder));
        if (inOrder?.deletionCause === 'RETENTION') expect(late?.deleteAt).toBe(inOrder.deleteAt);
      }),
    );
  });

  test('its records never lie in a partition that ends before its deletion', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const row = storeInMemory([events]);
        expect((row?.contentDay ?? 0) * dayMs + dayMs).toBeGreaterThan(row?.deleteAt ?? 0);
      }),
    );
  });
});
