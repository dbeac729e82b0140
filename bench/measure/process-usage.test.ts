import { describe, expect, test } from '@jest/globals';
import { parseCpuSeconds, parsePeakRssBytes } from './process-usage.ts';

const fieldsAfterName = 'S 1 4711 4711 0 -1 4194304 9000 0 3 0 1234 66 0 0 20 0 11 0 99999 1200000000 30000';

describe('the text of /proc/<pid>/stat', () => {
  test('gives user and system time in seconds', () => {
    expect(parseCpuSeconds(`4711 (node) ${fieldsAfterName}`)).toBe(13);
  });
  test('is read behind the last parenthesis, because the name of a program may hold anything', () => {
    expect(parseCpuSeconds(`4711 (a) 9 (b c) ${fieldsAfterName}`)).toBe(13);
  });
  test('is an error when it is something else', () => {
    expect(() => parseCpuSeconds('no such text')).toThrow(RangeError);
  });
});

describe('the text of /proc/<pid>/status', () => {
  test('gives the peak of resident memory in bytes', () => {
    expect(parsePeakRssBytes('Name:\tnode\nVmPeak:\t  900 kB\nVmHWM:\t  204800 kB\nVmRSS:\t  1024 kB\n')).toBe(
      209_715_200,
    );
  });
  test('is an error when it is something else', () => {
    expect(() => parsePeakRssBytes('Name:\tkthreadd\n')).toThrow(RangeError);
  });
});
