import { Temporal } from 'temporal-polyfill';
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
const clockChangeAt = (year: number, monthIndex: number): number => {
  const lastDayAt = Date.UTC(year, monthIndex, 31, 1);
  const weekday = (Math.floor(lastDayAt / dayMs) + 4) % 7;
  return lastDayAt - weekday * dayMs;
};

const offsetMs = (at: number): number => {
  const year = new Date(at).getUTCFullYear();
  return at >= clockChangeAt(year, 2) && at < clockChangeAt(year, 9) ? summerOffsetMs : winterOffsetMs;
};

/** The instant of a wall-clock time: the earlier one where it exists twice, one hour later where it does not exist. */
const instantOf = (wallClockMs: number): number => {
  const asSummer = wallClockMs - summerOffsetMs;
  return offsetMs(asSummer) === summerOffsetMs ? asSummer : wallClockMs - winterOffsetMs;
};

const inShortRange = (year: number): boolean => year >= firstShortYear && year <= lastShortYear;

/** The short way: EU clock changes as arithmetic. Undefined outside the years it is proven equal to Temporal for. */
const addShort = (baseAt: number, duration: CalendarDuration, sign: 1 | -1): number | undefined => {
  const { years, months } = duration;
  const days = duration.weeks * 7 + duration.days;
  const wallClock = new Date(baseAt + offsetMs(baseAt));
  const year = wallClock.getUTCFullYear();
  if (!inShortRange(year)) return undefined;
  if (years + months + days === 0) return baseAt + sign * duration.exactMs;
  const monthCount = year * 12 + wallClock.getUTCMonth() + sign * (years * 12 + months);
  const targetYear = Math.floor(monthCount / 12);
  if (!inShortRange(targetYear)) return undefined;
  const targetMonth = monthCount - targetYear * 12;
  const daysInMonth = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  const dayOfMonth = Math.min(wallClock.getUTCDate(), daysInMonth);
  const timeOfDayMs = (wallClock.getTime() % dayMs) + (wallClock.getTime() < 0 ? dayMs : 0);
  const target = Date.UTC(targetYear, targetMonth, dayOfMonth) + sign * days * dayMs + timeOfDayMs;
  if (!inShortRange(new Date(target).getUTCFullYear())) return undefined;
  return instantOf(target) + sign * duration.exactMs;
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
  if (inShortRange(new Date(nextMidnight).getUTCFullYear())) return instantOf(nextMidnight);
  const date = Temporal.PlainDate.from('1970-01-01').add({ days: day + 1 });
  return date.toZonedDateTime(platformTimeZone).epochMilliseconds;
};
