import type { EscapedCharacter } from './escaped-character.ts';

const percentSign = 37;

const hexValue = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48;
  const value = (code | 32) - 87;
  return value >= 10 && value < 16 ? value : -1;
};

const byteAt = (value: string, index: number): number => {
  const high = hexValue(value.charCodeAt(index));
  const low = hexValue(value.charCodeAt(index + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
};

/** Units that the sign before a byte takes: 1, or more where the sign itself was escaped (%25, %2525 …). */
const signLength = (value: string, index: number): number => {
  let length = 1;
  while (byteAt(value, index + length) === percentSign && byteAt(value, index + length + 2) >= 0) length += 2;
  return length;
};

const sequenceLength = (leadByte: number): number => {
  if (leadByte < 0x80) return 1;
  if (leadByte < 0xc2 || leadByte > 0xf4) return 0;
  if (leadByte >= 0xf0) return 4;
  return leadByte >= 0xe0 ? 3 : 2;
};

const smallestCodePoint = [0, 0, 0x80, 0x800, 0x10000] as const;

/** The character that %XX at `index` stands for, several bytes of UTF-8 and escaped escapes included; undefined where it is none. */
export const readPercent = (value: string, index: number): EscapedCharacter | undefined => {
  let at = index + signLength(value, index);
  const leadByte = byteAt(value, at);
  const byteCount = leadByte < 0 ? 0 : sequenceLength(leadByte);
  if (byteCount === 0) return undefined;
  at += 2;
  let codePoint = byteCount === 1 ? leadByte : leadByte & (0x7f >> byteCount);
  for (let count = 1; count < byteCount; count += 1) {
    if (value.charCodeAt(at) !== percentSign) return undefined;
    at += signLength(value, at);
    const byte = byteAt(value, at);
    if ((byte & 0xc0) !== 0x80) return undefined;
    codePoint = codePoint * 64 + (byte & 0x3f);
    at += 2;
  }
  const isWrong = codePoint < (smallestCodePoint[byteCount] ?? 0) || codePoint > 0x10ffff;
  return isWrong || (codePoint >= 0xd800 && codePoint <= 0xdfff) ? undefined : { codePoint, length: at - index };
};
