import { describe, expect, test } from '@jest/globals';
import { parseSchemaRef, writeFrame } from './framing.ts';

const guidHeader = Buffer.from('01000102030405060708090a0b0c0d0e0f', 'hex');
const guid = '00010203-0405-0607-0809-0a0b0c0d0e0f';

describe('a schema reference', () => {
  test('is read from the five bytes before the value', () => {
    expect(parseSchemaRef(Buffer.from([0, 0, 0, 1, 2, 9]), undefined)).toEqual({ by: 'id', id: 258, start: 5 });
  });

  test('is read from a header with magic byte and GUID, and then the value has no frame', () => {
    const ref = { by: 'guid', guid, start: 0 };
    expect(parseSchemaRef(Buffer.from([7]), { __value_schema_id: guidHeader })).toEqual(ref);
    expect(parseSchemaRef(Buffer.from([0, 0, 0, 0, 1]), { __value_schema_id: [guidHeader] })).toEqual(ref);
  });

  test.each([
    ['too short', guidHeader.subarray(0, 16)],
    ['of another magic byte', Buffer.concat([Buffer.from([2]), guidHeader.subarray(1)])],
    ['a string', '01000102030405060'],
  ])('is read from the frame when the header is %s', (_, header) => {
    const ref = parseSchemaRef(Buffer.from([0, 0, 0, 0, 1]), { __value_schema_id: header });
    expect(ref).toEqual({ by: 'id', id: 1, start: 5 });
  });

  test.each([
    ['an empty value', []],
    ['four bytes', [0, 0, 0, 0]],
    ['JSON', [...Buffer.from('{"eventId":"x"}')]],
    ['another magic byte', [1, 0, 0, 0, 1, 0]],
  ])('is not found in %s', (_, bytes) => {
    expect(parseSchemaRef(Buffer.from(bytes), {})).toBeUndefined();
  });

  test('that was written is read again', () => {
    const bytes = Buffer.alloc(10, 0xee);
    writeFrame(bytes, 3, 0x7fff_ffff);
    expect(parseSchemaRef(bytes.subarray(3), undefined)).toEqual({ by: 'id', id: 0x7fff_ffff, start: 5 });
  });
});
