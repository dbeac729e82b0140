import type { Row } from '../act.ts';
import { encodeTextArray, encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { readAggregates, readCaseGroups, readClock, readErasedAggregates } from '../sql/known-aggregates.ts';
import { readKnownEvents } from '../sql/known-events.ts';
import { type AggregateRow, groupKeyOf, type KnownAggregate, type KnownEvent, type KnownGroup } from './stored-rows.ts';

/** What a batch must know before it can be decided. */
export type BatchKeys = {
  readonly eventIds: readonly string[];
  readonly aggregateIds: readonly string[];
  readonly groups: readonly { readonly label: string; readonly groupId: string }[];
};

/** What is stored about the keys of a batch. */
export type KnownRows = {
  /** The database's clock, milliseconds since the epoch. */
  readonly now: number;
  readonly events: ReadonlyMap<string, KnownEvent>;
  readonly aggregates: ReadonlyMap<string, KnownAggregate>;
  readonly erasedAggregateIds: ReadonlySet<string>;
  /** Those with an owner, by `groupKeyOf`. */
  readonly groups: ReadonlyMap<string, KnownGroup>;
};

/** With the references of all groups that were asked for, by `groupKeyOf`: what rows hold in place of their names. */
export type RowsRead = KnownRows & { readonly groupRefs: ReadonlyMap<string, string> };

/** Reads and locks, in one round trip. Throws StoreError. */
export async function readKnownRows(client: StoreClient, keys: BatchKeys): Promise<RowsRead> {
  // Encoded before anything is sent: an id that is none must not leave an answer that nobody waits for.
  const eventIds = encodeUuidArray(keys.eventIds);
  const aggregateIds = encodeUuidArray(keys.aggregateIds);
  const labels = encodeTextArray(keys.groups.map((group) => group.label));
  const groupIds = encodeTextArray(keys.groups.map((group) => group.groupId));
  const pending = [
    client.run(readClock),
    client.run(readKnownEvents, [eventIds]),
    client.run(readAggregates, [aggregateIds]),
    client.run(readErasedAggregates, [aggregateIds]),
  ];
  if (keys.groups.length > 0) pending.push(client.run(readCaseGroups, [labels, groupIds]));
  const [clock, events, aggregates, erased, groups] = await runTogether(pending);
  return {
    now: Number(clock?.rows[0]?.['now_ms']),
    events: new Map(events?.rows.map((row) => [row['event_id'] as string, toKnownEvent(row)])),
    aggregates: new Map(aggregates?.rows.map((row) => [row['aggregate_id'] as string, toKnownAggregate(row)])),
    erasedAggregateIds: new Set(erased?.rows.map((row) => row['aggregate_id'] as string)),
    groups: new Map(groups?.rows.filter((row) => row['owned'] === true).map((row) => [keyOf(row), toKnownGroup(row)])),
    groupRefs: new Map(groups?.rows.map((row) => [keyOf(row), row['group_ref'] as string])),
  };
}

const keyOf = (row: Row): string => groupKeyOf(row['label'] as string, row['group_id'] as string);

const toKnownEvent = (row: Row): KnownEvent => ({
  eventId: row['event_id'] as string,
  contentHash: row['content_hash'] as Buffer,
  logOffset: BigInt(row['log_offset'] as string),
  source: {
    topic: row['source_topic'] as string,
    partition: Number(row['source_partition']),
    offset: Number(row['source_offset']),
  },
});

const toKnownAggregate = (row: Row): KnownAggregate => ({
  aggregateId: row['aggregate_id'] as string,
  lastEventId: row['last_event_id'] as string,
  deleteAt: Number(row['delete_at_ms']),
  contentDay: Number(row['content_day']),
  eventCount: Number(row['event_count']),
  kind: row['kind'] as AggregateRow['kind'],
  state: row['state'] as string,
  retentionSource: row['retention_source'] as AggregateRow['retentionSource'],
  deletionCause: row['deletion_cause'] as AggregateRow['deletionCause'],
  pendingOperation: row['pending_operation'] as AggregateRow['pendingOperation'],
  pendingUntil: row['pending_until_ms'] === null ? null : Number(row['pending_until_ms']),
  producerId: row['producer_id'] as string,
  label: row['label'] as string,
  groupId: row['group_id'] as string | null,
  organisationNumber: row['organisation_number'] as string,
  deleting: row['deleting'] === true,
});

const toKnownGroup = (row: Row): KnownGroup => ({
  caseId: row['case_id'] as string | null,
  erasing: row['erasing'] === true,
});
