import type { CommitSample, CommitWindow } from './commit-window.ts';

export type WindowPlace = { readonly group: string; readonly topic: string; readonly partition: number };

/** Where the windows of all partitions lie between two looks. */
export type WindowShelf = {
  /** The window that was put there at the last look; undefined where none was. */
  readonly take: (place: WindowPlace) => CommitWindow | undefined;
  readonly put: (place: WindowPlace, window: CommitWindow) => void;
  /** Ends a look: what was not put since the one before is forgotten. */
  readonly turn: () => void;
};

/** The look at which it was put, and how many commits, ends and lags there are. */
const HEAD = 4;
/** Partitions whose windows lie in one row of numbers. */
const ROW_PARTITIONS = 8;

type Shelf = { readonly rows: Float64Array[]; lookCount: number };
type Slot = { readonly row: Float64Array; readonly start: number };

function readWindow({ row, start }: Slot, size: number): CommitWindow {
  const numberAt = (index: number): number => row[start + index] ?? 0;
  const numbersFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => numberAt(first + i));
  const commits = Array.from({ length: numberAt(1) }, (_, index): CommitSample => {
    const first = HEAD + 3 * index;
    const lag = numberAt(first + 2);
    return { offset: numberAt(first), at: numberAt(first + 1), lag: Number.isNaN(lag) ? null : lag };
  });
  return {
    commits,
    ends: numbersFrom(HEAD + 3 * size, numberAt(2)),
    lags: numbersFrom(HEAD + 4 * size, numberAt(3)),
  };
}

function writeWindow({ row, start }: Slot, size: number, { commits, ends, lags }: CommitWindow): void {
  row[start + 1] = commits.length;
  row[start + 2] = ends.length;
  row[start + 3] = lags.length;
  let next = start + HEAD;
  for (const { offset, at, lag } of commits) {
    row[next] = offset;
    row[next + 1] = at;
    row[next + 2] = lag ?? Number.NaN;
    next += 3;
  }
  row.set(ends, start + HEAD + 3 * size);
  row.set(lags, start + HEAD + 4 * size);
}

/**
 * Makes a shelf for windows of this many commits. Fifty thousand windows as objects are millions of objects, all of them new at each look;
 * here they are rows of numbers that are written again.
 */
export function createWindowShelf(size: number): WindowShelf {
  const stride = HEAD + 5 * size;
  const shelves = new Map<string, Map<string, Shelf>>();
  // A slot that nothing was ever put into says 0, which is no look, and not the one before the first either.
  let lookCount = 2;

  const findShelf = ({ group, topic }: WindowPlace): Shelf => {
    const topics = shelves.get(group) ?? new Map<string, Shelf>();
    shelves.set(group, topics);
    const shelf = topics.get(topic) ?? { rows: [], lookCount };
    topics.set(topic, shelf);
    return shelf;
  };
  const startOf = (partition: number): number => stride * (partition % ROW_PARTITIONS);

  return {
    take: ({ group, topic, partition }) => {
      const row = shelves.get(group)?.get(topic)?.rows[Math.floor(partition / ROW_PARTITIONS)];
      const start = startOf(partition);
      return row?.[start] === lookCount - 1 ? readWindow({ row, start }, size) : undefined;
    },
    put: (place, window) => {
      const shelf = findShelf(place);
      shelf.lookCount = lookCount;
      const start = startOf(place.partition);
      const index = Math.floor(place.partition / ROW_PARTITIONS);
      const row = shelf.rows[index] ?? new Float64Array(stride * ROW_PARTITIONS);
      shelf.rows[index] = row;
      row[start] = lookCount;
      writeWindow({ row, start }, size, window);
    },
    turn: () => {
      for (const [group, topics] of shelves) {
        for (const [topic, shelf] of topics) if (shelf.lookCount !== lookCount) topics.delete(topic);
        if (topics.size === 0) shelves.delete(group);
      }
      lookCount += 1;
    },
  };
}
