import {
  type EventVolume,
  type ProducerDeletions,
  readProducerDeletions,
  readUpcomingByProducer,
  readVolume,
  type StoreClient,
  type UpcomingDay,
} from '@varselvakt/store';
import { dayNumberOf, dayTextOf } from './utc-day.ts';

/** What the database says, at `measuredAt` by its own clock (ms since the epoch). */
export type StoreFigures = {
  readonly measuredAt: number;
  readonly volume: readonly EventVolume[];
  /** Since when stored events are counted, ms since the epoch; null: from the first one on. */
  readonly countedFromAt: number | null;
  readonly deletions: readonly ProducerDeletions[];
  readonly upcoming: readonly UpcomingDay[];
};

/** Of what is due at most so many are counted, the oldest: enough to see that something is wrong. */
export const maxOverdueCount = 50_000;
/** How far ahead deletions are counted. */
export const upcomingDayCount = 7;

/**
 * Asks the database for everything but what comes (which reads rows, and is asked for apart). `fromAt` is the begin of the stored events that
 * count. Throws StoreError.
 */
export async function readStoreFigures(client: StoreClient, fromAt: number): Promise<Omit<StoreFigures, 'upcoming'>> {
  const volume = await readVolume(client, dayTextOf(dayNumberOf(fromAt)));
  return { ...volume, ...(await readProducerDeletions(client, maxOverdueCount)) };
}

/** What becomes due within `upcomingDayCount` days: some 0.2 s for each million of standing aggregates, so ask seldom. Throws StoreError. */
export const readUpcoming = (client: StoreClient): Promise<readonly UpcomingDay[]> =>
  readUpcomingByProducer(client, upcomingDayCount);
