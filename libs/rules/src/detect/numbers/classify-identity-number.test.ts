import { describe, expect, test } from '@jest/globals';
import { notIdentityNumbers, publishedNumbers } from '../../testing/published-numbers.ts';
import { classifyIdentityNumber, type IdentityNumberKind } from './classify-identity-number.ts';

/** Kinds that overlap in their months, or that a later rule keeps apart only by their check digits. */
const kindsOf: Readonly<Record<keyof typeof publishedNumbers, readonly IdentityNumberKind[]>> = {
  'birth-number': ['birth-number'],
  'd-number': ['d-number'],
  'h-number': ['h-number'],
  'tenor-synthetic': ['tenor-synthetic'],
  'health-network-synthetic': ['health-network-synthetic', 'npid'],
  npid: ['npid', 'health-network-synthetic'],
  'from-2032': ['birth-number', 'd-number'],
  'fh-number': ['fh-number'],
};

const published = Object.entries(publishedNumbers).flatMap(([kind, numbers]) =>
  numbers.map((digits) => [kind as keyof typeof publishedNumbers, digits] as const),
);

describe('a published number', () => {
  test.each(published)('of kind %s is known: %s', (kind, digits) => {
    expect(kindsOf[kind]).toContain(classifyIdentityNumber(digits));
  });
});

describe('a number that is nobody’s', () => {
  test.each([...notIdentityNumbers])('is refused: %s', (digits) => {
    expect(classifyIdentityNumber(digits)).toBeUndefined();
  });

  test.each([
    '',
    '1309724802',
    '130972480222',
    '1309724802x',
    '１３０９７２４８０２２',
    '00000000000',
    '86011117947',
    '97104133219',
  ])('is refused: %j', (digits) => {
    expect(classifyIdentityNumber(digits)).toBeUndefined();
  });
});
