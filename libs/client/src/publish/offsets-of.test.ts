import { expect, test } from '@jest/globals';
import { offsetsOf } from './offsets-of.ts';

const at = (partition: number) => ({ topic: 't', partition });

test('each record gets its own offset, though runs are told in any order', () => {
  const placements = [
    { ...at(1), baseOffset: 70n, recordCount: 1 },
    { ...at(0), baseOffset: 12n, recordCount: 1 },
    { ...at(0), baseOffset: 9n, recordCount: 2 },
  ];
  expect(offsetsOf([at(0), at(1), at(0), at(0)], placements)).toEqual([9n, 70n, 10n, 12n]);
});
