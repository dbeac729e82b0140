import { describe, expect, test } from '@jest/globals';
import { durationText } from '../producers/register-view.ts';
import { toRefusalsPath } from './refusal-filters.ts';
import { sortRules } from './refusals-list.ts';
import { visible } from './rule-view.ts';
import { bucketText, niceTop } from './stacked-bars.ts';

describe('what is asked of the API', () => {
  test('is what the address chooses, and nothing else of it', () => {
    const query = new URLSearchParams('?producer=team-a&sort=code&period=24h&topic=&x=1');
    expect(toRefusalsPath(query)).toBe('/api/refusals?period=24h&producer=team-a');
    expect(toRefusalsPath(query, { producer: 'team-b' })).toBe('/api/refusals?period=24h&producer=team-b');
    expect(toRefusalsPath(new URLSearchParams('?producer=a%26severity%3DWARN'))).toBe(
      '/api/refusals?producer=a%26severity%3DWARN',
    );
  });
});

describe('rules', () => {
  const rule = (code: string, count: number, clause: string | null = null) => ({
    ...{ code, clause, title: null, count, share: null, lastSeenAt: count, producers: [] },
  });
  const rules = [rule('B', 2, 'C12'), rule('A', 3, 'C2'), rule('C', 1)];
  test.each([
    ['', 'ABC'],
    ['sort=count', 'CBA'],
    ['sort=code', 'ABC'],
    ['sort=-clause', 'BAC'],
    ['sort=constructor', 'BAC'],
  ])('sorted by %j stand as %s', (query, order) => {
    const sorted = sortRules(rules, new URLSearchParams(query)).map(({ code }) => code);
    expect(sorted.join('')).toBe(order);
  });
});

describe('figures and words', () => {
  test.each([
    [1, 1],
    [2, 2],
    [7, 8],
    [11, 15],
    [22, 25],
    [101, 150],
    [999, 1_000],
  ])('a scale for %d ends at %d', (highest, top) => expect(niceTop(highest)).toBe(top));

  test.each([
    ['P4M', '4 months'],
    ['P1Y', '1 year'],
    ['P1Y6M', '1 year 6 months'],
    ['P90D', '90 days'],
    ['PT36H', 'PT36H'],
  ])('%s is %s', (duration, words) => expect(durationText(duration)).toBe(words));

  test('a day is the UTC day that was counted', () => {
    expect(bucketText(Date.parse('2026-03-10T00:00Z'), 'DAY')).toBe('2026-03-10');
  });

  test('signs that nobody sees are shown by their number, and long texts cut', () => {
    expect(visible('a\u200bb\u00adc')).toBe('a\\u200bb\\u00adc');
    expect(visible('x'.repeat(5_000))).toHaveLength(4_002);
  });
});
