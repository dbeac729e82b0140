import { isDayOfMonth, isYearOfLife } from './calendar.ts';

const months = 'jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc]';
const monthName = `(?<month>${months})[a-z]{0,6}`;
const year = `(?<year>(?:18|19|20)[0-9]{2}|'?[0-9]{2})(?![0-9])`;

/** Full dates: 12.05.1984, 12/5-84, 1984-05-12, 12. mai 1984, May 12, 1984, and 120584 or 12051984 in one. */
const dateForms: readonly RegExp[] = [
  new RegExp(`(?<![0-9])(?<day>[0-9]{1,2})\\s?[./-]\\s?(?<number>[0-9]{1,2})\\s?[./-]\\s?${year}`),
  new RegExp(`(?<![0-9])(?<day>[0-9]{1,2}) (?<number>[0-9]{2}) ${year}`),
  /(?<![0-9])(?<year>(?:18|19|20)[0-9]{2})[-./](?<number>[0-9]{1,2})[-./](?<day>[0-9]{1,2})(?![0-9])/,
  new RegExp(`(?<![0-9])(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\\.?\\s{0,2}(?:of )?${monthName}\\.?,?\\s{0,2}${year}`),
  new RegExp(`(?<![a-z])${monthName}\\.? (?<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\\s{1,2}${year}`),
  /(?<![0-9])(?<day>[0-9]{2})(?<number>[0-9]{2})(?<year>(?:18|19|20)[0-9]{2}|[0-9]{2})(?![0-9])/,
];

const monthNumbers: readonly (readonly [RegExp, number])[] = months
  .split('|')
  .map((month, index) => [new RegExp(`^${month}`), index + 1] as const);

const monthOf = (groups: Readonly<Record<string, string | undefined>>): number => {
  const name = groups['month'];
  if (name === undefined) return Number(groups['number']);
  return monthNumbers.find(([form]) => form.test(name))?.[1] ?? 0;
};

/** The six digits with which a date begins an identity number; undefined where it is no date of a life. */
const sixDigitsOf = (groups: Readonly<Record<string, string | undefined>>): string | undefined => {
  const written = (groups['year'] ?? '').replace("'", '');
  const [day, month] = [Number(groups['day']), monthOf(groups)];
  if (!isDayOfMonth(day, month) || (written.length === 4 && !isYearOfLife(Number(written)))) return undefined;
  return `${String(day).padStart(2, '0')}${String(month).padStart(2, '0')}${written.slice(-2)}`;
};

/** A full date in a piece of text, and how an identity number would begin with it. */
export interface WrittenDate {
  readonly at: number;
  readonly length: number;
  readonly sixDigits: string;
}

const readDate = (match: RegExpExecArray | null): WrittenDate | undefined => {
  const sixDigits = match?.groups && sixDigitsOf(match.groups);
  return match && sixDigits !== undefined ? { at: match.index, length: match[0].length, sixDigits } : undefined;
};

/** The first full date of a short piece of text in small letters; undefined where it holds none. */
export const firstDateIn = (piece: string): WrittenDate | undefined => {
  let first: WrittenDate | undefined;
  for (const form of dateForms) {
    const date = readDate(form.exec(piece));
    if (date !== undefined && (first === undefined || date.at < first.at)) first = date;
  }
  return first;
};

/** The full date that stands last in a short piece of text in small letters; undefined where it holds none. */
export const lastDateIn = (piece: string): WrittenDate | undefined => {
  let last: WrittenDate | undefined;
  let from = 0;
  for (let next = firstDateIn(piece); next !== undefined; next = firstDateIn(piece.slice(from))) {
    last = { ...next, at: from + next.at };
    from = last.at + last.length;
  }
  return last;
};
