import type { EventDecoder } from '@varselvakt/codec';
import type { BatchHandler, Sender } from '@varselvakt/kafka';
import type { FlowObserver, Logger } from '@varselvakt/runtime';
import { createBatchStore, type StoreConnection } from '@varselvakt/store';
import { createBatchCombiner } from './batch/batch-combiner.ts';
import { reportStored } from './batch/batch-tally.ts';
import { createBatchHandler } from './batch/handle-batch.ts';
import { createPutBack } from './batch/put-back.ts';
import type { LogSchema } from './batch/read-log.ts';
import { createStoreEntries } from './batch/store-entries.ts';
import { createUnstorableBudget } from './batch/unstorable-budget.ts';
import type { OutboxLines } from './outbox/outbox-lines.ts';
import { createWakeUp, type WakeUp } from './outbox/wake-up.ts';

export type PersisterParts = {
  /** Each stores batches beside the others. */
  readonly connections: readonly StoreConnection[];
  readonly decoder: EventDecoder<LogSchema>;
  readonly lines: OutboxLines;
  readonly sender: Pick<Sender, 'send'>;
  readonly log: Pick<Logger, 'error'>;
  readonly observe: FlowObserver;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** What stores batches, and what wakes the relay when that left lines in the outbox. */
export type Persister = { readonly handler: BatchHandler; readonly wakeUp: WakeUp };

const unstorablePerMinute = 200;

/** Puts the persister together from its parts; opens nothing. */
export function assemblePersister(parts: PersisterParts): Persister {
  const { connections, decoder, lines, observe, now } = parts;
  const wakeUp = createWakeUp();
  const store = createBatchStore();
  const budget = createUnstorableBudget(unstorablePerMinute, 60_000, now);
  const putBack = createPutBack(parts.sender, (code) =>
    parts.log.error({ code }, 'a stored record was refused when it was to be put on the log again'),
  );
  const storers = connections.map((connection) =>
    createStoreEntries({
      connection,
      store,
      lines,
      budget,
      putBack,
      onStored: (report) => {
        if (report.outboxLineCount > 0) wakeUp.wake();
        reportStored(report, observe, now());
      },
    }),
  );
  const combine = createBatchCombiner(storers, { maxEntryCount: 1_000, maxBytes: 4_000_000 });
  return { handler: createBatchHandler({ decoder, combine }), wakeUp };
}
