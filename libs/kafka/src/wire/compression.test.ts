import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import kafkajs from 'kafkajs';
import { registerCodecs } from './compression.ts';
import { unpackLz4 } from './lz4.ts';
import { unpackSnappy } from './snappy.ts';

/** One text of runs, near and far repeats and noise, packed by the codecs of kafka-clients 4.3.1 (and bare by snappy-java). */
const fixture = JSON.parse(readFileSync(new URL('./java-compressed.json', import.meta.url), 'utf8')) as {
  readonly sha256: string;
  readonly byteCount: number;
  readonly packed: Readonly<Record<string, string>>;
};
const MAX_BYTES = 1_000_000;

const packed = (name: string): Buffer => Buffer.from(fixture.packed[name] ?? '', 'base64');
const codecOf = (type: number) => {
  const table = kafkajs.CompressionCodecs as Record<number, () => { decompress: (bytes: Buffer) => Promise<Buffer> }>;
  return table[type]?.();
};

beforeAll(registerCodecs);

describe('what the Java producers compress is read', () => {
  test.each([
    ['gzip', kafkajs.CompressionTypes.GZIP],
    ['snappy, framed', kafkajs.CompressionTypes.Snappy],
    ['snappy, bare', kafkajs.CompressionTypes.Snappy],
    ['lz4', kafkajs.CompressionTypes.LZ4],
    ['zstd', kafkajs.CompressionTypes.ZSTD],
  ])('%s', async (name, type) => {
    const bytes = await codecOf(type)?.decompress(packed(name));
    expect(bytes?.length).toBe(fixture.byteCount);
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(fixture.sha256);
  });
});

describe('what is broken ends with an error that says so, not with a hang or wrong bytes beyond the bound', () => {
  const unpackers = [
    ['snappy, framed', unpackSnappy],
    ['snappy, bare', unpackSnappy],
    ['lz4', unpackLz4],
  ] as const;

  test.each(unpackers)('%s: every shortened form is refused or gives no more than the whole', (name, unpack) => {
    const whole = packed(name);
    for (let length = 0; length < whole.length; length += 1) {
      let unpackedBytes = 0;
      try {
        unpackedBytes = unpack(whole.subarray(0, length), MAX_BYTES).length;
      } catch (error) {
        expect(error).toMatchObject({ code: 'KAFKA_CODEC_FAILED', retriable: false });
      }
      expect(unpackedBytes).toBeLessThanOrEqual(fixture.byteCount);
    }
  });

  test.each(unpackers)('%s: every flipped byte is refused or stays within the bound', (name, unpack) => {
    const whole = packed(name);
    for (let at = 0; at < whole.length; at += 1) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      let unpackedBytes = 0;
      try {
        unpackedBytes = unpack(broken, MAX_BYTES).length;
      } catch (error) {
        expect(error).toMatchObject({ code: 'KAFKA_CODEC_FAILED' });
      }
      expect(unpackedBytes).toBeLessThanOrEqual(MAX_BYTES);
    }
  });

  test.each(unpackers)('%s: more than the bound is refused', (name, unpack) => {
    expect(() => unpack(packed(name), fixture.byteCount - 1)).toThrow('KAFKA_CODEC_FAILED');
  });

  test.each([
    ['gzip', kafkajs.CompressionTypes.GZIP],
    ['zstd', kafkajs.CompressionTypes.ZSTD],
  ])('%s: garbage is refused', async (_name, type) => {
    await expect(codecOf(type)?.decompress(Buffer.from('garbage'))).rejects.toMatchObject({
      code: 'KAFKA_CODEC_FAILED',
    });
  });
});
