import type { RegistryClient } from '@varselvakt/codec';
import type { ClusterAdmin, KafkaClient, Sender } from '@varselvakt/kafka';
import type { StoreClient, Sweep } from '@varselvakt/store';

/** What a sweep works with. */
export type SweepParts = {
  /** Holds the lock of the sweeper (becomeSweeper); used by nobody else meanwhile. */
  readonly client: StoreClient;
  readonly kafka: KafkaClient;
  readonly admin: Pick<ClusterAdmin, 'topicBounds'>;
  readonly sender: Pick<Sender, 'send'>;
  readonly registry: RegistryClient;
  readonly topic: string;
  readonly groupId: string;
  /** How many rows and records one slice compares with the ledger, about. */
  readonly maxCountPerSlice: number;
  /** How many records of erased aggregates are remembered while the log is read for their tombstones. */
  readonly maxCandidateCount: number;
  /** Nothing is removed and nothing is noted. */
  readonly isDryRun: boolean;
  readonly onProgress: (progress: SweepProgress) => void;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** How much has been compared so far. */
export type SweepProgress = Pick<Sweep, 'rowCount' | 'recordCount'>;

/** What a part of a slice has done: the sweep as it stands then. */
export type SweptPart = { readonly sweep: Sweep; readonly foundCount: number };
