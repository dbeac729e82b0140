import { expect, test } from '@jest/globals';
import { formatFigure, formatNumber } from './format-figure.ts';

test('numbers keep three digits or so, and large ones are grouped', () => {
  expect(formatNumber(1_234_567.8)).toBe('1,234,568');
  expect(formatNumber(123.4)).toBe('123');
  expect(formatNumber(12.34)).toBe('12.3');
  expect(formatNumber(0.567)).toBe('0.57');
});

test('units stand behind, and many bytes are told in MiB', () => {
  expect(formatFigure(30_000, 'events/s')).toBe('30,000 events/s');
  expect(formatFigure(0.5, '')).toBe('0.50');
  expect(formatFigure(209_715_200, 'bytes')).toBe('200 MiB');
  expect(formatFigure(900, 'bytes')).toBe('900 bytes');
});
