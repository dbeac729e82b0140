/** Redrives as a real Postgres remembers them, told to Prometheus. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createProcessMetrics } from '@varselvakt/runtime';
import { beginRedrive, connect, endRedrive, type RedrivenLetter, type StoreClient } from '@varselvakt/store';
import { createOwnDatabase } from '../../../test/pipeline/own-database.ts';
import { type DeletionWatch, watchDeletions } from './watch-deletions.ts';
import { watchRedrives } from './watch-redrives.ts';

const operator = { actor: 'kari', reason: 'the schema is registered now' };
let url = '';
let client: StoreClient;
let watch: DeletionWatch | undefined;

beforeAll(async () => {
  const name = `test_redrives_${randomBytes(6).toString('hex')}`;
  url = await createOwnDatabase(process.env['DATABASE_URL'] ?? '', name, { withTables: true });
  client = await connect(url, { applicationName: 'test', lookupPlans: false, connectTimeoutMs: 60_000 });
});
afterAll(async () => {
  await watch?.close();
  await client?.close();
});

const letter = (offset: bigint, targetTopic: string): RedrivenLetter => ({
  ...{ partition: 0, offset, timestampMs: 1_000, targetTopic, targetPartition: 1, searchFrom: 0n },
});

test('letters that went back are counted once each by their topic, what went before the start among them', async () => {
  const metrics = createProcessMetrics({ version: '1', commit: 'none' });
  let now = 0;
  const opened = watchDeletions(url, { further: watchRedrives(metrics), now: () => now });
  watch = opened;
  const look = async () => {
    now += 60_000;
    await opened.look();
    expect(opened.facts().outcome).toBe('READ');
    return (await metrics.metrics()).match(/^notif_redriven_total\{.*$/gm)?.sort();
  };
  expect(await look()).toBeUndefined();
  const [first, second, third] = [letter(1n, 'inbound.a'), letter(2n, 'inbound.a'), letter(3n, 'inbound.b')];
  await beginRedrive(client, 'dead', [first, second], operator);
  await endRedrive(client, 'dead', [first], operator);
  const once = [
    'notif_redriven_total{topic="inbound.a",result="begun"} 2',
    'notif_redriven_total{topic="inbound.a",result="sent"} 1',
  ];
  expect(await look()).toEqual(once);
  expect(await look()).toEqual(once);
  await beginRedrive(client, 'dead', [third], operator);
  expect(await look()).toEqual([...once, 'notif_redriven_total{topic="inbound.b",result="begun"} 1']);
});
