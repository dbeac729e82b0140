import { describe, expect, test } from '@jest/globals';
import type { ProducerEvent } from '@varselvakt/domain';
import { createSampleEvent } from '../testing/sample-event.ts';
import { createContentHasher } from './content-hash.ts';
import { createEncoder, EncodeError } from './event-encoder.ts';

describe('the encoder', () => {
  const encode = createEncoder('ProducerEvent', 258);

  test('puts the zero byte and the schema id before the value', () => {
    expect([...encode(createSampleEvent()).subarray(0, 5)]).toEqual([0, 0, 0, 1, 2]);
  });

  test('gives buffers that later ones do not overwrite', () => {
    const first = encode(createSampleEvent());
    const copy = Buffer.from(first);
    for (let count = 0; count < 2_000; count += 1) encode({ ...createSampleEvent(), label: `label ${count}` });
    expect(first).toEqual(copy);
  });

  test('makes room for a value larger than all its memory', () => {
    const label = 'å'.repeat(1_000_000);
    expect(encode({ ...createSampleEvent(), label }).length).toBeGreaterThan(2_000_000);
    expect(encode(createSampleEvent()).length).toBeLessThan(600);
  });

  test('names the fields that do not fit and never their values', () => {
    const bad = { ...createSampleEvent(), label: 12_345_678_901 as unknown as string, groupId: 7 as unknown as null };
    let error: unknown;
    try {
      encode(bad);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(EncodeError);
    expect(error).toMatchObject({ code: 'ENCODE_FAILED', retriable: false, paths: ['label', 'groupId'] });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('12345678901');
    expect((error as Error).cause).toBeUndefined();
  });

  test('refuses a record of a union that has no type', () => {
    const body = { type: 'Nothing' } as unknown as ProducerEvent['body'];
    expect(() => encode({ ...createSampleEvent(), body })).toThrow(EncodeError);
  });
});

describe('the content hash', () => {
  const { contentHashOf, encodeContent, hashContent } = createContentHasher();

  test('is the SHA-256 of the bytes under our own schema', () => {
    expect(contentHashOf(createSampleEvent())).toEqual(hashContent(encodeContent(createSampleEvent())));
    expect(contentHashOf(createSampleEvent())).toHaveLength(32);
  });

  test('stays what it was when released schemas were made, since stored hashes are compared with it', () => {
    expect(contentHashOf(createSampleEvent()).toString('hex')).toBe(
      '650eef6757a08087b1abf236e075c9360f3b0f58c71fb30838b656ab00cad956',
    );
  });

  test('differs when any field differs', () => {
    const other = { ...createSampleEvent(), occurredAt: createSampleEvent().occurredAt + 1 };
    expect(contentHashOf(other)).not.toEqual(contentHashOf(createSampleEvent()));
  });
});
