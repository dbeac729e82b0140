import { describe, expect, test } from '@jest/globals';
import { CopyWriter, copyRowBytes } from './copy-writer.ts';

const id = '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';

describe('rows for COPY', () => {
  test('stand in the frames of the protocol, each field with its length', () => {
    const writer = new CopyWriter(copyRowBytes(6) + 16 + 2 + 0 + 2 + 8 + 4);
    writer.row(6);
    writer.uuid(id);
    writer.bytes(Buffer.from('ab'));
    writer.bytes(null);
    writer.int2(-2);
    writer.int8(258n);
    writer.date(10_958);
    const bytes = writer.finish();
    const data = bytes.subarray(5, bytes.length - 5);
    expect(bytes.toString('latin1', 0, 1)).toBe('d');
    expect(bytes.readInt32BE(1)).toBe(4 + data.length);
    expect(bytes.subarray(-5)).toEqual(Buffer.from([99, 0, 0, 0, 4]));
    expect(data.toString('latin1', 0, 11)).toBe('PGCOPY\n\xff\r\n\0');
    expect(data.subarray(19).toString('hex')).toBe(
      [
        '0006',
        `00000010${id.replaceAll('-', '')}`,
        '000000026162',
        'ffffffff',
        '00000002fffe',
        '000000080000000000000102',
        '0000000400000001',
        'ffff',
      ].join(''),
    );
  });

  test('are refused when a value does not fit its column', () => {
    const writer = new CopyWriter(100);
    writer.row(2);
    expect(() => writer.uuid('no id')).toThrow(expect.objectContaining({ code: 'STORE_DATA' }));
    expect(() => writer.int2(32_768)).toThrow(expect.objectContaining({ code: 'STORE_DATA' }));
  });

  test('are refused when there are fewer or more bytes than were announced', () => {
    const short = new CopyWriter(copyRowBytes(1) + 3);
    short.row(1);
    short.bytes(Buffer.from('ab'));
    expect(() => short.finish()).toThrow(RangeError);
    const long = new CopyWriter(copyRowBytes(1));
    long.row(1);
    expect(() => long.bytes(Buffer.from('too many bytes'))).toThrow('out of bounds');
  });
});
