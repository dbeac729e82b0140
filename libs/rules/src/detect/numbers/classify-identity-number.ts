import { firstRemainder, secondRemainder } from './check-digits.ts';

/**
 * The kinds of the 11-digit family that its check digits and date tell apart. `d-number` is given where only the day is shifted;
 * a shifted month names the kind whether the day is shifted too or not.
 */
export type IdentityNumberKind =
  | 'birth-number'
  | 'd-number'
  | 'h-number'
  | 'npid'
  | 'health-network-synthetic'
  | 'tenor-synthetic'
  | 'fh-number';

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

interface MonthShift {
  readonly shift: number;
  readonly kind: IdentityNumberKind;
  /** Numbers given from 2032 on may leave 0 to 3 in the first check. */
  readonly fromYear2032: boolean;
}

const monthShifts: readonly MonthShift[] = [
  { shift: 0, kind: 'birth-number', fromYear2032: true },
  { shift: 40, kind: 'h-number', fromYear2032: true },
  { shift: 80, kind: 'tenor-synthetic', fromYear2032: true },
  { shift: 65, kind: 'health-network-synthetic', fromYear2032: false },
  { shift: 20, kind: 'npid', fromYear2032: false },
  { shift: 60, kind: 'npid', fromYear2032: false },
];

const digitAt = (digits: string, index: number): number => digits.charCodeAt(index) - 48;

/** The century is never judged: the two digits alone do not tell it for D-numbers and for numbers from 2032 on; 00 counts as 2000. */
const isDate = (day: number, month: number, yearInCentury: number): boolean => {
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2 && day === 29) return yearInCentury % 4 === 0;
  return day <= (daysInMonth[month - 1] ?? 0);
};

const elevenDigits = /^[0-9]{11}$/;

/**
 * The kind of an identity number, or undefined when a check digit or the date is wrong. Takes exactly eleven ASCII digits.
 * An FH-number has no date: take it as one only where the context says so.
 */
export const classifyIdentityNumber = (digits: string): IdentityNumberKind | undefined => {
  if (!elevenDigits.test(digits)) return undefined;
  if (secondRemainder(digits) !== 0) return undefined;
  const remainder = firstRemainder(digits);
  if (remainder > 3) return undefined;
  const firstDigit = digitAt(digits, 0);
  if (firstDigit >= 8) return remainder === 0 ? 'fh-number' : undefined;
  const shiftedDay = firstDigit >= 4;
  const day = (shiftedDay ? firstDigit - 4 : firstDigit) * 10 + digitAt(digits, 1);
  const month = digitAt(digits, 2) * 10 + digitAt(digits, 3);
  const yearInCentury = digitAt(digits, 4) * 10 + digitAt(digits, 5);
  const match = monthShifts.find(
    ({ shift, fromYear2032 }) => (remainder === 0 || fromYear2032) && isDate(day, month - shift, yearInCentury),
  );
  if (match === undefined) return undefined;
  return match.kind === 'birth-number' && shiftedDay ? 'd-number' : match.kind;
};

/** True for eleven digits that begin with the date of a fødselsnummer or D-number, whatever their check digits say. */
export const hasPlausibleDate = (digits: string): boolean => {
  const firstDigit = digitAt(digits, 0);
  const day = (firstDigit >= 4 ? firstDigit - 4 : firstDigit) * 10 + digitAt(digits, 1);
  const month = digitAt(digits, 2) * 10 + digitAt(digits, 3);
  return firstDigit < 8 && isDate(day, month, digitAt(digits, 4) * 10 + digitAt(digits, 5));
};
