import { describe, expect, test } from '@jest/globals';
import { CopyWriter, fieldBytes, textBytes } from './copy-writer.ts';

const id = '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';

describe('rows for COPY', () => {
  test('stand in the frames of the protocol, each field with its length', () => {
    const writer = new CopyWriter(0);
    writer.row(9, 9 * fieldBytes(16) + textBytes('æ'));
    writer.uuid(id);
    writer.bytes(Buffer.from('ab'));
    writer.bytes(null);
    writer.int2(-2);
    writer.int8(258n);
    writer.date(10_958);
    writer.text('æ');
    writer.text(null);
    writer.timestamp(946_684_800_000.5);
    const bytes = writer.finish();
    const data = bytes.subarray(5, bytes.length - 5);
    expect(bytes.toString('latin1', 0, 1)).toBe('d');
    expect(bytes.readInt32BE(1)).toBe(4 + data.length);
    expect(bytes.subarray(-5)).toEqual(Buffer.from([99, 0, 0, 0, 4]));
    expect(data.toString('latin1', 0, 11)).toBe('PGCOPY\n\xff\r\n\0');
    expect(data.subarray(19).toString('hex')).toBe(
      [
        '0009',
        `00000010${id.replaceAll('-', '')}`,
        '000000026162',
        'ffffffff',
        '00000002fffe',
        '000000080000000000000102',
        '0000000400000001',
        '00000002c3a6',
        'ffffffff',
        '0000000800000000000001f4',
        'ffff',
      ].join(''),
    );
  });

  test('are refused when a value does not fit its column', () => {
    const writer = new CopyWriter(100);
    writer.row(2, 50);
    expect(() => writer.uuid('no id')).toThrow(expect.objectContaining({ code: 'STORE_DATA' }));
    expect(() => writer.int2(32_768)).toThrow(expect.objectContaining({ code: 'STORE_DATA' }));
  });

  test('may take more than was expected', () => {
    const writer = new CopyWriter(10);
    for (let index = 0; index < 100; index += 1) {
      writer.row(1, fieldBytes(100));
      writer.bytes(Buffer.alloc(100, index));
    }
    const bytes = writer.finish();
    expect(bytes.length).toBe(5 + 19 + 100 * 106 + 2 + 5);
    expect(bytes.readInt32BE(1)).toBe(bytes.length - 6);
    expect(bytes[5 + 19 + 99 * 106 + 6]).toBe(99);
  });

  test('keep instants exact that a number of microseconds would round', () => {
    const writer = new CopyWriter(20);
    writer.row(1, fieldBytes(8));
    writer.timestamp(253_402_300_799_999);
    const value = writer.finish().readBigInt64BE(5 + 19 + 2 + 4);
    expect(value).toBe((253_402_300_799_999n - 946_684_800_000n) * 1_000n);
  });
});
