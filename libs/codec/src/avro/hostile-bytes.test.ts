import { beforeAll, describe, expect, test } from '@jest/globals';
import { ByteScanner } from '../guard/byte-scanner.ts';
import { DEFAULT_DECODE_LIMITS, DEFAULT_SCHEMA_LIMITS } from '../guard/decode-limits.ts';
import { createScanPlan } from '../guard/scan-plan.ts';
import { readEventSchema, toSchemaText } from '../schema/schema-sources.ts';
import { createMemoryRegistry } from '../testing/memory-registry.ts';
import { createSampleEvent } from '../testing/sample-event.ts';
import { createEventDecoder } from './event-decoder.ts';
import { createEncoder } from './event-encoder.ts';

const schema = readEventSchema('ProducerEvent');
const plan = createScanPlan(schema, DEFAULT_SCHEMA_LIMITS);
const scanner = new ByteScanner(DEFAULT_DECODE_LIMITS);
const decoder = createEventDecoder({
  registry: createMemoryRegistry({ 1: { text: toSchemaText(schema), subjects: ['s'] } }),
  readers: [{ schemaName: 'ProducerEvent', subject: 's' }],
  now: () => 0,
});
const valid = createEncoder('ProducerEvent', 1)(createSampleEvent());
/** A good record takes fewer than 60 steps of well under a microsecond; this many are still far below a millisecond. */
const MAX_STEPS = 2_000;

beforeAll(() => decoder.prepare([{ value: valid }]));

describe('damaged bytes', () => {
  test('are refused at every length short of the whole', () => {
    for (let length = 5; length < valid.length; length += 1)
      expect(decoder.decode(valid.subarray(0, length))).toMatchObject({ ok: false, code: 'AVRO_CORRUPT' });
    for (let length = 0; length < 5; length += 1)
      expect(decoder.decode(valid.subarray(0, length))).toMatchObject({ ok: false, code: 'SCHEMA_UNFRAMED' });
  });

  test('never make the decoder work long, whichever bit flips', () => {
    let worst = 0;
    for (let bit = 0; bit < (valid.length - 5) * 8; bit += 1) {
      const bytes = Buffer.from(valid);
      const index = 5 + (bit >> 3);
      bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit & 7));
      worst = Math.max(worst, scanner.scan(bytes, 5, plan).stepCount);
      const startedAt = performance.now();
      const result = decoder.decode(bytes);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      if (!result.ok) expect(result.code).toMatch(/^AVRO_/);
    }
    expect(worst).toBeLessThan(MAX_STEPS);
  });

  test('never make the decoder work long, when 5,000 records have several random faults', () => {
    const random = createRandom(20_251_123);
    let worst = 0;
    for (let run = 0; run < 5_000; run += 1) {
      const bytes = Buffer.from(valid);
      for (let fault = 0; fault < 1 + (run % 4); fault += 1) bytes[5 + random(bytes.length - 5)] = random(256);
      worst = Math.max(worst, scanner.scan(bytes, 5, plan).stepCount);
      const result = decoder.decode(bytes);
      if (!result.ok) expect(result.code).toMatch(/^AVRO_/);
    }
    expect(worst).toBeLessThan(MAX_STEPS);
  });
});

/** A small seeded generator, so that a failure can be seen again. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
