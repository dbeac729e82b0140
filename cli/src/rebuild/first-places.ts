import type { IncomingRecord } from '@varselvakt/kafka';
import { readFirstOffset } from '@varselvakt/pipeline';

/** Events that the persister has put on the log again behind their repeats, and where they stood first. */
export type FirstPlaces = {
  /** Looks at a record of the first pass, in the order of the log; some 1,000 bytes of memory for each that was put back. */
  readonly note: (record: IncomingRecord) => void;
  /** True for a repeat whose event was put back after it. */
  readonly isOutdated: (record: IncomingRecord) => boolean;
  /** Adds to records of the second pass (of one partition, in order) those of the events that compaction has left at a later place only. */
  readonly arrange: (records: readonly IncomingRecord[]) => readonly IncomingRecord[];
  /** How many were added. */
  readonly addedCount: () => number;
};

type PutBack = { readonly record: IncomingRecord; readonly firstOffset: bigint };

/** Knows none at first. */
export function createFirstPlaces(): FirstPlaces {
  const putBacks = new Map<string, PutBack>();
  let waiting: Map<number, PutBack[]> | null = null;
  let addedCount = 0;
  return {
    note: (record) => {
      const firstOffset = readFirstOffset(record.headers);
      if (record.value !== null && firstOffset !== null) putBacks.set(placeOf(record), { record, firstOffset });
    },
    isOutdated: (record) => {
      const putBack = putBacks.get(placeOf(record));
      return putBack !== undefined && record.offset > putBack.firstOffset && record.offset < putBack.record.offset;
    },
    arrange: (records) => {
      waiting ??= inOrder(putBacks);
      const [first] = records;
      const ofPartition = first === undefined ? [] : (waiting.get(first.partition) ?? []);
      const arranged = records.flatMap((record) => {
        const added = takeBefore(ofPartition, record);
        addedCount += added.length;
        return [...added, record];
      });
      return arranged;
    },
    addedCount: () => addedCount,
  };
}

const placeOf = ({ partition, key }: IncomingRecord): string => `${partition} ${key?.toString('latin1')}`;

const inOrder = (putBacks: ReadonlyMap<string, PutBack>): Map<number, PutBack[]> =>
  Map.groupBy(
    [...putBacks.values()].toSorted((one, other) => (one.firstOffset < other.firstOffset ? -1 : 1)),
    ({ record }) => record.partition,
  );

/** What stood before this record and is no longer there; what still stands there is not added. */
function takeBefore(waiting: PutBack[], record: IncomingRecord): readonly IncomingRecord[] {
  const taken: IncomingRecord[] = [];
  for (let next = waiting[0]; next !== undefined && next.firstOffset <= record.offset; next = waiting[0]) {
    waiting.shift();
    const isThere = next.firstOffset === record.offset && placeOf(next.record) === placeOf(record);
    if (!isThere) taken.push({ ...next.record, offset: next.firstOffset });
  }
  return taken;
}
