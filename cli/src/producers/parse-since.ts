import { CommandError, exitCodes } from '../command-error.ts';

const dayMs = 86_400_000;
const maxDayCount = 366;

/** Reads a span back from now such as 30d, in milliseconds since the epoch. Throws CommandError. */
export function parseSince(text: string, now: number): number {
  const [, count] = /^([1-9]\d{0,2})d$/.exec(text) ?? [];
  if (count === undefined || Number(count) > maxDayCount)
    throw new CommandError(`--since needs days such as 30d, at most ${maxDayCount}d.`, exitCodes.usage);
  return now - Number(count) * dayMs;
}
