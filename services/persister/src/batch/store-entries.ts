import {
  type BatchStore,
  type LogStretch,
  type OutboxLine,
  type StoreConnection,
  type StoredRecord,
  StoreError,
} from '@varselvakt/store';
import type { LoggedEvent } from '../domain/logged-event.ts';
import type { OutboxLines } from '../outbox/outbox-lines.ts';
import { decideBatch, type EventFate, type NowOf } from './decide-batch.ts';
import type { LogEntry } from './read-log.ts';
import { toKeys, toNewEvent } from './to-rows.ts';
import type { UnstorableBudget } from './unstorable-budget.ts';

/** What was done with some entries in one transaction. */
export type StoredReport = {
  readonly entries: readonly LogEntry[];
  readonly fates: readonly EventFate[];
  readonly outboxLineCount: number;
};

export type StoreEntriesParts = {
  readonly connection: StoreConnection;
  readonly store: BatchStore;
  readonly lines: OutboxLines;
  readonly budget: UnstorableBudget;
  /** Told after each commit; must not throw. */
  readonly onStored: (report: StoredReport) => void;
  /** Puts stored records on the log again; throws KafkaError. */
  readonly putBack: (records: readonly StoredRecord[]) => Promise<void>;
  /** The clock of the database unless given. */
  readonly nowOf?: NowOf;
};

/** Stores entries of the log (grouped by partition, in offset order); throws StoreError, and then the rest may be tried again. */
export type StoreEntries = (entries: readonly LogEntry[]) => Promise<void>;

/**
 * Makes the function that stores entries and moves the log positions in one transaction. What somebody has stored already is
 * left out. When the database refuses a value, the entries are halved until the bad one is alone; it becomes a dead letter.
 */
export function createStoreEntries(parts: StoreEntriesParts): StoreEntries {
  const storeEntries: StoreEntries = async (entries) => {
    const left = await storeOrSplit(entries, parts);
    for (const portion of left) await storeEntries(portion);
  };
  return storeEntries;
}

/** Gives what is left to store, in portions of their own. */
async function storeOrSplit(
  entries: readonly LogEntry[],
  parts: StoreEntriesParts,
): Promise<readonly (readonly LogEntry[])[]> {
  try {
    const rest = await storeOnce(entries, parts);
    return rest.length === 0 ? [] : [rest];
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'STORE_DATA')) throw error;
    if (entries.length === 1) return [[toUnusable(entries[0], error, parts.budget)]];
    const middle = Math.ceil(entries.length / 2);
    return [entries.slice(0, middle), entries.slice(middle)];
  }
}

function toUnusable(entry: LogEntry | undefined, error: StoreError, budget: UnstorableBudget): LogEntry {
  // Not even the dead letter can be stored: that is our fault, not the record's.
  if (entry === undefined || entry.type === 'UNUSABLE') throw error;
  budget.spend();
  return { type: 'UNUSABLE', record: entry.record, code: `STORE_${error.sqlState ?? 'DATA'}` };
}

/** One transaction. Gives the entries that are still to be stored because the others already were. */
async function storeOnce(entries: readonly LogEntry[], parts: StoreEntriesParts): Promise<readonly LogEntry[]> {
  const events: LoggedEvent[] = [];
  const unusable: OutboxLine[] = [];
  for (const entry of entries) {
    if (entry.type === 'EVENT') events.push(entry.event);
    if (entry.type === 'UNUSABLE') unusable.push(...parts.lines.ofUnusable(entry.record, entry.code));
  }
  const result = await parts.connection.withClient((client) =>
    parts.store.storeBatch(client, {
      stretches: toStretches(entries),
      keys: toKeys(events),
      putBack: parts.putBack,
      decide: (known) => {
        const decision = decideBatch(events, known, parts.nowOf);
        const outbox = [...unusable];
        for (const fate of decision.fates) outbox.push(...parts.lines.ofFate(fate));
        return { ...decision, newEvents: decision.stored.map(toNewEvent), outbox };
      },
    }),
  );
  if (result.outcome === 'BEHIND') return leaveOutStored(entries, result.positions);
  const { fates, outbox } = result.decision;
  parts.onStored({ entries, fates, outboxLineCount: outbox.length });
  return [];
}

function leaveOutStored(
  entries: readonly LogEntry[],
  positions: readonly Omit<LogStretch, 'firstOffset'>[],
): readonly LogEntry[] {
  const next = new Map(positions.map((at) => [`${at.topic}/${at.partition}`, at.nextOffset]));
  const rest = entries.filter(({ record }) => record.offset >= (next.get(`${record.topic}/${record.partition}`) ?? 0n));
  if (rest.length < entries.length) return rest;
  // The position moved back in between: somebody reset it. Come again.
  throw new StoreError('STORE_RACED', 'log positions moved while a batch was stored');
}

function toStretches(entries: readonly LogEntry[]): readonly LogStretch[] {
  const stretches: LogStretch[] = [];
  for (const { record } of entries) {
    const last = stretches.at(-1);
    const nextOffset = record.offset + 1n;
    if (last !== undefined && last.topic === record.topic && last.partition === record.partition) {
      stretches[stretches.length - 1] = { ...last, nextOffset };
    } else {
      stretches.push({ topic: record.topic, partition: record.partition, firstOffset: record.offset, nextOffset });
    }
  }
  return stretches;
}
