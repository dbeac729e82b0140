import { describe, expect, test } from '@jest/globals';
import { KafkaError, type OutgoingRecord, RecordsRefused, type Sender } from '@varselvakt/kafka';
import type { Logger } from '@varselvakt/runtime';
import type { StoreConnection } from '@varselvakt/store';
import { relayOnce } from './relay-outbox.ts';

const line = (id: number) => ({
  outbox_id: String(id),
  kind: 'FEEDBACK',
  topic: 'feedback',
  partition: 0,
  key: Buffer.from(String(id)),
  value: Buffer.from('value'),
  headers: [],
});

/** What was done, in order; the sender answers as told. */
function open(send: () => Promise<unknown>, isRelay = true) {
  const acts: string[] = [];
  const client = {
    run: async ({ name }: { name: string }) => {
      acts.push(name);
      const rows = { 'try-relay-lock': [{ held: isRelay }], 'read-outbox-lines': [line(1), line(2)] }[name] ?? [];
      return { rows, rowCount: rows.length };
    },
  };
  const sender = {
    send: async () => {
      acts.push('sending');
      await send();
      acts.push('acknowledged');
    },
  };
  const parts = {
    connection: { withClient: (work: (one: unknown) => unknown) => work(client) } as unknown as StoreConnection,
    sender: sender as unknown as Sender,
    direct: (record: OutgoingRecord) => record,
    wakeUp: { wake: () => undefined, wait: async () => undefined },
    observe: () => undefined,
    log: { error: () => undefined } as unknown as Logger,
  };
  return { acts, relay: () => relayOnce(parts, new AbortController().signal) };
}

describe('lines of the outbox', () => {
  test('leave it when Kafka has acknowledged them, and not before', async () => {
    const { acts, relay } = open(() => new Promise(setImmediate));
    expect(await relay()).toBe(2);
    expect(acts).toEqual(['try-relay-lock', 'read-outbox-lines', 'sending', 'acknowledged', 'delete-outbox-lines']);
  });

  test('stay when they could not be sent', async () => {
    const away = new KafkaError('KAFKA_CONNECTION_FAILED', '', { retriable: true });
    const { acts, relay } = open(() => Promise.reject(away));
    await expect(relay()).rejects.toBe(away);
    expect(acts).not.toContain('delete-outbox-lines');
  });

  test('that Kafka will never take leave it, or they would block what stands behind them', async () => {
    const refused = new RecordsRefused('feedback', [{ index: 0, code: 'KAFKA_MESSAGE_TOO_LARGE' }]);
    const { acts, relay } = open(() => Promise.reject(refused));
    await relay();
    expect(acts.at(-1)).toBe('delete-outbox-lines');
  });

  test('are left to the one who is the relay', async () => {
    const { acts, relay } = open(() => Promise.resolve(), false);
    expect(await relay()).toBe(0);
    expect(acts).toEqual(['try-relay-lock']);
  });
});
