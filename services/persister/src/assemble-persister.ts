import type { EventDecoder } from '@varselvakt/codec';
import type { BatchHandler, Sender } from '@varselvakt/kafka';
import type { FlowObserver, Logger } from '@varselvakt/runtime';
import type { StoreConnection } from '@varselvakt/store';
import { reportStored } from './batch/batch-tally.ts';
import { createStoring } from './batch/create-storing.ts';
import type { LogSchema } from './batch/read-log.ts';
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

/** Puts the persister together from its parts; opens nothing. */
export function assemblePersister(parts: PersisterParts): Persister {
  const { log, observe, now } = parts;
  const wakeUp = createWakeUp();
  const handler = createStoring({
    ...parts,
    onRefused: (code) => log.error({ code }, 'a stored record was refused when it was to be put on the log again'),
    onStored: (report) => {
      if (report.outboxLineCount > 0) wakeUp.wake();
      reportStored(report, observe, now());
    },
  });
  return { handler, wakeUp };
}
