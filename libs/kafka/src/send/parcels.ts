import type { OutgoingHeaders, OutgoingRecord } from '../record/record.ts';

/** How much may go into one produce request. One record above `maxBytes` goes alone and Kafka decides. */
export type ParcelLimits = { readonly maxBytes: number; readonly maxRecords: number };

/** Records of one partition, in order, that travel together; `indexes` are their places in the caller's array. */
export type Parcel = {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly OutgoingRecord[];
  readonly indexes: readonly number[];
  readonly byteCount: number;
};

/** Upper bound for what the record format adds to key, value and headers. */
const RECORD_OVERHEAD_BYTES = 40;
const HEADER_OVERHEAD_BYTES = 10;

const valueBytes = (value: OutgoingHeaders[string] | undefined, nameBytes: number): number => {
  if (value === undefined) return 0;
  if (typeof value === 'string') return Buffer.byteLength(value) + nameBytes;
  if (Buffer.isBuffer(value)) return value.length + nameBytes;
  return value.reduce((sum, item) => sum + valueBytes(item, nameBytes), 0);
};

const headerBytesOf = (headers: OutgoingHeaders | undefined): number => {
  if (headers === undefined) return 0;
  let sum = 0;
  for (const name of Object.keys(headers)) {
    sum += valueBytes(headers[name], Buffer.byteLength(name) + HEADER_OVERHEAD_BYTES);
  }
  return sum;
};

/** At least as many bytes as the record will take in a request. */
export const recordBytes = ({ key, value, headers }: OutgoingRecord): number =>
  RECORD_OVERHEAD_BYTES + (key?.length ?? 0) + (value?.length ?? 0) + headerBytesOf(headers);

/** The name of the queue a record waits in. */
export const laneOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }): string =>
  `${topic}/${partition}`;

type OpenParcel = { topic: string; partition: number; records: OutgoingRecord[]; indexes: number[]; byteCount: number };

const hasRoom = (open: OpenParcel, byteCount: number, limits: ParcelLimits): boolean =>
  open.records.length < limits.maxRecords &&
  (open.records.length === 0 || open.byteCount + byteCount <= limits.maxBytes);

/**
 * Sorts records into parcels: one partition each, within the limits, every record once, in the order given per partition.
 * Never throws.
 */
export const splitIntoParcels = (records: readonly OutgoingRecord[], limits: ParcelLimits): readonly Parcel[] => {
  const parcels: OpenParcel[] = [];
  const openByLane = new Map<string, OpenParcel>();
  let open: OpenParcel | undefined;
  let index = 0;
  for (const record of records) {
    const byteCount = recordBytes(record);
    // Mostly the record before went the same way: no name is put together then, for this runs once per record.
    if (open?.partition !== record.partition || open.topic !== record.topic) open = openByLane.get(laneOf(record));
    if (open === undefined || !hasRoom(open, byteCount, limits)) {
      open = { topic: record.topic, partition: record.partition, records: [], indexes: [], byteCount: 0 };
      parcels.push(open);
      openByLane.set(laneOf(record), open);
    }
    open.records.push(record);
    open.indexes.push(index);
    open.byteCount += byteCount;
    index += 1;
  }
  return parcels;
};

/** How many parcels from the front of a queue fit into one request; at least 1 when there is one. */
export const countFitting = (queue: readonly { readonly parcel: Parcel }[], limits: ParcelLimits): number => {
  let recordCount = 0;
  let byteCount = 0;
  let count = 0;
  for (const { parcel } of queue) {
    recordCount += parcel.records.length;
    byteCount += parcel.byteCount;
    if (count > 0 && (recordCount > limits.maxRecords || byteCount > limits.maxBytes)) break;
    count += 1;
  }
  return count;
};

/** Cuts a parcel of two or more records in the middle. */
export const halve = (parcel: Parcel): readonly [Parcel, Parcel] => {
  const middle = Math.ceil(parcel.records.length / 2);
  const part = (from: number, to: number): Parcel => {
    const records = parcel.records.slice(from, to);
    const byteCount = records.reduce((sum, record) => sum + recordBytes(record), 0);
    return { ...parcel, records, indexes: parcel.indexes.slice(from, to), byteCount };
  };
  return [part(0, middle), part(middle, parcel.records.length)];
};
