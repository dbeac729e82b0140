import { isCalendarDay, isInstant } from '@varselvakt/domain';

/** An instant: a Date, ISO 8601 with an offset such as `2026-03-01T12:00:00Z`, or milliseconds since 1970-01-01T00:00Z. */
export type EventTime = Date | string | number;

/** A calendar day, written `2026-03-01`. */
export type EventDay = `${number}-${number}-${number}`;

const dayMs = 86_400_000;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const instantForm = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Days since 1970-01-01; NaN for what is no day of the calendar, such as 30 February. Never throws. */
export const toDay = (value: unknown): number => {
  if (typeof value !== 'string' || !dayForm.test(value)) return Number.NaN;
  const at = Date.parse(`${value}T00:00:00Z`);
  // Date moves 30 February to March instead of refusing it.
  const isReal = Number.isFinite(at) && new Date(at).toISOString().startsWith(value);
  return isReal && isCalendarDay(at / dayMs) ? at / dayMs : Number.NaN;
};

const toMs = (value: unknown): number => {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return value;
  const day = typeof value === 'string' ? instantForm.exec(value)?.[1] : undefined;
  return day === undefined || Number.isNaN(toDay(day)) ? Number.NaN : Date.parse(String(value));
};

/** Milliseconds since 1970-01-01T00:00Z; NaN for what is no instant, such as a time without an offset. Never throws. */
export const toInstant = (value: unknown): number => {
  const at = toMs(value);
  return isInstant(at) ? at : Number.NaN;
};
