import type { BatchRequest, BatchWrites, Row, StoreClient } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from './real-database.ts';

/** What tests of the batch store share: a database of their own, and a partition of the log for each of them. */
export type BatchTests = {
  readonly database: TestDatabase;
  readonly client: StoreClient;
  readonly count: (from: string) => Promise<number>;
  /** The first row of what a statement gives. */
  readonly one: (text: string) => Promise<Row | undefined>;
  /** A partition that no other test uses. */
  readonly takePartition: () => number;
};

/** Opens the database; drop it in the end. */
export async function openBatchTests(): Promise<BatchTests> {
  const database = await createTestDatabase({ migrated: true });
  const client = await database.open();
  const one = async (text: string) => (await client.runScript('test', text)).rows[0];
  let nextPartition = 1;
  return {
    database,
    client,
    one,
    count: async (from) => Number((await one(`select count(*) as n from ${from}`))?.['n']),
    takePartition: () => {
      nextPartition += 1;
      return nextPartition;
    },
  };
}

/** The same request for another partition of the log. */
export const onPartition = (request: BatchRequest<BatchWrites>, partition: number): BatchRequest<BatchWrites> => ({
  ...request,
  stretches: request.stretches.map((stretch) => ({ ...stretch, partition })),
});
