import type { IncomingRecord, OutgoingRecord } from '@varselvakt/kafka';

/** A record of something erased; whether a tombstone follows it is known when the log has been read to its end. */
export type Candidate = {
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer;
  /** The line of the ledger. */
  readonly erasureNumber: bigint;
};

/** The candidates of one reading of the log, at most `maxCount`: how much was ever erased does not matter. */
export type Candidates = {
  readonly add: (candidate: Candidate) => void;
  /** The log says that what lies before this under its key is gone. */
  readonly strike: (tombstone: Pick<IncomingRecord, 'partition' | 'offset' | 'key'>) => void;
  readonly isFull: () => boolean;
  readonly all: () => readonly Candidate[];
};

/** Makes an empty list. */
export function createCandidates(maxCount: number): Candidates {
  const byPlace = new Map<string, Candidate>();
  const placeOf = (partition: number, key: Buffer) => `${partition} ${key.toString('latin1')}`;
  return {
    add: (candidate) => {
      byPlace.set(placeOf(candidate.partition, candidate.key), candidate);
    },
    strike: ({ partition, offset, key }) => {
      if (key === null || byPlace.size === 0) return;
      const place = placeOf(partition, key);
      if ((byPlace.get(place)?.offset ?? offset) < offset) byPlace.delete(place);
    },
    isFull: () => byPlace.size >= maxCount,
    all: () => [...byPlace.values()],
  };
}

/** What makes compaction remove the record: in the partition in which it lies, for elsewhere it would do nothing. */
export const tombstoneOf = (topic: string, { partition, key }: Candidate): OutgoingRecord => ({
  topic,
  partition,
  key,
  value: null,
});
