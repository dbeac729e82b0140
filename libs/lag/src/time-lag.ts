import type { LagReader, NextRecord } from '@varselvakt/kafka';

/** A partition of which something waits; `offset` is what the group reads next. */
export type WaitingPlace = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly endOffset: number;
};

export type TimeLagLimits = {
  /** Fetches under way at the same time. */
  readonly concurrency: number;
  /** Fetches of one round; what is left is asked for in the next. */
  readonly maxFetches: number;
  /** No fetch begins later than this after the round began. */
  readonly maxMs: number;
};

/** Knows which record is next at the places of the last round. */
export type TimeLagSampler = {
  /**
   * Reads what is not known yet and forgets what is not asked for any more. A place that cannot be read in time or at all is missing in the
   * answer. Never throws.
   */
  readonly sample: (places: Iterable<WaitingPlace>) => Promise<ReadonlyMap<string, NextRecord>>;
};

type Known = { readonly next: NextRecord; readonly endOffset: number };

/** Several groups may wait at the same record: it is read once. */
export const placeKey = ({ topic, partition, offset }: Omit<WaitingPlace, 'endOffset'>): string =>
  `${topic}/${partition}/${offset}`;

export const usualTimeLagLimits: TimeLagLimits = { concurrency: 10, maxFetches: 1_000, maxMs: 2_000 };

/** What is at an offset stays there; only that nothing was there yet may change. */
const isStillTrue = (known: Known, place: WaitingPlace): boolean =>
  known.next.outcome === 'RECORD' || (known.next.outcome === 'NOTHING' && known.endOffset === place.endOffset);

/** Makes a sampler that remembers one record's time per place, and no content. */
export function createTimeLagSampler(
  reader: Pick<LagReader, 'nextRecord'>,
  limits: TimeLagLimits = usualTimeLagLimits,
  now: () => number = () => performance.now(),
): TimeLagSampler {
  let known: Map<string, Known> = new Map();

  const read = async (place: WaitingPlace): Promise<void> => {
    const { topic, partition, offset, endOffset } = place;
    try {
      const next = await reader.nextRecord({ topic, partition, offset: BigInt(offset), endOffset: BigInt(endOffset) });
      known.set(placeKey(place), { next, endOffset });
    } catch {
      // Gone by retention, or a broker away: how old it is stays unknown, and the next round asks again.
    }
  };

  const readAll = async (missing: readonly WaitingPlace[]): Promise<void> => {
    const startedAt = now();
    const queue = missing.slice(0, limits.maxFetches).values();
    const work = async (): Promise<void> => {
      for (const place of queue) {
        if (now() - startedAt > limits.maxMs) return;
        await read(place);
      }
    };
    await Promise.all(Array.from({ length: limits.concurrency }, work));
  };

  return {
    sample: async (places) => {
      const before = known;
      known = new Map();
      const missing = new Map<string, WaitingPlace>();
      for (const place of places) {
        const key = placeKey(place);
        const old = before.get(key);
        if (old !== undefined && isStillTrue(old, place)) known.set(key, old);
        else missing.set(key, place);
      }
      await readAll([...missing.values()]);
      return new Map([...known].map(([key, { next }]) => [key, next]));
    },
  };
}
