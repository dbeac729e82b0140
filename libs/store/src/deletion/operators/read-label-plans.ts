import { encodeTextArray } from '../../binary/array-encoding.ts';
import type { StoreClient } from '../../connect.ts';
import { countLabelPlans } from '../../sql/deleter/operators/label-plans.ts';

/** What is stored under a label, and when it goes. Instants are milliseconds since the epoch. */
export type LabelPlans = {
  readonly label: string;
  readonly storedCount: number;
  /** Of these: with the retention that the label gives where the producer gives none. */
  readonly byDefaultCount: number;
  /** Null where there are none by default. */
  readonly firstByDefaultAt: number | null;
  readonly lastByDefaultAt: number | null;
  readonly lastAt: number;
};

/** Counts the deletions ahead of some labels; a label without any is left out. Reads the whole table; throws StoreError. */
export async function readLabelPlans(client: StoreClient, labels: readonly string[]): Promise<readonly LabelPlans[]> {
  const { rows } = await client.run(countLabelPlans, [encodeTextArray(labels)]);
  return rows.map((row) => ({
    label: row['label'] as string,
    storedCount: Number(row['stored_count']),
    byDefaultCount: Number(row['by_default_count']),
    firstByDefaultAt: toMs(row['first_by_default_at_ms']),
    lastByDefaultAt: toMs(row['last_by_default_at_ms']),
    lastAt: Math.round(Number(row['last_at_ms'])),
  }));
}

const toMs = (value: unknown): number | null => (value == null ? null : Math.round(Number(value)));
