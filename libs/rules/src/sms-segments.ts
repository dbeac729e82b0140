const basicAlphabet =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Each of these is sent as an escape and a character: two places. */
const extensionAlphabet = '\f^{}\\[~]|€';

const basicCharacters: ReadonlySet<string> = new Set(basicAlphabet);
const extensionCharacters: ReadonlySet<string> = new Set(extensionAlphabet);

/** How many places a message of one part and each part of a longer one hold; a header takes the rest. */
const gsmPlaces = { single: 160, part: 153 } as const;
const ucs2Places = { single: 70, part: 67 } as const;

/** Places that each character takes, or undefined when the GSM 7-bit alphabet lacks one of them. */
const gsmWidths = (text: string): readonly number[] | undefined => {
  const widths: number[] = [];
  for (const character of text) {
    if (basicCharacters.has(character)) widths.push(1);
    else if (extensionCharacters.has(character)) widths.push(2);
    else return undefined;
  }
  return widths;
};

const ucs2Widths = (text: string): readonly number[] => Array.from(text, (character) => character.length);

const countParts = (widths: readonly number[], places: { readonly single: number; readonly part: number }): number => {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= places.single) return 1;
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > places.part) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
};

/**
 * How many SMS a text takes: 160 places of the GSM 7-bit alphabet or 70 of UCS-2 for one, 153 or 67 in each of several; no
 * character is split over two.
 */
export const countSmsSegments = (text: string): number => {
  const widths = gsmWidths(text);
  return widths === undefined ? countParts(ucs2Widths(text), ucs2Places) : countParts(widths, gsmPlaces);
};
