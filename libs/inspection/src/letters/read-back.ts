import type { IncomingRecord, RecordReader } from '@varselvakt/kafka';

/** What reading may cost; at least one window is read whatever it says. */
export type Budget = {
  readonly maxRecords: number;
  readonly maxBytes: number;
  /** By `now`. */
  readonly deadlineAt: number;
  readonly now: () => number;
};

export type Window = {
  /** In their order. */
  readonly records: readonly IncomingRecord[];
  /** Everything from here up to where the window ends has been read. */
  readonly fromOffset: bigint;
  readonly bytes: number;
};

/** A dead letter holds at most a megabyte, so a window is 16 MB at most. */
const windowOffsets = 16n;
const fetchBytes = 1_000_000;
/** A broker that gives nothing is asked again; then what it holds is passed over. */
const maxEmptyFetches = 3;

/** Reads the window that ends at `downTo`. Throws KafkaError. */
export async function readBack(
  reader: RecordReader,
  {
    topic,
    partition,
    startOffset,
    downTo,
  }: {
    readonly topic: string;
    readonly partition: number;
    readonly startOffset: bigint;
    readonly downTo: bigint;
  },
  { now, deadlineAt }: Budget,
): Promise<Window> {
  const fromOffset = downTo - windowOffsets > startOffset ? downTo - windowOffsets : startOffset;
  const records: IncomingRecord[] = [];
  let offset = fromOffset;
  let emptyCount = 0;
  while (offset < downTo && emptyCount < maxEmptyFetches) {
    const stretch = await reader.read({ topic, partition, offset, endOffset: downTo }, fetchBytes);
    records.push(...stretch.records);
    emptyCount = stretch.nextOffset > offset ? 0 : emptyCount + 1;
    offset = stretch.nextOffset;
    if (emptyCount > 0 && now() >= deadlineAt) break;
  }
  const bytes = records.reduce((sum, { key, value }) => sum + (key?.length ?? 0) + (value?.length ?? 0), 0);
  return { records, fromOffset, bytes };
}
