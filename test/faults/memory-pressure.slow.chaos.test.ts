/** Services with a heap of 128 MiB find a hundred thousand waiting records, and records as large as Kafka takes them between: they work through them, and no process ends for want of memory (F36). */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { announceSeed } from '../chaos/announce.ts';
import { gatherEvidence } from '../oracle/gather-evidence.ts';
import { countFates, judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { generateWorkload } from '../workload/generate-workload.ts';
import type { PlannedRecord } from '../workload/planned-record.ts';
import { type CraftedRecord, createPublisher, type Publisher } from '../workload/publish-workload.ts';
import { createRandom } from '../workload/random.ts';

/** Above what V8 keeps on its heap a service holds buffers of Kafka and Postgres, and code. */
const HEAP_MIB = 128;
const BOUND_MIB = 512;
const LARGE_BYTES = 900_000;
const LARGE_COUNT = 200;
const PART_SIZE = 2_000;
const mix = {
  ...{ lives: 38_000, repeats: 2_000, conflicts: 200, misfits: 200, refused: 1_000, unreadable: 1_000 },
  ...{ withdrawn: 2_000, short: 0, shortCases: 0 },
};
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 120_000);
afterAll(() => pipeline?.close(), 60_000);

/** Larger than an event may be, and as large as Kafka takes it. */
function largeRecord(index: number, publisher: Publisher, { event }: PlannedRecord): CraftedRecord {
  const record = { ...publisher.toRecord(event), value: Buffer.alloc(LARGE_BYTES, `no event ${index} `) };
  return { record, expected: { fate: 'UNREADABLE', code: 'RECORD_TOO_LARGE' } };
}

/** All that waits before anybody reads; the large ones lie one behind the other in the middle. */
async function publishAll(publisher: Publisher, records: readonly PlannedRecord[]): Promise<void> {
  const middle = Math.floor(records.length / PART_SIZE / 2) * PART_SIZE;
  for (let start = 0; start < records.length; start += PART_SIZE) {
    if (start === middle) {
      const large = records.slice(0, LARGE_COUNT).map((one, index) => largeRecord(index, publisher, one));
      for (const one of large) await publisher.publishCrafted([one]);
    }
    await publisher.publish(records.slice(start, start + PART_SIZE));
  }
}

/** The most that a process has had in memory since it began. */
async function readPeakMib({ pid }: ServiceProcess): Promise<number> {
  const [, peakKib] = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(peakKib) / 1_024);
}

test('a small heap works through a large lag, and nothing is lost for want of memory', async () => {
  const random = createRandom(announceSeed('memory pressure'));
  const { records, aggregates } = generateWorkload({ random, now: Date.now(), shortRetentionMs: null }, mix);
  const publisher = createPublisher(pipeline);
  await publishAll(publisher, records);
  const given = pipeline.environment['NODE_OPTIONS'] ?? '';
  const services = await pipeline.startAll({ NODE_OPTIONS: `${given} --max-old-space-size=${HEAP_MIB}` });
  await untilQuiet(pipeline, 400_000);

  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
  const peaks = await Promise.all(services.map(readPeakMib));
  process.stderr.write(`  peaks in MiB: ${services.map(({ name }, at) => `${name} ${peaks[at]}`).join(', ')}\n`);
  expect(peaks.filter((peak) => !(peak <= BOUND_MIB))).toEqual([]);
  const evidence = await gatherEvidence(pipeline, { ledgerFile: publisher.ledgerFile, aggregates, killCount: 0 });
  process.stderr.write(`  ${JSON.stringify(countFates(evidence))}\n`);
  expect(judge(evidence)).toEqual({});
}, 900_000);
