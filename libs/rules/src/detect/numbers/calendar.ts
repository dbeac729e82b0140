const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** True for a day that can be; 29 February in any year. */
export const isDayOfMonth = (day: number, month: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= (daysInMonth[month - 1] ?? 0);

/** True for a year in which somebody who reads today can have been born. */
export const isYearOfLife = (year: number): boolean => year >= 1880 && year < 2100;

/** True for eight digits that are a date with a full year: ddmmyyyy or yyyymmdd. */
export const isCompactDate = (digits: string): boolean => {
  const part = (from: number, to: number): number => Number(digits.slice(from, to));
  if (isYearOfLife(part(0, 4)) && isDayOfMonth(part(6, 8), part(4, 6))) return true;
  return isYearOfLife(part(4, 8)) && isDayOfMonth(part(0, 2), part(2, 4));
};
