import { tokenGap } from './word-scan.ts';

const gapsByUnit: Readonly<Record<string, number>> = {
  ' ': tokenGap.space,
  '\t': tokenGap.space,
  '\u00a0': tokenGap.space,
  '\n': tokenGap.newline,
  '\r': tokenGap.newline,
  '\u2028': tokenGap.newline,
  '\u2029': tokenGap.newline,
  '-': tokenGap.hyphen,
  '\u2010': tokenGap.hyphen,
  '\u2011': tokenGap.hyphen,
  '.': tokenGap.dot,
  ',': tokenGap.comma,
  "'": tokenGap.apostrophe,
  '\u2019': tokenGap.apostrophe,
  '\u00b4': tokenGap.apostrophe,
  '`': tokenGap.apostrophe,
  '!': tokenGap.ender,
  '?': tokenGap.ender,
  ':': tokenGap.ender,
  ';': tokenGap.ender,
  '\u2026': tokenGap.ender,
  '\u2022': tokenGap.ender,
};

const gapTableSize = 0x80;

/** What each unit below 0x80 adds to a gap: a table for the scan. */
export const createGapTable = (): Uint8Array => {
  const table = new Uint8Array(gapTableSize).fill(tokenGap.other);
  for (const [unit, gap] of Object.entries(gapsByUnit))
    if (unit.charCodeAt(0) < gapTableSize) table[unit.charCodeAt(0)] = gap;
  return table;
};

/** What a unit at or above 0x80 adds to a gap. */
export const gapAbove = (code: number): number => gapsByUnit[String.fromCharCode(code)] ?? tokenGap.other;
