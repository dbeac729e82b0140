import { describe, expect, test } from '@jest/globals';
import { type IncomingRecord, KafkaError, type OutgoingRecord, RecordsRefused } from '@varselvakt/kafka';
import type { StoreClient } from '@varselvakt/store';
import { type SendingParts, sendLetters } from './send-letters.ts';

const letters = Array.from({ length: 5 }, (_, index) => ({
  record: {
    topic: 'n.dead-letter',
    partition: 0,
    offset: BigInt(index),
    timestampMs: 1,
    timestampType: 'CreateTime',
    key: null,
    value: Buffer.from(String(index)),
    headers: {},
  } satisfies IncomingRecord,
  target: { topic: 'n.inbound', partition: 2 },
}));

/** What happens, in order: `+0` = letter 0 is about to go, `0` = it is sent, `-0` = it is written down as sent. */
const createWorld = (send: (records: readonly OutgoingRecord[]) => void = () => undefined) => {
  const steps: string[] = [];
  const interruption = new AbortController();
  const run: StoreClient['run'] = async (_, params = []) => {
    const { letters: marks } = JSON.parse(String(params[3]));
    const sign = params[1] === 'DEAD_LETTERS_REDRIVING' ? '+' : '-';
    for (const [, offset] of marks) steps.push(`${sign}${offset}`);
    return { rows: [], rowCount: 1 };
  };
  const parts: SendingParts = {
    topic: 'n.dead-letter',
    admin: { topicBounds: async () => [{ partition: 2, startOffset: 0n, endOffset: 7n }] },
    sender: {
      send: async (records) => {
        send(records);
        for (const { value } of records) steps.push(String(value));
        return [];
      },
    },
    database: { run } as StoreClient,
    operator: { actor: 'kari', reason: 'r' },
    maxPerSecond: 2,
    signal: interruption.signal,
    onProgress: () => undefined,
  };
  return { steps, interruption, parts };
};

describe('sending dead letters back', () => {
  test('writes each down before and after it goes, no more at once than a second allows', async () => {
    const { steps, parts } = createWorld();
    expect(await sendLetters(letters.slice(0, 3), { ...parts, maxPerSecond: 1_000 })).toMatchObject({ sentCount: 3 });
    expect(steps.join(' ')).toBe('+0 +1 +2 0 1 2 -0 -1 -2');
  });

  test('ends after what is under way when it is interrupted, with nothing left open', async () => {
    const { steps, interruption, parts } = createWorld();
    const done = await sendLetters(letters, { ...parts, onProgress: () => interruption.abort() });
    expect(done).toEqual({ sentCount: 2, refusedCount: 0 });
    expect(steps.join(' ')).toBe('+0 +1 0 1 -0 -1');
  });

  test('leaves open what Kafka refuses, and tells how many', async () => {
    const { steps, parts } = createWorld(() => {
      throw new RecordsRefused('n.inbound', [{ index: 1, code: 'KAFKA_MESSAGE_TOO_LARGE' }]);
    });
    expect(await sendLetters(letters.slice(0, 2), parts)).toEqual({ sentCount: 1, refusedCount: 1 });
    expect(steps.join(' ')).toBe('+0 +1 -0');
  });

  test('leaves open what may have been written when the world breaks', async () => {
    const { steps, parts } = createWorld(() => {
      throw new KafkaError('KAFKA_SEND_UNVERIFIED', '', { retriable: true });
    });
    await expect(sendLetters(letters.slice(0, 1), parts)).rejects.toMatchObject({ code: 'KAFKA_SEND_UNVERIFIED' });
    expect(steps.join(' ')).toBe('+0');
  });
});
