import { describe, expect, test } from '@jest/globals';
import { headerBytes, toIncomingHeaders, toIncomingRecord } from './record.ts';

describe('headers as kafkajs hands them over', () => {
  test('become safe to send again: null is empty, several stay several', () => {
    const headers = toIncomingHeaders({ a: Buffer.from('1'), b: null, c: [Buffer.from('x'), null] });
    expect({ ...headers }).toEqual({ a: Buffer.from('1'), b: Buffer.alloc(0), c: [Buffer.from('x'), Buffer.alloc(0)] });
  });

  test('that are named like members of every object keep their bytes and nothing else', () => {
    const raw = JSON.parse('{"__proto__": 1}') as Record<string, unknown>;
    raw['constructor'] = [Object, Buffer.from('own')];
    const headers = toIncomingHeaders(raw);
    expect(Object.keys(headers)).toEqual(['constructor']);
    expect(headers['constructor']).toEqual(Buffer.from('own'));
  });

  test('are looked up by their own names only', () => {
    expect(headerBytes(toIncomingHeaders({}), 'toString')).toBeUndefined();
    expect(headerBytes(toIncomingHeaders({ a: [Buffer.from('1'), Buffer.from('2')] }), 'a')).toEqual(Buffer.from('1'));
  });
});

test('an offset beyond 2^53 stays exact', () => {
  const raw = {
    offset: '9223372036854775807',
    timestamp: '17',
    key: null,
    value: null,
    batchContext: { timestampType: 1 },
  };
  expect(toIncomingRecord('t', 2, raw)).toMatchObject({
    offset: 9_223_372_036_854_775_807n,
    timestampMs: 17,
    timestampType: 'LogAppendTime',
  });
});
