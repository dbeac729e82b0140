import type { Act, ActResult } from '../act.ts';
import { encodeDateArray, encodeInt4Array, encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { contentTableOf, encodeDays } from '../content-partition.ts';
import { insertOutbox } from '../outbox/insert-outbox.ts';
import { markContentPartitionsDirty, moveContentOutOf } from '../sql/content-partition.ts';
import { lockCaseGroups } from '../sql/known-aggregates.ts';
import {
  copyAggregates,
  insertCaseGroups,
  notifyDeletionDue,
  updateAggregates,
  updatePendingAggregates,
} from '../sql/save-aggregates.ts';
import { copyEventContents, copyEventIdentities } from '../sql/save-events.ts';
import { StoreError } from '../store-error.ts';
import { encodeNewAggregates, groupRefOf } from './copy-aggregates.ts';
import { encodeContents, encodeIdentities } from './copy-events.ts';
import { encodeAggregates, encodeChanges } from './encode-aggregates.ts';
import type { AggregateRow, NewEvent, OutboxLine } from './stored-rows.ts';
import { addToTally } from './tally-events.ts';

/** A changed aggregate, as it becomes and as it was read. */
export type AggregateChange = {
  readonly row: AggregateRow;
  readonly before: Pick<AggregateRow, 'contentDay' | 'eventCount' | 'kind'>;
};

/** What a batch writes. Every new event's aggregate is among the new or changed ones. */
export type BatchWrites = {
  readonly newEvents: readonly NewEvent[];
  readonly newAggregates: readonly AggregateRow[];
  readonly changedAggregates: readonly AggregateChange[];
  /** Groups with an owner that get a new notification, each once. */
  readonly joinedGroups: readonly { readonly label: string; readonly groupId: string }[];
  readonly newCaseGroups: readonly { readonly label: string; readonly groupId: string; readonly caseId: string }[];
  readonly outbox: readonly OutboxLine[];
  /** A producer asked for a deletion now. */
  readonly deletionDue: boolean;
  /** Stored events of which another record has come later, and the days (since the epoch) where their contents lie; each once. */
  readonly repeatedEvents: readonly { readonly eventId: string; readonly contentDay: number }[];
};

/** What stands in rows in place of names. */
export type Replacements = {
  readonly topicNumbers: ReadonlyMap<string, number>;
  /** Of every group that new aggregates, joined groups and new owners name, by `groupKeyOf`. */
  readonly groupRefs: ReadonlyMap<string, string>;
};

/** Writes everything in one round trip, empty parts left out. Throws StoreError. */
export async function saveWrites(client: StoreClient, writes: BatchWrites, replacements: Replacements): Promise<void> {
  const pending: Promise<ActResult>[] = [];
  try {
    send(client, writes, replacements, pending);
  } catch (error) {
    // A value that cannot be encoded; what was sent before it must be heard out, or its own fault would be nobody's.
    await Promise.allSettled(pending);
    throw error;
  }
  await runTogether(pending);
}

function send(
  client: StoreClient,
  writes: BatchWrites,
  replacements: Replacements,
  pending: Promise<ActResult>[],
): void {
  const { topicNumbers, groupRefs } = replacements;
  if (writes.joinedGroups.length > 0) pending.push(lockGroups(client, writes.joinedGroups, groupRefs));
  const events = inIdOrder(writes.newEvents, (event) => event.eventId);
  if (events.length > 0) pending.push(client.copy(copyEventIdentities, encodeIdentities(events, topicNumbers)));
  if (writes.newAggregates.length > 0) {
    const added = inIdOrder(writes.newAggregates, aggregateIdOf);
    pending.push(client.copy(copyAggregates, encodeNewAggregates(added, groupRefs)));
  }
  if (writes.changedAggregates.length > 0) {
    pending.push(...moveContents(client, writes.changedAggregates));
    const changes = inIdOrder(writes.changedAggregates, ({ row }) => row.aggregateId);
    const usual = changes.filter(({ before }) => before.kind !== null);
    const pendingOnes = changes.filter(({ before }) => before.kind === null);
    if (usual.length > 0) pending.push(updateRows(client, usual, updateAggregates, encodeChanges));
    if (pendingOnes.length > 0)
      pending.push(updateRows(client, pendingOnes, updatePendingAggregates, encodeAggregates));
  }
  if (events.length > 0) pending.push(client.copy(copyEventContents, encodeContents(events, contentDaysOf(writes))));
  if (events.length > 0) pending.push(addToTally(client, events));
  if (writes.newCaseGroups.length > 0) pending.push(insertGroups(client, writes.newCaseGroups, groupRefs));
  if (writes.outbox.length > 0) pending.push(insertOutbox(client, 'PERSISTER', writes.outbox));
  if (writes.deletionDue) pending.push(client.run(notifyDeletionDue));
}

const aggregateIdOf = (row: AggregateRow): string => row.aggregateId;

/** Two batches that meet on the same keys then wait for each other in one direction only. */
const inIdOrder = <T>(rows: readonly T[], idOf: (row: T) => string): readonly T[] =>
  rows.toSorted((left, right) => (idOf(left) < idOf(right) ? -1 : 1));

/** Throws STORE_RACED when a row is no longer as it was read: changed, gone, or its deletion planned. */
async function updateRows(
  client: StoreClient,
  changes: readonly AggregateChange[],
  act: Act,
  encode: (rows: readonly AggregateRow[]) => readonly Buffer[],
): Promise<ActResult> {
  const previousCounts = encodeInt4Array(changes.map(({ before }) => before.eventCount));
  const updated = await client.run(act, [...encode(changes.map(({ row }) => row)), previousCounts]);
  if (updated.rowCount === changes.length) return updated;
  throw new StoreError('STORE_RACED', `${changes.length - updated.rowCount} aggregates changed since they were read`);
}

function contentDaysOf({ newAggregates, changedAggregates }: BatchWrites): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const row of newAggregates) days.set(row.aggregateId, row.contentDay);
  for (const { row } of changedAggregates) days.set(row.aggregateId, row.contentDay);
  return days;
}

