import { CopyWriter, fieldBytes, textBytes } from '../binary/copy-writer.ts';
import { type AggregateRow, groupKeyOf } from './stored-rows.ts';

/** Three ids, two instants, a day, a count. */
const shortBytes = 3 * fieldBytes(16) + 2 * fieldBytes(8) + 2 * fieldBytes(4);
/** Most rows are smaller. */
const usualBytes = 400;

/**
 * Rows for `copyAggregates`; `groupRefs` = the references of all their groups, by `groupKeyOf`. Throws StoreError STORE_DATA for
 * an id that is none.
 */
export function encodeNewAggregates(
  aggregates: readonly AggregateRow[],
  groupRefs: ReadonlyMap<string, string>,
): Buffer {
  const rows = new CopyWriter(aggregates.length * usualBytes);
  for (const row of aggregates) {
    rows.row(16, shortBytes + textBytesOf(row));
    rows.uuid(row.aggregateId);
    rows.uuid(row.lastEventId);
    rows.timestamp(row.deleteAt);
    rows.date(row.contentDay);
    rows.int4(row.eventCount);
    rows.text(row.kind);
    rows.text(row.state);
    rows.text(row.retentionSource);
    rows.text(row.deletionCause);
    rows.text(row.pendingOperation);
    rows.timestamp(row.pendingUntil);
    rows.text(row.producerId);
    rows.text(row.label);
    rows.text(row.groupId);
    rows.text(row.organisationNumber);
    rows.uuid(row.groupId === null ? null : groupRefOf(row.label, row.groupId, groupRefs));
  }
  return rows.finish();
}

/** The reference of a group that was asked for with the batch. Throws RangeError for another one, which is a fault of the code. */
export function groupRefOf(label: string, groupId: string, groupRefs: ReadonlyMap<string, string>): string {
  const ref = groupRefs.get(groupKeyOf(label, groupId));
  if (ref === undefined) throw new RangeError('a group that was not among the keys of the batch');
  return ref;
}

const textBytesOf = (row: AggregateRow): number =>
  textBytes(row.kind) +
  textBytes(row.state) +
  textBytes(row.retentionSource) +
  textBytes(row.deletionCause) +
  textBytes(row.pendingOperation) +
  textBytes(row.producerId) +
  textBytes(row.label) +
  textBytes(row.groupId) +
  textBytes(row.organisationNumber);
