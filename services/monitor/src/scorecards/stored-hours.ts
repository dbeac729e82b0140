import { otherProducer } from '@varselvakt/scorecard';
import type { EventVolume } from '@varselvakt/store';

const hourMs = 3_600_000;
/** So many hours are kept for each producer. */
export const keptHourCount = 24;

/** How many events were stored in each hour. The tables count by day only, so it is what came between two looks: a restart begins anew. */
export type StoredHours = {
  /** Takes in what the tables say at `now` (ms since the epoch). */
  readonly note: (volume: readonly EventVolume[], now: number) => void;
  /** Since when it is counted, ms since the epoch; null: not yet. */
  readonly countedFromAt: () => number | null;
  /** The last hours, this one last; null for those that ended before counting began. */
  readonly hoursOf: (producerId: string, now: number) => readonly StoredHour[];
};

export type StoredHour = { readonly startAt: number; readonly storedCount: number | null };

/** Makes a count that has seen nothing. Holds `keptHourCount` figures for each of `known`; all others count as one. */
export function createStoredHours(known: () => ReadonlySet<string>): StoredHours {
  const hours = new Map<string, Map<number, number>>();
  let last: ReadonlyMap<string, number> | null = null;
  let beganAt: number | null = null;
  return {
    note: (volume, now) => {
      const sums = sumUp(volume);
      beganAt ??= now;
      // What was there at the first look came before it.
      const before = last ?? sums;
      last = sums;
      for (const [key, sum] of sums) add(hours, nameOf(key, known()), now, Math.max(0, sum - (before.get(key) ?? 0)));
      for (const counts of hours.values()) forget(counts, hourOf(now) - keptHourCount);
    },
    countedFromAt: () => beganAt,
    hoursOf: (producerId, now) =>
      Array.from({ length: keptHourCount }, (_none, index) => {
        const hour = hourOf(now) - keptHourCount + 1 + index;
        const isCounted = beganAt !== null && (hour + 1) * hourMs > beganAt;
        return { startAt: hour * hourMs, storedCount: isCounted ? (hours.get(producerId)?.get(hour) ?? 0) : null };
      }),
  };
}

const hourOf = (at: number): number => Math.floor(at / hourMs);

function forget(counts: Map<number, number>, lastHour: number): void {
  for (const hour of counts.keys()) if (hour <= lastHour) counts.delete(hour);
}

const separator = ' ';
const nameOf = (key: string, known: ReadonlySet<string>): string => {
  const producerId = key.slice(key.indexOf(separator) + 1);
  return known.has(producerId) ? producerId : otherProducer;
};

/** By day and producer: a day that leaves the window then takes nothing away. */
function sumUp(volume: readonly EventVolume[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { day, producerId, eventCount } of volume) {
    const key = `${day}${separator}${producerId}`;
    sums.set(key, (sums.get(key) ?? 0) + eventCount);
  }
  return sums;
}

function add(hours: Map<string, Map<number, number>>, producerId: string, at: number, count: number): void {
  const counts = hours.get(producerId) ?? new Map<number, number>();
  hours.set(producerId, counts);
  counts.set(hourOf(at), (counts.get(hourOf(at)) ?? 0) + count);
}
