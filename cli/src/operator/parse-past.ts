import { CommandError, exitCodes } from '../command-error.ts';
import { parseTime } from '../tail/offset-expression.ts';

/** Reads `2h` (ago), a date or an instant with its zone, as milliseconds since the epoch. Throws CommandError. */
export function parsePast(name: string, text: string, now: number): number {
  const time = parseTime(/^\d+[smhd]$/.test(text) ? `-${text}` : text, now);
  if (time !== null) return time;
  throw new CommandError(`${name} needs a span such as 2h, a date, or an instant with its zone.`, exitCodes.usage);
}
