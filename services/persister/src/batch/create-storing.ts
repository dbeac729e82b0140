import type { BatchHandler, Sender } from '@varselvakt/kafka';
import { createBatchStore, type StoreConnection } from '@varselvakt/store';
import { createBatchCombiner } from './batch-combiner.ts';
import { type BatchHandlerParts, createBatchHandler } from './handle-batch.ts';
import { createPutBack } from './put-back.ts';
import { createStoreEntries, type StoreEntriesParts } from './store-entries.ts';
import { createUnstorableBudget } from './unstorable-budget.ts';

export type StoringParts = Omit<StoreEntriesParts, 'connection' | 'store' | 'budget' | 'putBack'> &
  Omit<BatchHandlerParts, 'combine'> & {
    /** Each stores batches beside the others. */
    readonly connections: readonly StoreConnection[];
    /** Puts stored records behind their repeats. */
    readonly sender: Pick<Sender, 'send'>;
    /** Told the code of each stored record that Kafka does not take any more. */
    readonly onRefused: (code: string) => void;
    /** Milliseconds since the epoch. */
    readonly now: () => number;
  };

const unstorablePerMinute = 200;

/** Puts together what stores batches of the event log, for the persister and for a rebuild; opens nothing. */
export function createStoring(parts: StoringParts): BatchHandler {
  const { connections, sender, onRefused, now } = parts;
  const store = createBatchStore();
  const budget = createUnstorableBudget(unstorablePerMinute, 60_000, now);
  const putBack = createPutBack(sender, onRefused);
  const storers = connections.map((connection) => createStoreEntries({ ...parts, connection, store, budget, putBack }));
  const combine = createBatchCombiner(storers, { maxEntryCount: 1_000, maxBytes: 4_000_000 });
  return createBatchHandler({ ...parts, combine });
}
