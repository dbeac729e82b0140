import type { BatchControl } from '@varselvakt/kafka';
import type { LogEntry } from './read-log.ts';
import type { StoreEntries } from './store-entries.ts';

type Waiting = {
  readonly entries: readonly LogEntry[];
  readonly control: Pick<BatchControl, 'throwIfStale'>;
  readonly byteCount: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

export type CombinerLimits = { readonly maxEntryCount: number; readonly maxBytes: number };

/** Stores entries together with whatever other partitions wait to store; resolves when they are committed. */
export type BatchCombiner = (
  entries: readonly LogEntry[],
  control: Pick<BatchControl, 'throwIfStale'>,
) => Promise<void>;

/**
 * While one transaction commits, the next batches are read and decoded, and whatever has come in by then goes into the next
 * transaction: one connection, large statements, also when each partition brings little. A partition never has two batches
 * in here, because its next one is handed over only when this one is done.
 */
export function createBatchCombiner(storeEntries: StoreEntries, limits: CombinerLimits): BatchCombiner {
  const queue: Waiting[] = [];
  let running = false;
  const drain = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) await storeTogether(takeFitting(queue, limits), storeEntries);
    running = false;
  };
  return (entries, control) =>
    new Promise((resolve, reject) => {
      queue.push({ entries, control, byteCount: countBytes(entries), resolve, reject });
      if (!running) void drain();
    });
}

function takeFitting(queue: Waiting[], { maxEntryCount, maxBytes }: CombinerLimits): readonly Waiting[] {
  let [entryCount, byteCount, taken] = [0, 0, 0];
  for (const waiting of queue) {
    entryCount += waiting.entries.length;
    byteCount += waiting.byteCount;
    if (taken > 0 && (entryCount > maxEntryCount || byteCount > maxBytes)) break;
    taken += 1;
  }
  return queue.splice(0, taken);
}

async function storeTogether(group: readonly Waiting[], storeEntries: StoreEntries): Promise<void> {
  const fresh = group.filter(isFresh);
  try {
    if (fresh.length > 0) await storeEntries(fresh.flatMap(({ entries }) => entries));
    for (const { resolve } of fresh) resolve();
  } catch (error) {
    for (const { reject } of fresh) reject(error);
  }
}

/** A batch whose partition is no longer ours is given back unstored. */
function isFresh({ control, reject }: Waiting): boolean {
  try {
    control.throwIfStale();
    return true;
  } catch (error) {
    reject(error);
    return false;
  }
}

const countBytes = (entries: readonly LogEntry[]): number =>
  entries.reduce((sum, { record }) => sum + (record.value?.length ?? 0), 0);
