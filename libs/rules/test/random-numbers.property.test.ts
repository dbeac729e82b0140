import { expect, test } from '@jest/globals';
import { createDetector } from '../src/detect/detector.ts';

const detector = createDetector();
const numberCount = 200_000;
/** So far a share of so many may lie from the true one by chance; the benchmark counts a million. */
const chance = 0.0003;

/** Mulberry32, so that every run sees the same numbers. */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const elevenDigits = (random: () => number): string => String(Math.floor(random() * 1e11)).padStart(11, '0');

const isTakenForIdentityNumber = (text: string): boolean =>
  detector.detect(text, 'TEXT').some(({ kind }) => kind === 'IDENTITY_NUMBER');

const firstCheckWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1] as const;

/** Numbers given before 2032 leave nothing in the first check. */
const isOfToday = (text: string): boolean =>
  firstCheckWeights.reduce((sum, weight, index) => sum + weight * Number(text.charAt(index)), 0) % 11 === 0;

test('at most 0.9 % of random strings of eleven digits are taken for identity numbers, 0.34 % without those of 2032', () => {
  const random = createRandom(4);
  let [taken, takenToday] = [0, 0];
  for (let index = 0; index < numberCount; index += 1) {
    const text = elevenDigits(random);
    if (!isTakenForIdentityNumber(text)) continue;
    taken += 1;
    if (isOfToday(text)) takenToday += 1;
  }
  expect(taken / numberCount).toBeLessThanOrEqual(0.009 + chance);
  expect(takenToday / numberCount).toBeLessThanOrEqual(0.0034 + chance);
  expect(takenToday).toBeGreaterThan(200);
});

const accountWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;

/** Ten digits with the check digit of an account number; undefined where none fits. */
const withCheckDigit = (digits: string): string | undefined => {
  const sum = accountWeights.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : `${digits}${check}`;
};

test.each([' ', '.'])(
  'no account number printed 4-2-5 with "%s" is taken for an identity number first',
  (separator) => {
    const random = createRandom(5);
    const taken: string[] = [];
    for (let index = 0; index < 20_000; index += 1) {
      const number = withCheckDigit(elevenDigits(random).slice(0, 10));
      if (number === undefined || number.startsWith('0000')) continue;
      const printed = [number.slice(0, 4), number.slice(4, 6), number.slice(6)].join(separator);
      if (isTakenForIdentityNumber(`Utbetalt til ${printed}.`)) taken.push(printed);
    }
    expect(taken.length).toBe(0);
  },
);
