import type { OutboxLine } from './batch/stored-rows.ts';
import type { StoreClient } from './connect.ts';
import { insertOutbox } from './outbox/insert-outbox.ts';
import { claimUnknownAggregates } from './sql/unknown-aggregates.ts';

/** An aggregate whose creation has not come. */
export type UnknownAggregate = {
  readonly aggregateId: string;
  readonly lastEventId: string;
  readonly producerId: string;
  /** Milliseconds since the epoch. */
  readonly deleteAt: number;
};

const maxCount = 500;

/**
 * Finds pending aggregates older than `minAgeSeconds` that nobody was told about and writes one outbox line for each, once.
 * Gives how many there were; call again when it is 500. Throws StoreError.
 */
export async function reportUnknownAggregates(
  client: StoreClient,
  minAgeSeconds: number,
  toLine: (unknown: UnknownAggregate) => OutboxLine,
): Promise<number> {
  return client.transaction(async () => {
    const { rows } = await client.run(claimUnknownAggregates, [minAgeSeconds, maxCount]);
    if (rows.length === 0) return 0;
    const lines = rows.map((row) =>
      toLine({
        aggregateId: row['aggregate_id'] as string,
        lastEventId: row['last_event_id'] as string,
        producerId: row['producer_id'] as string,
        deleteAt: Number(row['delete_at_ms']),
      }),
    );
    await insertOutbox(client, 'PERSISTER', lines);
    return rows.length;
  });
}
