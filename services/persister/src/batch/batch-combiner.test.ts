import { describe, expect, test } from '@jest/globals';
import { caseOpened, loggedEvent, messageCreated } from '../../test/logged-events.ts';
import { createBatchCombiner } from './batch-combiner.ts';
import type { LogEntry } from './read-log.ts';

const entries = (name: string, count: number): readonly LogEntry[] =>
  Array.from({ length: count }, (_, index) => {
    const event = loggedEvent({ event: `${name} ${index}` });
    return { type: 'EVENT', event, record: event.record };
  });
const fresh = { throwIfStale: () => undefined };
const stale = {
  throwIfStale: () => {
    throw new Error('lost');
  },
};
const limits = { maxEntryCount: 10, maxBytes: 1_000_000 };

/** A store whose transactions end when the test says so. */
const createSlowStore = () => {
  const sizes: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const storeEntries = (stored: readonly LogEntry[]) =>
    new Promise<void>((resolve, reject) => {
      sizes.push(stored.length);
      ends.push((error) => (error === undefined ? resolve() : reject(error)));
    });
  const endNext = async (error?: Error) => {
    ends.shift()?.(error);
    await new Promise(setImmediate);
  };
  return { sizes, storeEntries, endNext };
};

describe('what waits while a transaction runs', () => {
  test('is stored together in the next one, within the limits', async () => {
    const { sizes, storeEntries, endNext } = createSlowStore();
    const combine = createBatchCombiner([storeEntries], limits);
    const done = [4, 5, 4, 2].map((count, index) => combine(entries(`batch ${index}`, count), fresh));
    await endNext();
    await endNext();
    await endNext();
    await Promise.all(done);
    expect(sizes).toEqual([4, 9, 2]);
  });
  test('is given back unstored when its partition is lost meanwhile', async () => {
    const { sizes, storeEntries, endNext } = createSlowStore();
    const combine = createBatchCombiner([storeEntries], limits);
    const first = combine(entries('first', 1), fresh);
    const lost = combine(entries('lost', 2), stale).catch((error: Error) => error.message);
    await endNext();
    await first;
    expect(await lost).toBe('lost');
    expect(sizes).toEqual([1]);
  });
  test('hears of a fault, and what comes later is stored all the same', async () => {
    const { storeEntries, endNext } = createSlowStore();
    const combine = createBatchCombiner([storeEntries], limits);
    const failing = combine(entries('failing', 1), fresh).catch((error: Error) => error.message);
    await endNext(new Error('database gone'));
    expect(await failing).toBe('database gone');
    const later = combine(entries('later', 1), fresh);
    await endNext();
    await later;
  });
  test('goes in alone when it is larger than the limits', async () => {
    const { sizes, storeEntries, endNext } = createSlowStore();
    const large = createBatchCombiner([storeEntries], limits)(entries('large', 25), fresh);
    await endNext();
    await large;
    expect(sizes).toEqual([25]);
  });
});

describe('two lanes', () => {
  const inGroup = (name: string, groupId: string, body: 'CaseOpened' | 'MessageCreated'): readonly LogEntry[] => {
    const event = loggedEvent({
      event: name,
      aggregate: name,
      groupId,
      body: body === 'CaseOpened' ? caseOpened : messageCreated,
    });
    return [{ type: 'EVENT', event, record: event.record }];
  };

  test('run two transactions at the same time, and a third one after them', async () => {
    const { sizes, storeEntries, endNext } = createSlowStore();
    const combine = createBatchCombiner([storeEntries, storeEntries], limits);
    const done = [7, 8, 9].map((count, index) => combine(entries(`batch ${index}`, count), fresh));
    expect(sizes).toEqual([7, 8]);
    await endNext();
    expect(sizes).toEqual([7, 8, 9]);
    await endNext();
    await endNext();
    await Promise.all(done);
  });

  test.each([
    ['a notification waits for the case that opens its group', ['CaseOpened', 'MessageCreated'] as const],
    ['a case waits for a notification in its group', ['MessageCreated', 'CaseOpened'] as const],
  ])('%s; others go past it', async (_name, [first, second]) => {
    const { sizes, storeEntries, endNext } = createSlowStore();
    const combine = createBatchCombiner([storeEntries, storeEntries], limits);
    const done = [combine(inGroup('first', 'sak-1', first), fresh), combine(inGroup('second', 'sak-1', second), fresh)];
    expect(sizes).toEqual([1]);
    done.push(combine(entries('other', 2), fresh));
    expect(sizes).toEqual([1, 2]);
    await endNext();
    expect(sizes).toEqual([1, 2, 1]);
    await endNext();
    await endNext();
    await Promise.all(done);
  });

  test('notifications of one group, and cases of different ones, need not wait for each other', async () => {
    const { sizes, storeEntries } = createSlowStore();
    const combine = createBatchCombiner([storeEntries, storeEntries], limits);
    void combine(inGroup('first', 'sak-1', 'MessageCreated'), fresh);
    void combine(inGroup('second', 'sak-1', 'MessageCreated'), fresh);
    expect(sizes).toEqual([1, 1]);
    const other = createSlowStore();
    const combineOther = createBatchCombiner([other.storeEntries, other.storeEntries], limits);
    void combineOther(inGroup('first', 'sak-1', 'CaseOpened'), fresh);
    void combineOther(inGroup('second', 'sak-2', 'CaseOpened'), fresh);
    expect(other.sizes).toEqual([1, 1]);
  });
});
