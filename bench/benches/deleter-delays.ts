import type { BenchContext } from '../bench-context.ts';
import { makeDue } from '../load/stored-aggregates.ts';
import type { DeleterInput } from './deleter-input.ts';
import { readErasedCount, startDeleter } from './run-deleter.ts';

/** How long after its time each was gone, tombstones acknowledged, when some become due all the time. */
export type DeletionDelays = {
  readonly intervalSeconds: number;
  readonly delaysSeconds: readonly number[];
};

const DUE = 5_000;
const OVER_SECONDS = 10;
const INTERVAL_SECONDS = 5;
const POLL_MS = 100;
const PATIENCE_MS = 120_000;

/** Lets some become due within the next seconds and reads from the ledger when each was gone. Throws when they are not gone in time. */
export async function measureDelays(
  context: BenchContext,
  { topics, database, dueCount }: DeleterInput,
  run: number,
): Promise<DeletionDelays> {
  const count = Math.min(DUE, dueCount);
  const erasedBefore = await readErasedCount(database);
  const settings = { DELETER_INTERVAL_SECONDS: String(INTERVAL_SECONDS) };
  await makeDue(database, topics, count, { overSeconds: OVER_SECONDS });
  const deleter = startDeleter(context, { name: `deleter-delays-${run}`, topics, database, settings });
  try {
    const givenUpAt = performance.now() + PATIENCE_MS;
    while ((await readErasedCount(database)) < erasedBefore + count) {
      if (performance.now() > givenUpAt) throw new Error('What became due was not deleted');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    await deleter.stop();
  }
  const { rows } = await database.client.query<{ delay: number }>(
    'select extract(epoch from published_at - due_at)::float8 as delay from erasure where erasure_number > $1',
    [erasedBefore],
  );
  return { intervalSeconds: INTERVAL_SECONDS, delaysSeconds: rows.map(({ delay }) => delay) };
}
