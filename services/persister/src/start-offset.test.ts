import { describe, expect, test } from '@jest/globals';
import type { ClusterAdmin } from '@varselvakt/kafka';
import type { StoreClient, StoreConnection } from '@varselvakt/store';
import { createStartOffset } from './start-offset.ts';

const storedAt = (nextOffset: string | null): StoreConnection => {
  const rows = nextOffset === null ? [] : [{ next_offset: nextOffset }];
  const client = { run: async () => ({ rows, rowCount: rows.length }) } as unknown as StoreClient;
  return { withClient: (work) => work(client), close: async () => undefined };
};
const logFrom = (startOffset: bigint, endOffset: bigint) =>
  ({ topicBounds: async () => [{ partition: 3, startOffset, endOffset }] }) as unknown as ClusterAdmin;
const startAt = (stored: string | null, start: bigint, end: bigint) =>
  createStartOffset(storedAt(stored), logFrom(start, end))('events', 3);

describe('a partition is read', () => {
  test('from the stored offset on', async () => {
    expect(await startAt('42', 0n, 100n)).toBe(42n);
    expect(await startAt('100', 0n, 100n)).toBe(100n);
  });
  test('from the start of the log when nothing of it is stored, whatever the group has committed', async () => {
    expect(await startAt(null, 7n, 100n)).toBe(7n);
  });
  test('not at all when the log ends before what is stored: somebody made the topic anew', async () => {
    await expect(startAt('101', 0n, 100n)).rejects.toMatchObject({ code: 'PERSISTER_LOG_SHORTER_THAN_STORED' });
  });
});
