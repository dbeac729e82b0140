import { type BatchKeys, groupKeyOf, type NewEvent } from '@varselvakt/store';
import type { LoggedEvent } from '../domain/logged-event.ts';

/** An event as it is stored: the record's own bytes, and where it came from. */
export const toNewEvent = ({ eventId, aggregateId, accepted, record }: LoggedEvent): NewEvent => ({
  eventId,
  aggregateId,
  contentHash: accepted.contentHash,
  logTopic: record.topic,
  logPartition: record.partition,
  logOffset: record.offset,
  logKey: record.key,
  source: accepted.source,
  payload: record.value,
});

/** What must be known to decide about these events, each key once. */
export function toKeys(events: readonly LoggedEvent[]): BatchKeys {
  const groups = new Map<string, { readonly label: string; readonly groupId: string }>();
  for (const { accepted } of events) {
    const { label, groupId } = accepted.event;
    if (groupId !== null) groups.set(groupKeyOf(label, groupId), { label, groupId });
  }
  return {
    eventIds: [...new Set(events.map((event) => event.eventId))],
    aggregateIds: [...new Set(events.map((event) => event.aggregateId))],
    groups: [...groups.values()],
  };
}
