import { type BatchKeys, groupKeyOf, type NewEvent } from '@varselvakt/store';
import type { LoggedEvent } from '../domain/logged-event.ts';

/** An event as it is stored: the record's own bytes, and where it came from. */
export const toNewEvent = ({ record, ...event }: LoggedEvent): NewEvent => ({
  eventId: event.eventId,
  aggregateId: event.aggregateId,
  contentHash: event.contentHash,
  logTopic: record.topic,
  logPartition: record.partition,
  logOffset: record.offset,
  logKey: record.key,
  source: event.source,
  payload: record.value,
  traits: {
    producerId: event.producerId,
    eventType: event.bodyType,
    retentionSource: event.retention.source,
    loggedAt: record.timestampMs,
  },
});

/** What must be known to decide about these events. An id may stand there several times; a group stands there once. */
export function toKeys(events: readonly LoggedEvent[]): BatchKeys {
  const groups = new Map<string, { readonly label: string; readonly groupId: string }>();
  for (const { label, groupId } of events) {
    if (groupId !== null) groups.set(groupKeyOf(label, groupId), { label, groupId });
  }
  return {
    eventIds: events.map((event) => event.eventId),
    aggregateIds: events.map((event) => event.aggregateId),
    groups: [...groups.values()],
  };
}
