import type { EscapedCharacter } from './fold-digits.ts';

const namedEntities: Readonly<Record<string, number>> = {
  nbsp: 0xa0,
  ensp: 0x2002,
  emsp: 0x2003,
  thinsp: 0x2009,
  shy: 0xad,
  zwnj: 0x200c,
  zwj: 0x200d,
  ndash: 0x2013,
  mdash: 0x2014,
  hyphen: 0x2010,
  dash: 0x2010,
  minus: 0x2212,
  middot: 0xb7,
  period: 0x2e,
  Tab: 0x09,
  NewLine: 0x0a,
};

const entityForm = /^&(?:#0{0,16}([0-9]{1,7})|#[xX]0{0,16}([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));?/;
const maxEntityLength = 28;

const codePointOf = (
  decimal: string | undefined,
  hexadecimal: string | undefined,
  name: string | undefined,
): number => {
  if (decimal !== undefined) return Number(decimal);
  if (hexadecimal !== undefined) return Number.parseInt(hexadecimal, 16);
  return name === undefined ? -1 : (namedEntities[name] ?? -1);
};

/** The character that an HTML entity at `index` stands for; undefined when there is no entity that matters to digits. */
export const readEntity = (value: string, index: number): EscapedCharacter | undefined => {
  const match = entityForm.exec(value.slice(index, index + maxEntityLength));
  if (match === null) return undefined;
  const codePoint = codePointOf(match[1], match[2], match[3]);
  return codePoint < 0 || codePoint > 0x10ffff ? undefined : { codePoint, length: match[0].length };
};

const sequenceLength = (leadByte: number): number => {
  if (leadByte < 0x80) return 1;
  if (leadByte >= 0xf0) return 4;
  return leadByte >= 0xe0 ? 3 : 2;
};

/** The character that a %XX sequence at `index` stands for, several bytes of UTF-8 included; undefined when it is none. */
export const readPercent = (value: string, index: number): EscapedCharacter | undefined => {
  const leadByte = Number.parseInt(value.slice(index + 1, index + 3), 16);
  if (Number.isNaN(leadByte)) return undefined;
  const length = sequenceLength(leadByte) * 3;
  try {
    const codePoint = decodeURIComponent(value.slice(index, index + length)).codePointAt(0);
    return codePoint === undefined ? undefined : { codePoint, length };
  } catch {
    return undefined;
  }
};
