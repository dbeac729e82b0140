import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createEncoder } from '../avro/event-encoder.ts';
import { readEventSchema, toSchemaText } from '../schema/schema-sources.ts';
import { createSampleEvent } from '../testing/sample-event.ts';
import { createEventFileDecoder } from './event-file-decoder.ts';

const sampleEvent = createSampleEvent();
const decode = createEventFileDecoder();
const framed = createEncoder('ProducerEvent', 7)(sampleEvent);
const bare = framed.subarray(5);
const good = { ok: true, event: sampleEvent };
const fault = (code: string) => expect.objectContaining({ ok: false, code });

const long = (value: number): Buffer => {
  const bytes = [];
  let rest = value * 2;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
};
const sized = (bytes: Buffer | string) => [long(Buffer.byteLength(bytes)), Buffer.from(bytes)];
const sync = Buffer.alloc(16, 0xab);
type Block = { readonly count?: number; readonly bytes: Buffer };

/** A container file, written by the specification and not by the code under test. */
const container = (
  blocks: readonly Block[],
  compression = 'null',
  schema = toSchemaText(readEventSchema('ProducerEvent')),
) =>
  Buffer.concat([
    Buffer.from('Obj\u0001'),
    long(2),
    ...sized('avro.schema'),
    ...sized(schema),
    ...sized('avro.codec'),
    ...sized(compression),
    long(0),
    sync,
    ...blocks.flatMap(({ count = 1, bytes }) => [long(count), ...sized(bytes), sync]),
  ]);

describe('the decoder of event files', () => {
  test.each([
    ['framed for a registry', framed],
    ['bare', bare],
    ['in the single-object form', Buffer.concat([Buffer.from('c3010102030405060708', 'hex'), bare])],
  ])('reads one record %s', (_form, bytes) => {
    expect([...decode(bytes)]).toEqual([good]);
  });

  test('reads every record of every block, compressed or not', () => {
    const two = { count: 2, bytes: Buffer.concat([bare, bare]) };
    expect([...decode(container([two, { bytes: bare }]))]).toEqual([good, good, good]);
    const packed = { count: 2, bytes: deflateRawSync(two.bytes) };
    expect([...decode(container([packed], 'deflate'))]).toEqual([good, good]);
    expect([...decode(container([]))]).toEqual([]);
  });

  test('says what is wrong after what it could read', () => {
    const broken = container([{ bytes: bare }, { bytes: bare.subarray(0, 40) }, { bytes: bare }]);
    expect([...decode(broken)].slice(0, 2)).toEqual([good, fault('AVRO_CORRUPT')]);
    expect([...decode(container([{ count: 1, bytes: Buffer.concat([bare, bare]) }]))]).toEqual([
      good,
      fault('AVRO_CORRUPT'),
    ]);
    expect([...decode(container([{ bytes: bare }], 'snappy'))]).toEqual([fault('COMPRESSION_UNKNOWN')]);
    expect([...decode(container([{ bytes: bare }], 'null', '"string"'))]).toEqual([fault('SCHEMA_FOREIGN')]);
    expect([...decode(container([{ bytes: bare }], 'null', '{"type":'))]).toEqual([fault('SCHEMA_FOREIGN')]);
    expect([...decode(Buffer.concat([framed, framed]))]).toEqual([fault('AVRO_CORRUPT')]);
  });

  test('bounds what a compressed block may become', () => {
    const bomb = deflateRawSync(Buffer.alloc(80 * 1024 * 1024));
    expect([...decode(container([{ bytes: bomb }], 'deflate'))]).toEqual([fault('AVRO_LIMITS')]);
  });

  test('never throws, wherever a file is cut or a byte is flipped', () => {
    const whole = container([{ count: 2, bytes: Buffer.concat([bare, bare]) }]);
    const dataStart = whole.length - 2 * bare.length - 40;
    for (let at = 0; at < whole.length; at += at < dataStart ? 997 : 13) {
      [...decode(whole.subarray(0, at))];
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      [...decode(flipped)];
    }
    for (let at = 0; at <= framed.length; at += 1) expect([...decode(framed.subarray(0, at))]).toHaveLength(1);
  });
});
