/**
 * First digits of the decimal digit scripts outside ASCII: each is followed by its other nine. Held equal to Unicode's own
 * property by a test; a table because asking by regular expression costs a microsecond a character.
 */
const zeros: readonly number[] = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136,
  0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50,
  0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2,
  0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

const dropped = /^[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
const spaces = /^[\p{Zs}\p{Zl}\p{Zp}]$/u;
const dashes = /^[\p{Pd}\u2212\u2043\u02d7\u2796]$/u;
const dots = /^[\u00b7\u2024\u2022\u2027\u22c5\u3002\uff0e\uff61\u30fb]$/u;

/** What becomes of a character that leaves no trace, such as a soft hyphen, a zero-width space or an accent. */
export const droppedImage = -1;
/** What becomes of a character that is none of the kinds looked for: it ends whatever was before it. */
export const otherImage = 0;

const space = 32;
const dash = 45;
const dot = 46;

const decimalDigit = (codePoint: number): number => {
  for (const zero of zeros) {
    if (codePoint < zero) return -1;
    if (codePoint < zero + 10) return codePoint - zero;
  }
  return -1;
};

/** Superscript, circled and other dressed-up digits become the digit that compatibility normalisation makes of them. */
const normalisedDigit = (character: string): number => {
  const image = character.normalize('NFKC');
  const code = image.charCodeAt(0);
  return image.length === 1 && code >= 48 && code <= 57 ? code : -1;
};

const asciiImage = (code: number): number => (code === 9 || code === 10 || code === 13 ? space : code);

/**
 * What a character counts as when digits are looked for, as an ASCII code: any digit is 0–9, any space is a space, any dash `-`, any
 * middle dot `.`; `droppedImage` or `otherImage` for the rest. ASCII stays as it is.
 */
export const imageOf = (codePoint: number): number => {
  if (codePoint < 128) return asciiImage(codePoint);
  const digit = decimalDigit(codePoint);
  if (digit >= 0) return 48 + digit;
  const character = String.fromCodePoint(codePoint);
  if (dropped.test(character)) return droppedImage;
  if (spaces.test(character)) return space;
  if (dashes.test(character)) return dash;
  if (dots.test(character)) return dot;
  const normalised = normalisedDigit(character);
  return normalised >= 0 ? normalised : otherImage;
};
