/** Units below this are looked up; those above are letters unless they are symbols, and have no capital form here. */
const tableSize = 0x2000;

/** What a UTF-16 unit is to the word scan. */
export const unitKind = { other: 0, lower: 1, capital: 2, digit: 3 } as const;

/** The bits of a unit's image that are its small letter; its kind stands above them. */
export const smallLetterBits = 14;
export const smallLetterMask = (1 << smallLetterBits) - 1;

/** Tables over UTF-16 units below 0x2000: kind and small letter in one, the small letter, and the small letter without its accent. */
export interface LetterTables {
  readonly units: Uint16Array;
  readonly lower: Uint16Array;
  readonly plain: Uint16Array;
}

/** Letters whose everyday image the Unicode tables do not give; Swedish, German and Icelandic names meet Norwegian ones. */
const imagesByLetter: Readonly<Record<string, string>> = {
  ä: 'æ',
  ö: 'ø',
  å: 'å',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  ı: 'i',
};

/** Only Latin letters are met with accents too many; the rest is left as it is, for taking letters apart is slow. */
const isLatinWithAccent = (letter: string): boolean =>
  (letter >= '\u00c0' && letter < '\u0250') || (letter >= '\u1e00' && letter < '\u1f00');

const plainOf = (letter: string): string =>
  imagesByLetter[letter] ?? (isLatinWithAccent(letter) ? letter.normalize('NFD').charAt(0) : letter);

const kindOf = (unit: string): number => {
  if (unit.toLowerCase() !== unit) return unitKind.capital;
  if (unit.toUpperCase() !== unit || /\p{L}/u.test(unit)) return unitKind.lower;
  return /\p{Nd}/u.test(unit) ? unitKind.digit : unitKind.other;
};

/** The tables, built anew (about a millisecond): keep them. */
export const createLetterTables = (): LetterTables => {
  const units = new Uint16Array(tableSize);
  const lower = new Uint16Array(tableSize);
  const plain = new Uint16Array(tableSize);
  for (let code = 0; code < tableSize; code += 1) {
    const unit = String.fromCharCode(code);
    const small = unit.toLowerCase().charAt(0);
    units[code] = (kindOf(unit) << smallLetterBits) | small.charCodeAt(0);
    lower[code] = small.charCodeAt(0);
    plain[code] = plainOf(small).charCodeAt(0);
  }
  return { units, lower, plain };
};

const isSymbolAbove = (code: number): boolean =>
  code < 0x2c00 || (code >= 0x3000 && code < 0x3040) || (code >= 0xd800 && code < 0xf900) || code >= 0xfe00;

/** A small letter that no list has. */
const unlistedLetter = (unitKind.lower << smallLetterBits) | smallLetterMask;

/** The image of a unit at or above 0x2000: symbols, surrogates and forms part words, the rest is letters that no list has. */
export const unitAbove = (code: number): number => (isSymbolAbove(code) ? 0 : unlistedLetter);
