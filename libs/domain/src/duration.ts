/** An ISO 8601 duration of calendar units and an exact part; never negative. */
export interface CalendarDuration {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  /** Hours, minutes and seconds together, in milliseconds: exact time, not wall-clock time. */
  readonly exactMs: number;
}

const form =
  /^P(?=[0-9T])(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?(?:T(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,9})S)?)?$/;

const whole = (digits: string | undefined): number => (digits === undefined ? 0 : Number(digits));

/**
 * Reads `P4M`, `P2Y`, `P90D`, `P12W`, `P1DT12H` and the like; whole numbers only, in the order of the standard.
 * Undefined for anything else: no sign, no fraction, no lower case, not more than six digits a unit (nine for seconds).
 */
export const parseDuration = (text: string): CalendarDuration | undefined => {
  if (text.length > 60) return undefined;
  const parts = form.exec(text);
  if (parts === null) return undefined;
  return {
    years: whole(parts[1]),
    months: whole(parts[2]),
    weeks: whole(parts[3]),
    days: whole(parts[4]),
    exactMs: (whole(parts[5]) * 3600 + whole(parts[6]) * 60 + whole(parts[7])) * 1000,
  };
};

/** True when every unit is zero. */
export const isZeroDuration = (duration: CalendarDuration): boolean =>
  duration.years + duration.months + duration.weeks + duration.days + duration.exactMs === 0;
