import { Temporal } from 'temporal-polyfill';
import { type CivilDate, daysInMonth, toCivilDate, toDayNumber } from './civil-date.ts';
import type { CalendarDuration } from './duration.ts';
import { isInstant } from './field-limits.ts';

/** The calendar that every duration and every date of an event is read on. */
export const platformTimeZone = 'Europe/Oslo';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const winterOffsetMs = hourMs;
const summerOffsetMs = 2 * hourMs;
/** Since 1996 summer time ends in October; the years between are the ones the short way is proven for. */
const firstShortYear = 1997;
const lastShortYear = 2200;

/** Last Sunday of a month with 31 days, 01:00 UTC: the instant at which all of the EU changes its clocks. */
const clockChangeAt = (year: number, month: 3 | 10): number => {
  const lastDay = toDayNumber(year, month, 31);
  const weekday = (lastDay + 4) % 7;
  return (lastDay - weekday) * dayMs + hourMs;
};

const dayNumberOf = (at: number): number => Math.floor(at / dayMs);

/** Near New Year the UTC year may differ from the Norwegian one, but then it is winter in both. */
const offsetMs = (at: number, year: number): number =>
  at >= clockChangeAt(year, 3) && at < clockChangeAt(year, 10) ? summerOffsetMs : winterOffsetMs;

/** The instant of a wall-clock time: the earlier one where it exists twice, one hour later where it does not exist. */
const instantOf = (wallClockMs: number, year: number): number => {
  const asSummer = wallClockMs - summerOffsetMs;
  return offsetMs(asSummer, year) === summerOffsetMs ? asSummer : wallClockMs - winterOffsetMs;
};

const inShortRange = (year: number): boolean => year >= firstShortYear && year <= lastShortYear;

/** The day number a calendar distance away: months first, cut to the end of the month, then days. */
const moveDay = (from: CivilDate, duration: CalendarDuration, sign: 1 | -1): number => {
  const monthCount = from.year * 12 + (from.month - 1) + sign * (duration.years * 12 + duration.months);
  const year = Math.floor(monthCount / 12);
  const month = monthCount - year * 12 + 1;
  const day = Math.min(from.day, daysInMonth(year, month));
  return toDayNumber(year, month, day) + sign * (duration.weeks * 7 + duration.days);
};

/** The short way: EU clock changes as arithmetic. Undefined outside the years it is proven equal to Temporal for. */
const addShort = (baseAt: number, duration: CalendarDuration, sign: 1 | -1): number | undefined => {
  const utcYear = toCivilDate(dayNumberOf(baseAt)).year;
  if (!inShortRange(utcYear)) return undefined;
  if (duration.years + duration.months + duration.weeks + duration.days === 0) return baseAt + sign * duration.exactMs;
  const wallClockMs = baseAt + offsetMs(baseAt, utcYear);
  const wallClockDay = dayNumberOf(wallClockMs);
  const targetDay = moveDay(toCivilDate(wallClockDay), duration, sign);
  const targetYear = toCivilDate(targetDay).year;
  if (!inShortRange(targetYear)) return undefined;
  const target = targetDay * dayMs + (wallClockMs - wallClockDay * dayMs);
  return instantOf(target, targetYear) + sign * duration.exactMs;
};

const addByTemporal = (baseAt: number, duration: CalendarDuration, sign: 1 | -1): number | undefined => {
  const { years, months, weeks, days, exactMs } = duration;
  const base = Temporal.Instant.fromEpochMilliseconds(baseAt).toZonedDateTimeISO(platformTimeZone);
  const part = { years, months, weeks, days, milliseconds: exactMs };
  try {
    return (sign === 1 ? base.add(part) : base.subtract(part)).epochMilliseconds;
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
};

const move = (baseAt: number, duration: CalendarDuration, sign: 1 | -1): number | undefined => {
  if (!isInstant(baseAt)) return undefined;
  const at = addShort(baseAt, duration, sign) ?? addByTemporal(baseAt, duration, sign);
  return at !== undefined && isInstant(at) ? at : undefined;
};

/**
 * The instant a duration after `baseAt` (epoch ms) on the Norwegian calendar: months end where the month ends, the time of day stays
 * the same over a clock change. Undefined when the base or the result is outside the years 1 to 9999.
 */
export const addDuration = (baseAt: number, duration: CalendarDuration): number | undefined =>
  move(baseAt, duration, 1);

/** The instant a duration before `baseAt` (epoch ms); otherwise as `addDuration`. */
export const subtractDuration = (baseAt: number, duration: CalendarDuration): number | undefined =>
  move(baseAt, duration, -1);

/** The instant (epoch ms) at which a calendar day (days since 1970-01-01) ends in Norway: the next midnight. */
export const endOfDay = (day: number): number | undefined => {
  const nextMidnight = (day + 1) * dayMs;
  if (!isInstant(nextMidnight)) return undefined;
  const { year } = toCivilDate(day + 1);
  if (inShortRange(year)) return instantOf(nextMidnight, year);
  const date = Temporal.PlainDate.from('1970-01-01').add({ days: day + 1 });
  return date.toZonedDateTime(platformTimeZone).epochMilliseconds;
};
