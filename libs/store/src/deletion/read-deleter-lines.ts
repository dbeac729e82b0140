import type { StoreClient } from '../connect.ts';
import { readDeleterLines as readAct } from '../sql/deleter/publish-deletions.ts';

/** A record that the deleter has to publish. */
export type DeleterLine = {
  readonly outboxId: bigint;
  readonly kind: 'HARD_DELETED' | 'TOMBSTONE' | 'FEEDBACK';
  readonly aggregateId: string | null;
  readonly topic: string;
  readonly partition: number | null;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
};

/** The lines after the given number, in order; they stay where they are. Throws StoreError. */
export async function readDeleterLines(
  client: StoreClient,
  afterOutboxId: bigint,
  maxLineCount: number,
): Promise<readonly DeleterLine[]> {
  const { rows } = await client.run(readAct, [afterOutboxId.toString(), maxLineCount]);
  return rows.map((row) => ({
    outboxId: BigInt(row['outbox_id'] as string),
    kind: row['kind'] as DeleterLine['kind'],
    aggregateId: row['aggregate_id'] as string | null,
    topic: row['topic'] as string,
    partition: row['partition'] === null ? null : Number(row['partition']),
    key: row['key'] as Buffer | null,
    value: row['value'] as Buffer | null,
  }));
}
