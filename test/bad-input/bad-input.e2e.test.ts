/** Every kind of bad record at once, between good ones, through the whole pipeline: each gets its answer, none gets stuck or lost. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sampleBody } from '@varselvakt/rules';
import { announceSeed } from '../chaos/announce.ts';
import { gatherEvidence } from '../oracle/gather-evidence.ts';
import { countFates, judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { generateWorkload } from '../workload/generate-workload.ts';
import { newIdentity } from '../workload/life-scenes.ts';
import { eventOf, type WorkloadStart } from '../workload/planned-record.ts';
import { type CraftedRecord, createPublisher, type Publisher } from '../workload/publish-workload.ts';
import { createRandom } from '../workload/random.ts';
import {
  bitFlips,
  hugeCounts,
  hugeValues,
  instants,
  replaceMarker,
  strangeKeys,
  truncations,
} from './spoiled-bytes.ts';
import { strangeEvents } from './strange-texts.ts';

const FLIP_COUNT = 2_000;
const UNREGISTERED_ID = 2_000_000_000;
const good = {
  lives: 150,
  repeats: 0,
  conflicts: 0,
  misfits: 0,
  refused: 0,
  unreadable: 0,
  withdrawn: 0,
  short: 0,
  shortCases: 0,
};
let pipeline: Pipeline;
let services: readonly ServiceProcess[];

beforeAll(async () => {
  pipeline = await openPipeline();
  services = await pipeline.startAll();
}, 180_000);
afterAll(() => pipeline.close(), 60_000);

/** Bytes that no producer with a serializer could write. */
function craft(start: WorkloadStart, { toRecord }: Publisher): readonly CraftedRecord[] {
  const appointment = () => toRecord(eventOf(start, newIdentity(start), sampleBody('AppointmentCreated', start.now)));
  const texted = () =>
    toRecord(eventOf(start, newIdentity(start), { ...sampleBody('MessageCreated', start.now), text: 'MARKER' }));
  const many = (count: number) => Array.from({ length: count }, appointment);
  const corrupt = { fate: 'UNREADABLE', code: 'AVRO_CORRUPT' } as const;
  const unknown = appointment();
  const unknownValue = Buffer.from(unknown.value ?? '');
  unknownValue.writeUInt32BE(UNREGISTERED_ID, 1);
  return [
    ...truncations(appointment()),
    ...bitFlips(many(FLIP_COUNT), start.random),
    ...hugeCounts(appointment()),
    ...hugeValues(appointment(), 8),
    ...strangeKeys(appointment()),
    ...instants(appointment(), [
      [2n ** 53n + 1n, corrupt],
      [2n ** 52n, corrupt],
      [-(2n ** 63n), corrupt],
      [2n ** 52n - 1n, { fate: 'REJECTED', codes: ['TIME_INVALID'] }],
      [253_402_300_800_000n, { fate: 'REJECTED', codes: ['TIME_INVALID'] }],
      [-62_167_219_200_000n, { fate: 'REJECTED', codes: ['TIME_INVALID'] }],
      [0n, { fate: 'REJECTED', codes: ['TIME_TOO_OLD'] }],
    ]),
    // Half of a surrogate pair twice, and an overlong slash, as careless encoders write them.
    ...[Buffer.from([0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]), Buffer.from([0xc0, 0xaf])].map((bytes) => ({
      record: replaceMarker(texted(), 'MARKER', bytes),
      expected: corrupt,
    })),
    { record: { ...unknown, value: unknownValue }, expected: { fate: 'UNREADABLE', code: 'SCHEMA_UNKNOWN' } },
  ];
}

test('each bad record gets its own answer, and the good ones between them are stored', async () => {
  const start = { random: createRandom(announceSeed('bad input')), now: Date.now(), shortRetentionMs: null };
  const publisher = createPublisher(pipeline);
  const workload = generateWorkload(start, good);
  const crafted = craft(start, publisher);
  const step = Math.ceil(workload.records.length / 8);
  for (let part = 0; part < 8; part += 1) {
    await publisher.publish(workload.records.slice(part * step, (part + 1) * step));
    const size = Math.ceil(crafted.length / 8);
    await publisher.publishCrafted(crafted.slice(part * size, (part + 1) * size));
  }
  await publisher.publish(strangeEvents(start));
  await untilQuiet(pipeline);
  const evidence = await gatherEvidence(pipeline, {
    ledgerFile: publisher.ledgerFile,
    aggregates: workload.aggregates,
    killCount: 0,
  });
  process.stderr.write(`  ${JSON.stringify(countFates(evidence))}\n`);
  expect(judge(evidence)).toEqual({});
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 300_000);
