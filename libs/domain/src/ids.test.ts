import { describe, expect, test } from '@jest/globals';
import { isUuid, parseOrganisationNumber, parseProducerId } from './ids.ts';

describe('ids', () => {
  test.each([
    '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
    '00000000-0000-0000-0000-000000000000',
    '0199A1B2-C3D4-4E5F-8A9B-0C1D2E3F4A5B',
  ])('takes %s as a UUID, whatever its version', (text) => {
    expect(isUuid(text)).toBe(true);
  });

  test.each([
    '',
    'x',
    '0199a1b2c3d47e5f8a9b0c1d2e3f4a5b',
    '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5',
    '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g',
    '{0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b}',
  ])('refuses %j as a UUID', (text) => {
    expect(isUuid(text)).toBe(false);
  });

  test('takes an organisation number only with the right check digit and first digit', () => {
    expect(parseOrganisationNumber('988077917')).toBe('988077917');
    expect(parseOrganisationNumber('889640782')).toBe('889640782');
    for (const wrong of ['988077918', '98807791', '9880779170', '088077917', '98807791x', '', '９88077917']) {
      expect(parseOrganisationNumber(wrong)).toBeUndefined();
    }
  });

  test('takes a producer id of 1 to 63 small letters, digits and hyphens', () => {
    expect(parseProducerId('a-1')).toBe('a-1');
    expect(parseProducerId('a'.repeat(63))).toBeDefined();
    for (const wrong of ['', 'A', 'æ', 'a b', 'a'.repeat(64)]) expect(parseProducerId(wrong)).toBeUndefined();
  });
});
