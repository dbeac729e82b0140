import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IncomingRecord, OutgoingRecord, Sender } from '@varselvakt/kafka';

/** A topic with two partitions of its own. */
export type OpenedBroker = {
  readonly topic: string;
  readonly sender: Sender;
  /** Everything on a partition once so many records are there. */
  readonly read: (partition: number, count: number) => Promise<readonly IncomingRecord[]>;
  readonly close: () => Promise<void>;
};

/** What the services rely on, for real brokers and for the one of the simulation. */
export function describeBroker(openBroker: () => Promise<OpenedBroker>): void {
  let broker: OpenedBroker;
  let sent: readonly OutgoingRecord[];
  const record = (partition: number, name: string): OutgoingRecord => ({
    topic: broker.topic,
    partition,
    key: Buffer.from(name),
    value: name === 'tombstone' ? null : Buffer.from(`value of ${name}`),
    headers: name === 'with headers' ? { one: 'text', many: [Buffer.from('a'), 'b'] } : {},
  });
  beforeAll(async () => {
    broker = await openBroker();
    sent = [record(1, 'first'), record(0, 'elsewhere'), record(1, 'tombstone'), record(1, 'with headers')];
  });
  afterAll(() => broker.close());

  test('a send names each partition that it was written to, from which offset on and how many', async () => {
    const placements = (await broker.sender.send(sent)).toSorted((one, other) => one.partition - other.partition);
    const { topic } = broker;
    expect(placements).toEqual([
      { topic, partition: 0, baseOffset: 0n, recordCount: 1 },
      { topic, partition: 1, baseOffset: 0n, recordCount: 3 },
    ]);
    expect(await broker.sender.send([record(1, 'second')])).toEqual([
      { topic, partition: 1, baseOffset: 3n, recordCount: 1 },
    ]);
  });

  test('a partition holds what was sent to it, in order, byte for byte', async () => {
    const records = await broker.read(1, 4);
    expect(records.map(({ offset, key, value }) => [offset, key?.toString(), value?.toString() ?? null])).toEqual([
      [0n, 'first', 'value of first'],
      [1n, 'tombstone', null],
      [2n, 'with headers', 'value of with headers'],
      [3n, 'second', 'value of second'],
    ]);
    expect(records[2]?.headers).toEqual({ one: Buffer.from('text'), many: [Buffer.from('a'), Buffer.from('b')] });
  });

  test('sending nothing is nothing', async () => {
    expect(await broker.sender.send([])).toEqual([]);
    expect(await broker.read(0, 1)).toHaveLength(1);
  });
}
