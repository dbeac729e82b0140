/** Figures over time, of a fixed length: what is new takes the place of the oldest. NaN = nobody knows. */
export type LagRing = {
  /** Begins a new instant; what is not written at it is unknown. */
  readonly advance: (at: number) => void;
  /** Writes at the newest instant. What is one too many is left out, and counted. */
  readonly write: (key: string, figures: Figures) => void;
  readonly keys: () => readonly string[];
  readonly leftOutCount: () => number;
  /** Oldest first. */
  readonly instants: () => readonly number[];
  readonly read: (key: string, figure: keyof Figures) => readonly (number | null)[];
};

export type Figures = {
  readonly lag: number | null;
  readonly seconds: number | null;
  /** Sum of offsets that it has come to: how it rises is how fast a group is. */
  readonly progress: number | null;
};

export type RingLimits = { readonly capacity: number; readonly maxKeys: number };

type Columns = { readonly [Figure in keyof Figures]: Float64Array } & { lastWrittenAt: number };

const names = ['lag', 'seconds', 'progress'] as const;

/** Makes a ring that takes at most `capacity * maxKeys * 24` bytes. */
export function createLagRing({ capacity, maxKeys }: RingLimits): LagRing {
  const at = new Float64Array(capacity);
  const columns = new Map<string, Columns>();
  const leftOut = new Set<string>();
  let head = -1;
  let length = 0;

  const unknown = () => new Float64Array(capacity).fill(Number.NaN);
  const oldestAt = () => at[(head - length + 1 + capacity) % capacity] ?? 0;
  /** A key of which nothing is held any more makes room. */
  const forgetOld = () => {
    for (const [key, { lastWrittenAt }] of columns) if (lastWrittenAt < oldestAt()) columns.delete(key);
  };
  const open = (key: string): Columns | null => {
    const known = columns.get(key);
    if (known !== undefined) return known;
    if (columns.size >= maxKeys) forgetOld();
    if (columns.size >= maxKeys) {
      leftOut.add(key);
      return null;
    }
    const made = { lag: unknown(), seconds: unknown(), progress: unknown(), lastWrittenAt: 0 };
    columns.set(key, made);
    return made;
  };
  const inOrder = (values: Float64Array): readonly number[] =>
    Array.from({ length }, (_, index) => values[(head - length + 1 + index + capacity) % capacity] ?? Number.NaN);

  return {
    advance: (instant) => {
      head = (head + 1) % capacity;
      length = Math.min(capacity, length + 1);
      at[head] = instant;
      for (const column of columns.values()) for (const name of names) column[name][head] = Number.NaN;
      leftOut.clear();
    },
    write: (key, figures) => {
      const column = open(key);
      if (column === null) return;
      column.lastWrittenAt = at[head] ?? 0;
      for (const name of names) column[name][head] = figures[name] ?? Number.NaN;
    },
    keys: () => [...columns.keys()],
    leftOutCount: () => leftOut.size,
    instants: () => inOrder(at),
    read: (key, figure) => {
      const column = columns.get(key);
      return column === undefined ? [] : inOrder(column[figure]).map((value) => (Number.isNaN(value) ? null : value));
    },
  };
}
