import type { AggregateChange } from './batch/save-writes.ts';
import type { AggregateRow } from './batch/stored-rows.ts';
import { encodeDateArray } from './binary/array-encoding.ts';
import type { StoreClient } from './connect.ts';
import { claimContentPartition } from './sql/content-partition.ts';

/** Tells the days without a partition; leaves the transaction so that they can be made. */
class DaysMissing extends Error {
  override readonly name = 'DaysMissing';
  readonly days: ReadonlySet<number>;

  constructor(days: ReadonlySet<number>) {
    super('days without a partition');
    this.days = days;
  }
}

export type ContentPartitions = {
  /** Throws what `supply` understands when a partition for one of these aggregates is not known to exist. */
  readonly requireDays: (changed: readonly AggregateChange[], added: readonly AggregateRow[]) => void;
  /** Makes the missing partitions when `error` was thrown by `requireDays`; false for any other error. Throws StoreError. */
  readonly supply: (client: StoreClient, error: unknown) => Promise<boolean>;
  /** Somebody dropped a partition: believe nothing. */
  readonly forget: () => void;
};

/** Remembers which day partitions of event_content exist and makes those that do not, outside the batch's transaction. */
export function createContentPartitions(): ContentPartitions {
  const known = new Set<number>();
  return {
    requireDays: (changed, added) => {
      const missing = new Set<number>();
      for (const { contentDay } of added) if (!known.has(contentDay)) missing.add(contentDay);
      for (const { row } of changed) if (!known.has(row.contentDay)) missing.add(row.contentDay);
      if (missing.size > 0) throw new DaysMissing(missing);
    },
    supply: async (client, error) => {
      if (!(error instanceof DaysMissing)) return false;
      for (const day of error.days) {
        await createContentPartition(client, day);
        known.add(day);
      }
      return true;
    },
    forget: () => known.clear(),
  };
}

/**
 * Makes the partition of one day (days since the epoch) if there is none. Attached, not created in place: that takes no lock
 * which would stop other writers. Throws StoreError.
 */
export async function createContentPartition(client: StoreClient, day: number): Promise<void> {
  await client.transaction(async () => {
    const claimed = await client.run(claimContentPartition, [toIsoDay(day)]);
    const tableName = claimed.rows[0]?.['table_name'];
    if (typeof tableName !== 'string') return;
    await client.runScript(
      'create-content-partition',
      `create table ${tableName} (like event_content including all);
alter table event_content attach partition ${tableName} for values from ('${toIsoDay(day)}') to ('${toIsoDay(day + 1)}')`,
    );
  });
}

/** The table of one day's records (days since the epoch). */
export const contentTableOf = (day: number): string => `event_content_${toIsoDay(day).replaceAll('-', '')}`;

/** Days since the epoch in the form 2026-11-23. */
export const toIsoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** date[] of days since the epoch. */
export const encodeDays = (days: Iterable<number>): Buffer => encodeDateArray([...days]);
