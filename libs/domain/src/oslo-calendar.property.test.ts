import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type CalendarDuration, parseDuration } from './duration.ts';
import { addDuration, endOfDay, platformTimeZone, subtractDuration } from './oslo-calendar.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const baseAt = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2240, 0, 1) });
/** Instants close to the clock changes, where arithmetic goes wrong first. */
const nearClockChange = fc
  .tuple(
    fc.integer({ min: 1996, max: 2201 }),
    fc.constantFrom(2, 9),
    fc.integer({ min: 20, max: 31 }),
    fc.integer({ min: -3 * hourMs, max: 6 * hourMs }),
  )
  .map(([year, month, day, offset]) => Date.UTC(year, month, day) + offset);
const duration = fc.record({
  years: fc.oneof(fc.constant(0), fc.nat(12)),
  months: fc.oneof(fc.constant(0), fc.nat(40)),
  weeks: fc.oneof(fc.constant(0), fc.nat(30)),
  days: fc.oneof(fc.constant(0), fc.nat(400)),
  exactMs: fc.oneof(
    fc.constant(0),
    fc.nat(48).map((hours) => hours * hourMs),
  ),
});

const byTemporal = (at: number, { exactMs, ...calendar }: CalendarDuration, sign: 1 | -1): number => {
  const base = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(platformTimeZone);
  const part = { ...calendar, milliseconds: exactMs };
  return (sign === 1 ? base.add(part) : base.subtract(part)).epochMilliseconds;
};

describe('durations on the Norwegian calendar', () => {
  test('are added exactly as Temporal adds them, the neighbourhood of clock changes included', () => {
    fc.assert(
      fc.property(fc.oneof(baseAt, nearClockChange), duration, (at, part) => {
        expect(addDuration(at, part)).toBe(byTemporal(at, part, 1));
      }),
      { numRuns: 4_000 },
    );
  });

  test('are subtracted exactly as Temporal subtracts them', () => {
    fc.assert(
      fc.property(fc.oneof(baseAt, nearClockChange), duration, (at, part) => {
        expect(subtractDuration(at, part)).toBe(byTemporal(at, part, -1));
      }),
      { numRuns: 2_000 },
    );
  });

  test('land on a clock change exactly as Temporal lands on it', () => {
    fc.assert(
      fc.property(nearClockChange, fc.nat(800), (target, days) => {
        const at = target - days * dayMs;
        const part = { years: 0, months: 0, weeks: 0, days, exactMs: 0 };
        expect(addDuration(at, part)).toBe(byTemporal(at, part, 1));
      }),
      { numRuns: 3_000 },
    );
  });

  test('never end earlier than a bound that knows no calendar: shortest months and years, less one hour of summer time', () => {
    fc.assert(
      fc.property(baseAt, duration, (at, part) => {
        const shortest = part.years * 365 + part.months * 28 + part.weeks * 7 + part.days;
        expect(addDuration(at, part)).toBeGreaterThanOrEqual(at + shortest * dayMs + part.exactMs - hourMs);
      }),
    );
  });

  test('grow with the base: a later event is never deleted earlier', () => {
    fc.assert(
      fc.property(fc.oneof(baseAt, nearClockChange), fc.nat(400 * dayMs), duration, (at, later, part) => {
        const first = addDuration(at, part) ?? Number.NaN;
        expect(addDuration(at + later, part)).toBeGreaterThanOrEqual(first - hourMs);
      }),
    );
  });

  test('end each day where Temporal says the next one starts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (day) => {
        const next = Temporal.PlainDate.from('1970-01-01').add({ days: day + 1 });
        expect(endOfDay(day)).toBe(next.toZonedDateTime(platformTimeZone).epochMilliseconds);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('reading a duration', () => {
  test('never throws and never gives a negative or fractional unit, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+P0-9YMWDTHS.,]{0,20}$/)), (text) => {
        const parsed = parseDuration(text);
        const units = parsed === undefined ? [] : Object.values(parsed);
        expect(units.every((unit) => Number.isInteger(unit) && unit >= 0)).toBe(true);
      }),
    );
  });

  test('agrees with Temporal on every duration of calendar units it accepts', () => {
    fc.assert(
      fc.property(duration, ({ years, months, weeks, days }) => {
        const text = `P${years}Y${months}M${weeks}W${days}D`;
        const expected = Temporal.Duration.from(text);
        expect(parseDuration(text)).toEqual({
          years: expected.years,
          months: expected.months,
          weeks: expected.weeks,
          days: expected.days,
          exactMs: 0,
        });
      }),
    );
  });
});
