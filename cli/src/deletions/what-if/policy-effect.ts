import type { ForeseenPlan } from './foresee-plan.ts';

/** How much goes within so many days from now; the last one is everything. */
export const horizons: readonly (number | null)[] = [1, 7, 30, 90, 365, null];

/** By how much planned deletions would move. */
export type Moved = { readonly count: number; readonly medianDays: number; readonly maxDays: number };

/** What another policy would make of what is stored of one producer's label. */
export type PolicyEffect = {
  readonly producerId: string;
  readonly label: string;
  readonly storedCount: number;
  readonly sameCount: number;
  readonly earlier: Moved;
  readonly later: Moved;
  /** Of the earlier ones: would be due already. */
  readonly dueAtOnceCount: number;
  /** Would not have been stored at all, by the code of the first fault. */
  readonly refused: Readonly<Record<string, number>>;
  /** Their events could not be read, or hold no creation. */
  readonly unknownCount: number;
  /** By horizon: as it is planned, and as it would be. What would be refused, or is unknown, stays as it is planned. */
  readonly forecast: readonly {
    readonly withinDays: number | null;
    readonly presentCount: number;
    readonly changedCount: number;
  }[];
};

const dayMs = 86_400_000;

/** Counts effects, one case or notification at a time; nothing of them is kept. */
export type EffectTally = {
  readonly add: (
    owner: { readonly producerId: string; readonly label: string },
    deleteAt: number,
    plan: ForeseenPlan,
  ) => void;
  readonly effects: () => readonly PolicyEffect[];
};

type Counts = {
  readonly producerId: string;
  readonly label: string;
  storedCount: number;
  sameCount: number;
  dueAtOnceCount: number;
  unknownCount: number;
  /** How many by days moved, each sort by itself. */
  readonly earlierDays: Map<number, number>;
  readonly laterDays: Map<number, number>;
  readonly refused: Map<string, number>;
  readonly present: number[];
  readonly changed: number[];
};

/** Counts effects as of `now` (milliseconds since the epoch). */
export function createEffectTally(now: number): EffectTally {
  const byOwner = new Map<string, Counts>();
  const countsOf = (producerId: string, label: string): Counts => {
    const key = `${producerId}\u001f${label}`;
    const counts = byOwner.get(key) ?? emptyCounts(producerId, label);
    byOwner.set(key, counts);
    return counts;
  };
  return {
    add: ({ producerId, label }, deleteAt, plan) => {
      const counts = countsOf(producerId, label);
      counts.storedCount += 1;
      countHorizons(counts.present, deleteAt - now);
      countHorizons(counts.changed, (plan.outcome === 'PLANNED' ? plan.deleteAt : deleteAt) - now);
      if (plan.outcome === 'UNKNOWN') counts.unknownCount += 1;
      else if (plan.outcome === 'REFUSED') increase(counts.refused, plan.code);
      else countMove(counts, deleteAt, plan.deleteAt, now);
    },
    effects: () => [...byOwner.values()].map(toEffect),
  };
}

const emptyCounts = (producerId: string, label: string): Counts => ({
  producerId,
  label,
  storedCount: 0,
  sameCount: 0,
  dueAtOnceCount: 0,
  unknownCount: 0,
  earlierDays: new Map(),
  laterDays: new Map(),
  refused: new Map(),
  present: horizons.map(() => 0),
  changed: horizons.map(() => 0),
});

function countMove(counts: Counts, before: number, after: number, now: number): void {
  if (after === before) counts.sameCount += 1;
  else if (after > before) increase(counts.laterDays, Math.ceil((after - before) / dayMs));
  else {
    increase(counts.earlierDays, Math.ceil((before - after) / dayMs));
    if (after <= now && before > now) counts.dueAtOnceCount += 1;
  }
}

function countHorizons(counts: number[], aheadMs: number): void {
  horizons.forEach((days, index) => {
    if (days === null || aheadMs <= days * dayMs) counts[index] = (counts[index] ?? 0) + 1;
  });
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const toEffect = (counts: Counts): PolicyEffect => ({
  producerId: counts.producerId,
  label: counts.label,
  storedCount: counts.storedCount,
  sameCount: counts.sameCount,
  earlier: toMoved(counts.earlierDays),
  later: toMoved(counts.laterDays),
  dueAtOnceCount: counts.dueAtOnceCount,
  refused: Object.fromEntries(counts.refused),
  unknownCount: counts.unknownCount,
  forecast: horizons.map((withinDays, index) => ({
    withinDays,
    presentCount: counts.present[index] ?? 0,
    changedCount: counts.changed[index] ?? 0,
  })),
});

function toMoved(byDays: ReadonlyMap<number, number>): Moved {
  const sorted = [...byDays].toSorted(([left], [right]) => left - right);
  const count = sorted.reduce((sum, [, some]) => sum + some, 0);
  let seenCount = 0;
  const median = sorted.find(([, some]) => {
    seenCount += some;
    return seenCount * 2 >= count;
  });
  return { count, medianDays: median?.[0] ?? 0, maxDays: sorted.at(-1)?.[0] ?? 0 };
}
