import { type BatchKeys, groupKeyOf, type NewEvent } from '@varselvakt/store';
import type { LoggedEvent } from '../domain/logged-event.ts';

/** An event as it is stored: the record's own bytes, and where it came from. */
export const toNewEvent = ({ eventId, aggregateId, contentHash, source, record }: LoggedEvent): NewEvent => ({
  eventId,
  aggregateId,
  contentHash,
  logTopic: record.topic,
  logPartition: record.partition,
  logOffset: record.offset,
  logKey: record.key,
  source,
  payload: record.value,
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
