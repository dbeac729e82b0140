import { describe, expect, test } from '@jest/globals';
import { findSeam } from './find-seam.ts';

const partsOf = (previous: string, next: string): readonly [string, string] | null => {
  const seam = findSeam(previous, next);
  return seam && [previous.slice(seam.previous.start, seam.previous.end), next.slice(seam.next.start, seam.next.end)];
};

describe('an identity number over the seam of two fields', () => {
  test('is found wherever it is cut', () => {
    const number = '13097248022';
    for (let cut = 1; cut < number.length; cut += 1) {
      const [previous, next] = [number.slice(0, cut), number.slice(cut)];
      expect(partsOf(`Sak om ${previous}`, `${next} er mottatt`)).toEqual([previous, next]);
      expect(partsOf(`Sak om ${previous} –`, ` (${next}) er mottatt`)).toEqual([previous, next]);
    }
  });

  test('is found in groups and in other digits, a long text before it', () => {
    expect(partsOf(`${'Hei du. '.repeat(50)}13 09 72`, '48022')).toEqual(['13 09 72', '48022']);
    expect(partsOf('１３０９７２', '４８０２２ x')).toEqual(['１３０９７２', '４８０２２']);
  });

  test.each([
    ['', ''],
    ['Sak 130972', 'Vedtak 48022'],
    ['Sak 130972.', 'Den er klar'],
    ['130972', '48023'],
    ['13097248022', 'Hei'],
    ['Hei', '13097248022'],
    ['13097248022 1', '2'],
    ['Sak 1130972', '48022'],
    ['130972', '480221'],
    ['Frist 13.09.1972', '48022'],
    ['\ud83d', '\udc00'],
  ])('is not told for %j and %j', (previous, next) => {
    expect(findSeam(previous, next)).toBeNull();
  });

  test('takes a megabyte of signs', () => {
    expect(findSeam('-'.repeat(1_000_000), '-'.repeat(1_000_000))).toBeNull();
  });
});
