import { expect, test } from '@jest/globals';
import type { IncomingRecord } from '@varselvakt/kafka';
import type { ProbeRows } from '@varselvakt/store';
import { traceProbe } from './trace-probe.ts';

const probe = { eventId: 'e', aggregateId: 'a', topic: 'log', partition: 2, fromOffset: 5n };
const untouched: ProbeRows = { isStored: true, isUntouched: true, isGone: false };
const planned: ProbeRows = { isStored: true, isUntouched: false, isGone: false };
const gone: ProbeRows = { isStored: false, isUntouched: false, isGone: true };

/** A partition that can be written to, and rows that can be changed. */
function openWorld() {
  const log: (readonly [key: string, isTombstone: boolean])[] = Array.from({ length: 5 }, () => ['e:old', false]);
  const world = { rows: gone, readFrom: [] as bigint[] };
  const look = traceProbe(probe, {
    offsets: {
      topicOffsets: async () =>
        new Map([
          [
            'log',
            {
              outcome: 'READ',
              partitions: [
                { partition: 2, startOffset: 0n, endOffset: BigInt(log.length), stableOffset: BigInt(log.length) },
              ],
            },
          ],
        ]),
    },
    records: {
      read: async ({ offset, endOffset }) => {
        world.readFrom.push(offset);
        // Two at a time, so that one look takes several fetches.
        const nextOffset = offset + 2n < endOffset ? offset + 2n : endOffset;
        const records = log.slice(Number(offset), Number(nextOffset)).map(
          ([key, isTombstone]) =>
            ({
              key: Buffer.from(key),
              value: isTombstone ? null : Buffer.alloc(1),
              timestampMs: 7,
            }) as unknown as IncomingRecord,
        );
        return { records, nextOffset };
      },
    },
    findRows: async () => world.rows,
  });
  return { log, world, look };
}

test('a probe is seen on the log, in the tables, and gone from both', async () => {
  const { log, world, look } = openWorld();
  log.push(['other:1', false], ['other:2', false]);
  expect(await look()).toEqual({ onLogAt: null, isStored: false, isGone: false });
  log.push(['other:3', false], ['other:4', false], ['e:0123', false]);
  expect(await look()).toEqual({ onLogAt: 7, isStored: false, isGone: false });
  world.rows = untouched;
  expect(await look()).toEqual({ onLogAt: 7, isStored: true, isGone: false });
  log.push(['hard-deleted:x', false], ['e:0123', true]);
  world.rows = planned;
  expect((await look()).isGone).toBe(false);
  world.rows = gone;
  expect((await look()).isGone).toBe(true);
});

test('rows that go without a tombstone are not gone', async () => {
  const { log, world, look } = openWorld();
  log.push(['e:0123', false]);
  world.rows = untouched;
  await look();
  world.rows = gone;
  log.push(['other:1', true]);
  expect((await look()).isGone).toBe(false);
});

test('what others write while it waits for its deletion is not read', async () => {
  const { log, world, look } = openWorld();
  log.push(['e:0123', false]);
  await look();
  world.rows = untouched;
  world.readFrom.length = 0;
  log.push(...Array.from({ length: 50 }, () => ['other:1', false] as const));
  await look();
  log.push(['e:0123', true]);
  world.rows = gone;
  expect((await look()).isGone).toBe(true);
  expect(world.readFrom).toEqual([56n]);
});