/** Throws STORE_RACED when the deletion of a case was planned since its group was read. */
async function lockGroups(
  client: StoreClient,
  groups: BatchWrites['joinedGroups'],
  groupRefs: Replacements['groupRefs'],
): Promise<ActResult> {
  const refs = groups.map(({ label, groupId }) => groupRefOf(label, groupId, groupRefs));
  const locked = await client.run(lockCaseGroups, [encodeUuidArray(refs)]);
  if (locked.rowCount === groups.length) return locked;
  throw new StoreError('STORE_RACED', 'the case of a group is being erased since it was read');
}

function moveContents(client: StoreClient, changes: readonly AggregateChange[]): Promise<ActResult>[] {
  const byDay = Map.groupBy(
    changes.filter(({ row, before }) => row.contentDay !== before.contentDay),
    ({ before }) => before.contentDay,
  );
  if (byDay.size === 0) return [];
  const moves = [...byDay].map(([day, moved]) =>
    client.run(moveContentOutOf(contentTableOf(day)), [
      encodeUuidArray(moved.map(({ row }) => row.aggregateId)),
      encodeDateArray(moved.map(({ row }) => row.contentDay)),
    ]),
  );
  return [...moves, client.run(markContentPartitionsDirty, [encodeDays(byDay.keys())])];
}

function insertGroups(
  client: StoreClient,
  groups: BatchWrites['newCaseGroups'],
  groupRefs: Replacements['groupRefs'],
): Promise<ActResult> {
  const owned = groups.map(({ label, groupId, caseId }) => ({ ref: groupRefOf(label, groupId, groupRefs), caseId }));
  const rows = inIdOrder(owned, ({ ref }) => ref);
  return client.run(insertCaseGroups, [
    encodeUuidArray(rows.map(({ ref }) => ref)),
    encodeUuidArray(rows.map(({ caseId }) => caseId)),
  ]);
}
