import { encodeInt4Array, encodeInt8Array, encodeTextArray } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { createContentPartitions } from '../content-partition.ts';
import { moveLogPositions, readLogPositions } from '../sql/log-position.ts';
import { StoreError } from '../store-error.ts';
import { type BatchKeys, type KnownRows, readKnownRows } from './known-rows.ts';
import { type BatchWrites, saveWrites } from './save-writes.ts';
import { readStoredRecords, type StoredRecord } from './stored-records.ts';
import { createTopicNumbers } from './topic-numbers.ts';

/** The stretch of one partition of the log that a batch covers: [firstOffset, nextOffset). */
export type LogStretch = {
  readonly topic: string;
  readonly partition: number;
  readonly firstOffset: bigint;
  readonly nextOffset: bigint;
};

/** One batch: where it lies, what it must know, and the decision about it (pure; may be asked again after a race). */
export type BatchRequest<D extends BatchWrites> = {
  readonly stretches: readonly LogStretch[];
  readonly keys: BatchKeys;
  readonly decide: (known: KnownRows) => D;
  /**
   * Puts stored records of `repeatedEvents` behind what repeats them on the log; the batch is committed after that, so that a crash repeats
   * it. What is being deleted is left out, and the rest cannot be planned for deletion meanwhile. Not done unless given.
   */
  readonly putBack?: (records: readonly StoredRecord[]) => Promise<void>;
};

/** BEHIND: somebody has stored at least part of this; nothing was written, go on from the positions given. */
export type BatchResult<D> =
  | { readonly outcome: 'STORED'; readonly decision: D }
  | { readonly outcome: 'BEHIND'; readonly positions: readonly Omit<LogStretch, 'firstOffset'>[] };

export type BatchStore = {
  /**
   * Rows, outbox lines and log positions in one transaction. Races with other writers (the same id or group stored in
   * between, a partition dropped) are run again up to 5 times. Throws StoreError: transient = try the same batch later;
   * STORE_DATA = a row of it cannot be stored, bisect; nothing was written. After a transient fault of the commit itself
   * everything may have been written: the next try says BEHIND.
   */
  readonly storeBatch: <D extends BatchWrites>(
    client: StoreClient,
    request: BatchRequest<D>,
  ) => Promise<BatchResult<D>>;
};

const maxAttemptCount = 5;
/** SQLSTATE of a row that no partition takes. */
const noPartition = '23514';

/** Makes the batch store of one process; it remembers which partitions and topic numbers exist. */
export function createBatchStore(): BatchStore {
  const partitions = createContentPartitions();
  const topics = createTopicNumbers();
  const attempt = async <D extends BatchWrites>(client: StoreClient, request: BatchRequest<D>): Promise<D> => {
    const moving = movePositions(client, request.stretches);
    const reading = readKnownRows(client, request.keys);
    // Whichever fails first is thrown below; the other one must not become an unhandled rejection.
    reading.catch(() => undefined);
    if (!(await moving)) throw new StretchTaken();
    const known = await reading;
    const decision = request.decide(known);
    partitions.requireDays(decision.changedAggregates, decision.newAggregates);
    const topicNumbers = topics.require(decision.newEvents);
    await saveWrites(client, decision, { topicNumbers, groupRefs: known.groupRefs });
    if (request.putBack !== undefined) await putRepeatedBack(client, decision.repeatedEvents, request.putBack);
    return decision;
  };
  /** True when another attempt may succeed. */
  const prepareAnother = async (client: StoreClient, error: unknown): Promise<boolean> => {
    if (await partitions.supply(client, error)) return true;
    if (await topics.supply(client, error)) return true;
    if (!(error instanceof StoreError && error.code === 'STORE_RACED')) return false;
    if (error.sqlState === noPartition) partitions.forget();
    return true;
  };
  return {
    storeBatch: async (client, request) => {
      for (let attemptCount = 1; ; attemptCount += 1) {
        try {
          return { outcome: 'STORED', decision: await client.transaction(() => attempt(client, request)) };
        } catch (error) {
          if (error instanceof StretchTaken) return behind(client, request.stretches);
          if (attemptCount === maxAttemptCount || !(await prepareAnother(client, error))) throw error;
        }
      }
    },
  };
}

/** Not a fault: rolls the transaction back because the stretch is not ours to store. */
class StretchTaken extends Error {
  override readonly name = 'StretchTaken';
}

async function movePositions(client: StoreClient, stretches: readonly LogStretch[]): Promise<boolean> {
  const moved = await client.run(moveLogPositions, [
    ...encodePlaces(stretches),
    encodeInt8Array(stretches.map((stretch) => stretch.firstOffset)),
    encodeInt8Array(stretches.map((stretch) => stretch.nextOffset)),
  ]);
  return moved.rowCount === stretches.length;
}

async function putRepeatedBack(
  client: StoreClient,
  repeated: BatchWrites['repeatedEvents'],
  putBack: (records: readonly StoredRecord[]) => Promise<void>,
): Promise<void> {
  if (repeated.length === 0) return;
  const records = await readStoredRecords(client, repeated);
  if (records.length > 0) await putBack(records);
}

async function behind(client: StoreClient, stretches: readonly LogStretch[]): Promise<BatchResult<never>> {
  const { rows } = await client.run(readLogPositions, encodePlaces(stretches));
  const positions = rows.map((row) => ({
    topic: row['topic'] as string,
    partition: Number(row['partition']),
    nextOffset: BigInt(row['next_offset'] as string),
  }));
  return { outcome: 'BEHIND', positions };
}

const encodePlaces = (stretches: readonly LogStretch[]): readonly Buffer[] => [
  encodeTextArray(stretches.map((stretch) => stretch.topic)),
  encodeInt4Array(stretches.map((stretch) => stretch.partition)),
];
