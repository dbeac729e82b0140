import { expect, test } from '@jest/globals';
import { checkTallyDays } from './config.ts';

test('counts are kept for longer than feedback, or the deleter does not start', () => {
  expect(checkTallyDays({ EVENT_TALLY_DAYS: 31, FEEDBACK_RETENTION_DAYS: 30 })).toEqual([]);
  expect(checkTallyDays({ EVENT_TALLY_DAYS: 30, FEEDBACK_RETENTION_DAYS: 30 })).toMatchObject([
    { name: 'EVENT_TALLY_DAYS', example: '31' },
  ]);
});
