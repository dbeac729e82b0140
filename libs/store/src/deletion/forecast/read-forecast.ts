import { encodeTextArray } from '../../binary/array-encoding.ts';
import type { StoreClient } from '../../connect.ts';
import { readForecast } from '../../sql/deleter/operators/contents.ts';

/** How much of one producer's label goes on one day from now on. */
export type ForecastDay = {
  readonly producerId: string;
  readonly label: string;
  /** Full days ahead; 0: within 24 hours, or due already. */
  readonly daysAhead: number;
  readonly dueCount: number;
};

/** What is stored, by the day on which it goes; null: under all labels. Reads every aggregate; throws StoreError. */
export async function readDeletionForecast(
  client: StoreClient,
  labels: readonly string[] | null,
): Promise<readonly ForecastDay[]> {
  const { rows } = await client.run(readForecast, [labels === null ? null : encodeTextArray(labels)]);
  return rows.map((row) => ({
    producerId: row['producer_id'] as string,
    label: row['label'] as string,
    daysAhead: Number(row['days_ahead']),
    dueCount: Number(row['due_count']),
  }));
}
