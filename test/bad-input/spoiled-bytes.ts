import type { OutgoingRecord } from '@varselvakt/kafka';
import type { CraftedRecord } from '../workload/publish-workload.ts';
import type { Random } from '../workload/random.ts';

const FRAME_BYTES = 5;
/** Behind the frame and two ids of 36 characters, each with its length. */
const OCCURRED_AT_BYTES = FRAME_BYTES + 2 * 37;
const TOO_LARGE_BYTES = 1_000_000;

const unreadable = (record: OutgoingRecord, value: Buffer, code: string): CraftedRecord => ({
  record: { ...record, value },
  expected: { fate: 'UNREADABLE', code },
});

/** An Avro long. */
export function encodeLong(value: bigint): Buffer {
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  const bytes: number[] = [];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

/** The record cut off at every length. */
export function truncations(record: OutgoingRecord): readonly CraftedRecord[] {
  const value = record.value ?? Buffer.alloc(0);
  return Array.from({ length: value.length }, (_, length) =>
    unreadable(record, value.subarray(0, length), length < FRAME_BYTES ? 'SCHEMA_UNFRAMED' : 'AVRO_CORRUPT'),
  );
}

/** A copy of each record in which one bit behind the frame is flipped. */
export function bitFlips(records: readonly OutgoingRecord[], random: Random): readonly CraftedRecord[] {
  return records.map((record) => {
    const value = Buffer.from(record.value ?? '');
    const at = random.between(FRAME_BYTES, value.length - 1);
    value[at] = (value[at] ?? 0) ^ (1 << random.between(0, 7));
    return { record: { ...record, value }, expected: { fate: 'ANY' } };
  });
}

/** A count of a thousand million put in at every place where one might be read. */
export function hugeCounts(record: OutgoingRecord): readonly CraftedRecord[] {
  const value = record.value ?? Buffer.alloc(0);
  const count = encodeLong(1_000_000_000n);
  return Array.from({ length: value.length - FRAME_BYTES }, (_, index) => {
    const at = FRAME_BYTES + index;
    const spoiled = Buffer.concat([value.subarray(0, at), count, value.subarray(at + 1)]);
    return { record: { ...record, value: spoiled }, expected: { fate: 'ANY' } };
  });
}

/** Other instants in the place of `occurredAt`. */
export function instants(record: OutgoingRecord, values: readonly (readonly [bigint, CraftedRecord['expected']])[]) {
  const value = record.value ?? Buffer.alloc(0);
  const length = value.subarray(OCCURRED_AT_BYTES).findIndex((byte) => byte < 0x80) + 1;
  const [before, after] = [value.subarray(0, OCCURRED_AT_BYTES), value.subarray(OCCURRED_AT_BYTES + length)];
  return values.map(([instant, expected]): CraftedRecord => {
    return { record: { ...record, value: Buffer.concat([before, encodeLong(instant), after]) }, expected };
  });
}

/** Bytes in the place of a marker of the same length. */
export function replaceMarker(record: OutgoingRecord, marker: string, bytes: Buffer): OutgoingRecord {
  const value = Buffer.from(record.value ?? '');
  bytes.copy(value, value.indexOf(marker));
  return { ...record, value };
}

/** Values that are as large as Kafka takes them. */
export function hugeValues(record: OutgoingRecord, count: number): readonly CraftedRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const filling = Buffer.alloc(TOO_LARGE_BYTES, index);
    return unreadable(record, Buffer.concat([record.value ?? filling, filling]), 'RECORD_TOO_LARGE');
  });
}

/** Keys that are not the aggregate's id. */
export function strangeKeys(record: OutgoingRecord): readonly CraftedRecord[] {
  const keys = ['', 'x', '__proto__', 'k'.repeat(10_240), `${record.key}\0`].map((key) => Buffer.from(key));
  return [...keys, Buffer.from([0xff, 0xfe, 0x00])].map((key) => ({
    record: { ...record, key },
    expected: { fate: 'REJECTED', codes: ['KEY_MISMATCH'] },
  }));
}
