import { describe, expect, test } from '@jest/globals';
import { type BatchRequest, type BatchStore, type BatchWrites, StoreError } from '@varselvakt/store';
import { loggedEvent, nothingKnown } from '../../test/logged-events.ts';
import type { OutboxLines } from '../outbox/outbox-lines.ts';
import type { LogEntry } from './read-log.ts';
import { createStoreEntries, type StoreEntriesParts } from './store-entries.ts';
import { createUnstorableBudget } from './unstorable-budget.ts';

const toEntry = (offset: number): LogEntry => {
  const event = loggedEvent({ event: `event ${offset}`, aggregate: `aggregate ${offset}`, offset });
  return { type: 'EVENT', event, record: event.record };
};
const entries = Array.from({ length: 9 }, (_, offset) => toEntry(offset));
const idOf = (entry: LogEntry | undefined): string => (entry?.type === 'EVENT' ? entry.event.eventId : '');

interface Stored {
  readonly eventIds: readonly string[];
  readonly deadLetterCount: number;
  readonly from: bigint;
  readonly to: bigint;
}

/** A store that refuses a batch with one of these events, or answers with what `instead` says first. */
function open(badEventIds: ReadonlySet<string>, instead: (BatchStoreAnswer | undefined)[] = [], maxBadCount = 5) {
  const transactions: Stored[] = [];
  const storeBatch = async <D extends BatchWrites>(_: unknown, { stretches, decide }: BatchRequest<D>) => {
    const answer = instead.shift();
    if (answer instanceof StoreError) throw answer;
    if (answer !== undefined) return answer;
    const decision = decide(nothingKnown);
    const eventIds = decision.newEvents.map(({ eventId }) => eventId);
    if (eventIds.some((id) => badEventIds.has(id))) throw new StoreError('STORE_DATA', '', { sqlState: '22P05' });
    const [from, to] = [stretches[0]?.firstOffset ?? -1n, stretches.at(-1)?.nextOffset ?? -1n];
    transactions.push({ eventIds, deadLetterCount: decision.outbox.length, from, to });
    return { outcome: 'STORED', decision } as const;
  };
  const lines = { ofFate: () => [], ofUnusable: () => [{ kind: 'DEAD_LETTER' }] } as unknown as OutboxLines;
  const store = createStoreEntries({
    connection: { withClient: (work) => work({} as never), close: async () => undefined },
    store: { storeBatch } as BatchStore,
    lines,
    budget: createUnstorableBudget(maxBadCount, 60_000, () => 0),
    onStored: () => undefined,
    putBack: async () => undefined,
  } as StoreEntriesParts);
  return { store, transactions };
}
type BatchStoreAnswer = Awaited<ReturnType<BatchStore['storeBatch']>> | StoreError;

const sorted = (ids: readonly string[]) => [...ids].sort();
const storedIds = (transactions: readonly Stored[]) => sorted(transactions.flatMap(({ eventIds }) => eventIds));

describe('entries of the log', () => {
  test('are stored in one transaction that moves the position behind the last of them', async () => {
    const { store, transactions } = open(new Set());
    await store(entries);
    expect(transactions).toMatchObject([{ from: 0n, to: 9n, deadLetterCount: 0 }]);
    expect(storedIds(transactions)).toEqual(sorted(entries.map(idOf)));
  });

  test.each([0, 4, 8])('with a bad one at %i are halved until it is alone: it alone is a dead letter', async (bad) => {
    const { store, transactions } = open(new Set([idOf(entries[bad])]));
    await store(entries);
    expect(storedIds(transactions)).toEqual(sorted(entries.filter((_, index) => index !== bad).map(idOf)));
    expect(transactions.filter(({ deadLetterCount }) => deadLetterCount > 0)).toEqual([
      { eventIds: [], deadLetterCount: 1, from: BigInt(bad), to: BigInt(bad + 1) },
    ]);
    const covered = transactions.flatMap(({ from, to }) => [from, to]);
    expect([covered[0], covered.at(-1)]).toEqual([0n, 9n]);
    for (let index = 1; index < transactions.length; index += 1)
      expect(transactions[index]?.from).toBe(transactions[index - 1]?.to);
  });

  test('that were unusable from the start are dead letters of the same transaction as their neighbours', async () => {
    const { store, transactions } = open(new Set());
    const { record } = toEntry(9);
    await store([...entries, { type: 'UNUSABLE', record, code: 'AVRO_CORRUPT' }]);
    expect(transactions).toMatchObject([{ deadLetterCount: 1, from: 0n, to: 10n }]);
  });

  test('of which somebody has stored a part are stored without it', async () => {
    const positions = [{ topic: 'notifications.events', partition: 0, nextOffset: 6n }];
    const { store, transactions } = open(new Set(), [{ outcome: 'BEHIND', positions }]);
    await store(entries);
    expect(transactions).toMatchObject([{ from: 6n, to: 9n }]);
  });

  test('are thrown back whole when the world is broken, and none is a dead letter', async () => {
    const { store, transactions } = open(new Set(), [new StoreError('STORE_TRANSIENT', 'away')]);
    await expect(store(entries)).rejects.toMatchObject({ code: 'STORE_TRANSIENT', retriable: true });
    expect(transactions).toEqual([]);
  });

  test('that are all refused stop the persister before they fill the dead letters', async () => {
    const { store, transactions } = open(new Set(entries.map(idOf)), [], 3);
    await expect(store(entries)).rejects.toMatchObject({ code: 'PERSISTER_TOO_MANY_UNSTORABLE' });
    expect(transactions).toHaveLength(3);
  });
});
