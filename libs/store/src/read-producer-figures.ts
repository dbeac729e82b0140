import type { Row } from './act.ts';
import type { StoreClient } from './connect.ts';
import { readEventTally, readTallyBegin } from './sql/event-tally.ts';
import { readClock } from './sql/known-aggregates.ts';
import { countNeverExpiring, countUpcomingByProducer, readOverdueByProducer } from './sql/producer-figures.ts';

/** Stored events that are alike. */
export type EventVolume = {
  /** UTC, such as 2026-01-31. */
  readonly day: string;
  readonly producerId: string;
  readonly eventType: string;
  /** NONE: an update that says nothing about retention. */
  readonly retentionSource: 'PRODUCER' | 'LABEL_DEFAULT' | 'NONE';
  readonly eventCount: number;
};

/** What of a producer's must be gone. */
export type ProducerDeletions = {
  readonly producerId: string;
  /** Due, neither held nor being deleted. */
  readonly overdueCount: number;
  /** Milliseconds since the epoch; null: none is overdue. */
  readonly oldestOverdueAt: number | null;
  /** Due, and kept by a legal hold. */
  readonly heldCount: number;
  /** Due, and being deleted. */
  readonly plannedCount: number;
  /** Would be gone in more than a hundred years only. */
  readonly neverExpiringCount: number;
};

/** What becomes due on one UTC day. */
export type UpcomingDay = { readonly day: string; readonly producerId: string; readonly dueCount: number };

/** What was stored from a day on, and since when that is counted. */
export type VolumeFigures = {
  readonly volume: readonly EventVolume[];
  /** Milliseconds since the epoch; null: from the first event on. */
  readonly countedFromAt: number | null;
};

/** How much was stored from a UTC day (such as 2026-01-31) on. Cheap: reads counts, no events. Throws StoreError. */
export async function readVolume(client: StoreClient, fromDay: string): Promise<VolumeFigures> {
  const { rows } = await client.run(readEventTally, [fromDay]);
  const begin = (await client.run(readTallyBegin)).rows[0]?.['begin_ms'];
  return {
    volume: rows.map((row) => ({
      day: row['day'] as string,
      producerId: nameOf(row),
      eventType: row['event_type'] as string,
      retentionSource: row['retention_source'] as EventVolume['retentionSource'],
      eventCount: Number(row['event_count']),
    })),
    countedFromAt: toInstant(begin),
  };
}

/** What is due and what never will be, by producer; of what is due at most `maxCount`, the oldest. Throws StoreError. */
export async function readProducerDeletions(
  client: StoreClient,
  maxCount: number,
): Promise<{ readonly measuredAt: number; readonly deletions: readonly ProducerDeletions[] }> {
  const clock = await client.run(readClock);
  const due = new Map((await client.run(readOverdueByProducer, [maxCount])).rows.map((row) => [nameOf(row), row]));
  const never = new Map((await client.run(countNeverExpiring)).rows.map((row) => [nameOf(row), row]));
  const deletions = [...new Set([...due.keys(), ...never.keys()])].map((producerId) => {
    const row = due.get(producerId);
    return {
      producerId,
      overdueCount: Number(row?.['overdue_count'] ?? 0),
      oldestOverdueAt: toInstant(row?.['oldest_overdue_at_ms']),
      heldCount: Number(row?.['held_count'] ?? 0),
      plannedCount: Number(row?.['planned_count'] ?? 0),
      neverExpiringCount: Number(never.get(producerId)?.['never_count'] ?? 0),
    };
  });
  return { measuredAt: Math.round(Number(clock.rows[0]?.['now_ms'])), deletions };
}

/** What becomes due within so many days; what is due already is not among it. Reads that many rows: ask seldom. Throws StoreError. */
export async function readUpcomingByProducer(client: StoreClient, dayCount: number): Promise<readonly UpcomingDay[]> {
  const { rows } = await client.run(countUpcomingByProducer, [dayCount]);
  return rows.map((row) => ({
    day: row['day'] as string,
    producerId: nameOf(row),
    dueCount: Number(row['due_count']),
  }));
}

const nameOf = (row: Row): string => row['producer_id'] as string;
const toInstant = (value: unknown): number | null => (value == null ? null : Math.round(Number(value)));
