import type { BatchControl } from '@varselvakt/kafka';
import { findGroupUse, type GroupUse, meetInGroup } from './group-use.ts';
import type { LogEntry } from './read-log.ts';
import type { StoreEntries } from './store-entries.ts';

type Waiting = {
  readonly entries: readonly LogEntry[];
  readonly control: Pick<BatchControl, 'throwIfStale'>;
  readonly byteCount: number;
  readonly groups: GroupUse;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

export type CombinerLimits = { readonly maxEntryCount: number; readonly maxBytes: number };

/** Stores entries together with whatever other partitions wait to store; resolves when they are committed. */
export type BatchCombiner = (
  entries: readonly LogEntry[],
  control: Pick<BatchControl, 'throwIfStale'>,
) => Promise<void>;

/** One way to the database, with a connection of its own, and what is on its way. */
type Lane = { readonly storeEntries: StoreEntries; stored: readonly Waiting[] };

/**
 * While transactions run, the next batches are read and decoded, and whatever has come in by then goes into the next
 * transaction: few connections, large statements, also when each partition brings little. Each lane runs one transaction, so
 * that one side computes while the other one waits. A partition never has two batches in here, because its next one is handed
 * over only when this one is done; what meets in a group with something on its way waits for it.
 */
export function createBatchCombiner(storers: readonly StoreEntries[], limits: CombinerLimits): BatchCombiner {
  const lanes: readonly Lane[] = storers.map((storeEntries) => ({ storeEntries, stored: [] }));
  let queue: readonly Waiting[] = [];
  const startLanes = (): void => {
    for (const lane of lanes) {
      if (queue.length === 0) return;
      if (lane.stored.length > 0) continue;
      const onTheirWay = lanes.flatMap(({ stored }) => stored);
      lane.stored = takeFitting(queue, onTheirWay, limits);
      queue = queue.filter((waiting) => !lane.stored.includes(waiting));
      if (lane.stored.length > 0) void run(lane);
    }
  };
  const run = async (lane: Lane): Promise<void> => {
    await storeTogether(lane.stored, lane.storeEntries);
    lane.stored = [];
    startLanes();
  };
  return (entries, control) =>
    new Promise((resolve, reject) => {
      const [byteCount, groups] = [countBytes(entries), findGroupUse(entries)];
      queue = [...queue, { entries, control, byteCount, groups, resolve, reject }];
      startLanes();
    });
}

/** The first ones that fit and meet nothing that is on its way; at least one if any may go. */
function takeFitting(
  queue: readonly Waiting[],
  onTheirWay: readonly Waiting[],
  { maxEntryCount, maxBytes }: CombinerLimits,
): readonly Waiting[] {
  const taken: Waiting[] = [];
  let [entryCount, byteCount] = [0, 0];
  for (const waiting of queue) {
    if (onTheirWay.some(({ groups }) => meetInGroup(groups, waiting.groups))) continue;
    entryCount += waiting.entries.length;
    byteCount += waiting.byteCount;
    if (taken.length > 0 && (entryCount > maxEntryCount || byteCount > maxBytes)) break;
    taken.push(waiting);
  }
  return taken;
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
