import { CommandError, exitCodes } from '../command-error.ts';

const hourMs = 3_600_000;
const spanForm = /^([1-9]\d{0,4})([hd])$/;
const instantForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Reads `12h`, `30d`, `2027-01-31` (its first moment, UTC) or an instant with its zone, in the future. Throws CommandError. */
export function parseInstant(name: string, text: string, now: number): number {
  const [, count, unit] = spanForm.exec(text) ?? [];
  const at = count === undefined ? parseCalendar(text) : now + Number(count) * (unit === 'h' ? hourMs : 24 * hourMs);
  if (Number.isNaN(at)) {
    const forms = 'a span such as 12h or 30d, a date, or an instant such as 2027-01-31T12:00Z';
    throw new CommandError(`${name} needs ${forms}.`, exitCodes.usage);
  }
  if (at <= now) throw new CommandError(`${name} has passed already.`, exitCodes.usage);
  return at;
}

/** Date.parse takes the 30th of February for a day of March. */
function parseCalendar(text: string): number {
  if (!instantForm.test(text)) return Number.NaN;
  const day = text.slice(0, 10);
  const dayAt = Date.parse(day);
  return Number.isNaN(dayAt) || new Date(dayAt).toISOString().slice(0, 10) !== day ? Number.NaN : Date.parse(text);
}
