import type { OffsetPoint, OffsetRange } from '@varselvakt/inspection';
import { CommandError, exitCodes } from '../command-error.ts';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const words: Readonly<Record<string, OffsetPoint>> = {
  start: { at: 'START' },
  beginning: { at: 'START' },
  earliest: { at: 'START' },
  end: { at: 'END' },
  latest: { at: 'END' },
};
const spanForm = /^-(\d{1,6})([smhd])$/;
const instantForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const countForm = /^([+-]?)(\d{1,19})$/;

/**
 * Reads kcat's and rpk's offsets: start, end, 17, -5 (before the end), +5 (after the start), @TIME, and FROM:TO of them. TIME is ms or s since
 * the epoch, a date (UTC), an instant with its zone, or -1h before now. kcat's s@TIME is @TIME. Throws CommandError.
 */
export function parseOffsetRange(text: string, now: number): OffsetRange {
  const whole = parsePoint(text, now);
  if (whole !== null) return { from: whole, to: null };
  // An instant has colons of its own, so each colon may be the one between the two.
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    const from = parsePoint(text.slice(0, at), now);
    const to = parsePoint(text.slice(at + 1), now);
    if (from !== null && to !== null) return { from, to };
  }
  const forms = 'start, end, 17, -5, +5, @2027-01-31T12:00Z, @-1h or two of them such as @-2h:@-1h';
  throw new CommandError(`-o needs ${forms}.`, exitCodes.usage);
}

function parsePoint(text: string, now: number): OffsetPoint | null {
  const word = Object.hasOwn(words, text) ? words[text] : undefined;
  if (word !== undefined) return word;
  const [, sign, digits] = countForm.exec(text) ?? [];
  if (digits !== undefined) return toCount(sign ?? '', BigInt(digits));
  if (!text.startsWith('@') && !text.startsWith('s@')) return null;
  const time = parseTime(text.slice(text.indexOf('@') + 1), now);
  return time === null ? null : { at: 'TIME', time };
}

function toCount(sign: string, count: bigint): OffsetPoint {
  if (sign === '') return { at: 'OFFSET', offset: count };
  return { at: sign === '+' ? 'AFTER_START' : 'BEFORE_END', recordCount: count };
}

/** A moment that may lie in the past: ms or s since the epoch, a date, an instant, or a span before now; null for anything else. */
export function parseTime(text: string, now: number): number | null {
  const [, count, unit] = spanForm.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * unitMs[unit as keyof typeof unitMs];
  if (/^\d{13}$/.test(text)) return Number(text);
  if (/^\d{10}$/.test(text)) return Number(text) * 1_000;
  if (!instantForm.test(text)) return null;
  const day = text.slice(0, 10);
  const dayAt = Date.parse(day);
  // Date.parse takes the 30th of February for a day of March.
  if (Number.isNaN(dayAt) || new Date(dayAt).toISOString().slice(0, 10) !== day) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
