import { createHash } from 'node:crypto';
import { type AggregateRow, type BatchRequest, type BatchWrites, contentDayOf, type NewEvent } from '../src/index.ts';

export const logTopic = 'test.events';

export const uuidOf = (seed: string): string => {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** An event named by its seed. */
export function newEvent(seed: string, offset: number, changes: Partial<NewEvent> = {}): NewEvent {
  const eventId = uuidOf(seed);
  const contentHash = createHash('sha256').update(seed).digest();
  return {
    eventId,
    aggregateId: uuidOf(`aggregate of ${seed}`),
    contentHash,
    logTopic,
    logPartition: 0,
    logOffset: BigInt(offset),
    logKey: Buffer.from(`${eventId}:${contentHash.toString('hex', 0, 8)}`),
    source: { topic: 'test.inbound', partition: 1, offset: offset + 1_000 },
    payload: Buffer.from(`content of ${seed}`),
    traits: { producerId: 'team-a', eventType: 'MessageCreated', retentionSource: 'PRODUCER', loggedAt: 0 },
    ...changes,
  };
}

const dayMs = 86_400_000;

/** The row of an event's aggregate. */
export function aggregateRow(event: NewEvent, changes: Partial<AggregateRow> = {}): AggregateRow {
  const deleteAt = changes.deleteAt ?? Date.now() + 30 * dayMs;
  return {
    aggregateId: event.aggregateId,
    lastEventId: event.eventId,
    deleteAt,
    contentDay: contentDayOf(deleteAt, Date.now()),
    eventCount: 1,
    kind: 'MESSAGE',
    state: 'CREATED',
    retentionSource: 'PRODUCER',
    deletionCause: 'RETENTION',
    pendingOperation: null,
    pendingUntil: null,
    producerId: 'team-a',
    label: 'Tilskudd',
    groupId: null,
    organisationNumber: '988077917',
    ...changes,
  };
}

export const nothingToWrite: BatchWrites = {
  newEvents: [],
  newAggregates: [],
  changedAggregates: [],
  joinedGroups: [],
  newCaseGroups: [],
  outbox: [],
  deletionDue: false,
  repeatedEvents: [],
};

/** A batch that stores new events, each with an aggregate of its own. */
export function storing(
  events: readonly NewEvent[],
  firstOffset: number,
  changes: Partial<BatchWrites> = {},
): BatchRequest<BatchWrites> {
  return {
    stretches: [
      {
        topic: logTopic,
        partition: events[0]?.logPartition ?? 0,
        firstOffset: BigInt(firstOffset),
        nextOffset: BigInt(firstOffset + Math.max(1, events.length)),
      },
    ],
    keys: {
      eventIds: events.map(({ eventId }) => eventId),
      aggregateIds: events.map(({ aggregateId }) => aggregateId),
      groups: [],
    },
    decide: (known) => {
      const fresh = events.filter(({ eventId }) => !known.events.has(eventId));
      return {
        ...nothingToWrite,
        newEvents: fresh,
        newAggregates: fresh.map((event) => aggregateRow(event)),
        ...changes,
      };
    },
  };
}
