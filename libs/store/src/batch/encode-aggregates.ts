import {
  encodeDateArray,
  encodeInt4Array,
  encodeTextArray,
  encodeTimestampArray,
  encodeUuidArray,
} from '../binary/array-encoding.ts';
import type { AggregateRow } from './stored-rows.ts';

/** The arrays of all columns, in the order of sql/save-aggregates.ts. */
export const encodeAggregates = (rows: readonly AggregateRow[]): readonly Buffer[] => [
  encodeUuidArray(rows.map((row) => row.aggregateId)),
  encodeUuidArray(rows.map((row) => row.lastEventId)),
  encodeTimestampArray(rows.map((row) => row.deleteAt)),
  encodeDateArray(rows.map((row) => row.contentDay)),
  encodeInt4Array(rows.map((row) => row.eventCount)),
  encodeTextArray(rows.map((row) => row.kind)),
  encodeTextArray(rows.map((row) => row.state)),
  encodeTextArray(rows.map((row) => row.retentionSource)),
  encodeTextArray(rows.map((row) => row.deletionCause)),
  encodeTextArray(rows.map((row) => row.pendingOperation)),
  encodeTimestampArray(rows.map((row) => row.pendingUntil)),
  encodeTextArray(rows.map((row) => row.producerId)),
  encodeTextArray(rows.map((row) => row.label)),
  encodeTextArray(rows.map((row) => row.groupId)),
  encodeTextArray(rows.map((row) => row.organisationNumber)),
];

/** The arrays of `updateAggregates`, without the counts the rows were read with. */
export const encodeChanges = (rows: readonly AggregateRow[]): readonly Buffer[] => [
  encodeUuidArray(rows.map((row) => row.aggregateId)),
  encodeUuidArray(rows.map((row) => row.lastEventId)),
  encodeTimestampArray(rows.map((row) => row.deleteAt)),
  encodeDateArray(rows.map((row) => row.contentDay)),
  encodeInt4Array(rows.map((row) => row.eventCount)),
  encodeTextArray(rows.map((row) => row.state)),
  encodeTextArray(rows.map((row) => row.retentionSource)),
  encodeTextArray(rows.map((row) => row.deletionCause)),
];
