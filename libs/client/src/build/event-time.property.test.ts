import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toDay, toInstant } from './event-time.ts';

const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

test('an instant is the same as a Date, as ISO 8601 and as a number', () => {
  fc.assert(
    fc.property(dates, (date) => {
      const at = date.getTime();
      expect([toInstant(date), toInstant(date.toISOString()), toInstant(at)]).toEqual([at, at, at]);
    }),
  );
});

test('a day is counted from 1970, and stands for its own text alone', () => {
  fc.assert(
    fc.property(dates, (date) => {
      const text = date.toISOString().slice(0, 10);
      expect(toDay(text)).toBe(Math.floor(date.getTime() / 86_400_000));
    }),
  );
});

test('anything else is no time, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const at = toInstant(value);
      if (typeof value !== 'number' && !(value instanceof Date)) expect(at).toBeNaN();
      expect(toDay(value)).toBeNaN();
    }),
  );
});
