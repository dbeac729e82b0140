import type { Sender } from '@varselvakt/kafka';
import type { BatchLimits, StoreClient } from '@varselvakt/store';
import type { DeleterObserver } from './deleter-event.ts';
import type { VolumeLimits } from './decide-volume.ts';
import type { DeletionRecords } from './deletion-records.ts';

/** What every step of a deletion works with. The connection holds the deleter's lock: who lost the one has lost the other. */
export type DeletionWork = BatchLimits & {
  readonly client: StoreClient;
  readonly sender: Pick<Sender, 'send'>;
  readonly records: DeletionRecords;
  readonly eventsTopic: string;
  readonly feedbackTopic: string;
  readonly volumeLimits: VolumeLimits;
  /** How many of one producer a run deletes, rounded up to a whole batch. */
  readonly maxCountPerProducer: number;
  readonly observe: DeleterObserver;
  readonly signal: AbortSignal;
  readonly now: () => number;
};
