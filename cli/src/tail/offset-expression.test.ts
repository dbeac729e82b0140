import { describe, expect, test } from '@jest/globals';
import { CommandError } from '../command-error.ts';
import { parseOffsetRange } from './offset-expression.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const time = (text: string) => ({ at: 'TIME', time: Date.parse(text) });

describe('where to read from', () => {
  test.each([
    ['start', { at: 'START' }],
    ['beginning', { at: 'START' }],
    ['end', { at: 'END' }],
    ['17', { at: 'OFFSET', offset: 17n }],
    ['-5', { at: 'BEFORE_END', recordCount: 5n }],
    ['+5', { at: 'AFTER_START', recordCount: 5n }],
    ['@-1h', time('2026-11-23T11:00:00Z')],
    ['@-90s', time('2026-11-23T11:58:30Z')],
    ['@2026-11-22', time('2026-11-22T00:00:00Z')],
    ['@2026-11-22T10:00:30+01:00', time('2026-11-22T09:00:30Z')],
    ['s@1795425390686', { at: 'TIME', time: 1_795_425_390_686 }],
    ['@1795425390', { at: 'TIME', time: 1_795_425_390_000 }],
  ])('%s', (text, from) => {
    expect(parseOffsetRange(text, now)).toEqual({ from, to: null });
  });

  test.each([
    ['3:7', { at: 'OFFSET', offset: 3n }, { at: 'OFFSET', offset: 7n }],
    ['@-2h:@-1h', time('2026-11-23T10:00:00Z'), time('2026-11-23T11:00:00Z')],
    ['@-1h:end', time('2026-11-23T11:00:00Z'), { at: 'END' }],
    ['@2026-11-22T10:00Z:@2026-11-22T11:00Z', time('2026-11-22T10:00:00Z'), time('2026-11-22T11:00:00Z')],
  ])('%s, and up to where', (text, from, to) => {
    expect(parseOffsetRange(text, now)).toEqual({ from, to });
  });

  test.each(['', 'now', '1.5', '--5', '@', '@1h', '@2026-02-30', '@2026-11-22T10:00', '3:', ':', 'toString'])(
    'refuses %j',
    (text) => {
      expect(() => parseOffsetRange(text, now)).toThrow(CommandError);
    },
  );
});
