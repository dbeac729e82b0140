import type { EscapedCharacter } from './escaped-character.ts';

const letterEntities =
  'Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å angst Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í ' +
  'Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý ' +
  'THORN Þ szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë igrave ì ' +
  'iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù uacute ú ucirc û uuml ü ' +
  'yacute ý thorn þ yuml ÿ oelig œ OElig Œ scaron š Scaron Š zcaron ž Zcaron Ž ccaron č Ccaron Č cacute ć nacute ń lstrok ł ' +
  'ordf ª ordm º imath ı sup1 ¹ sup2 ² sup3 ³ fflig ﬀ filig ﬁ fllig ﬂ';

const signEntities =
  'amp & lt < gt > quot " apos \' comma , colon : semi ; period . excl ! quest ? num # dollar $ percnt % commat @ lpar ( rpar ) ' +
  'lsqb [ lbrack [ rsqb ] rbrack ] lcub { lbrace { rcub } rbrace } ast * midast * plus + sol / bsol \\ lowbar _ UnderBar _ ' +
  'vert | verbar | VerticalLine | equals = grave ` Hat ^ hyphen \u2010 dash \u2010 ndash \u2013 mdash \u2014 horbar \u2015 ' +
  'minus \u2212 middot \u00b7 centerdot \u00b7 CenterDot \u00b7 sdot \u22c5 bull \u2022 bullet \u2022 hellip \u2026 lsquo \u2018 ' +
  'rsquo \u2019 ldquo \u201c rdquo \u201d laquo \u00ab raquo \u00bb times \u00d7 deg \u00b0';

/** Spaces and what is not seen, by code: they cannot be told apart in a source text. */
const blankEntities: readonly (readonly [name: string, code: number])[] = [
  ['Tab', 9],
  ['NewLine', 10],
  ['nbsp', 0xa0],
  ['NonBreakingSpace', 0xa0],
  ['ensp', 0x2002],
  ['emsp', 0x2003],
  ['emsp13', 0x2004],
  ['emsp14', 0x2005],
  ['numsp', 0x2007],
  ['puncsp', 0x2008],
  ['thinsp', 0x2009],
  ['ThinSpace', 0x2009],
  ['hairsp', 0x200a],
  ['VeryThinSpace', 0x200a],
  ['MediumSpace', 0x205f],
  ['ZeroWidthSpace', 0x200b],
  ['NegativeThinSpace', 0x200b],
  ['NegativeMediumSpace', 0x200b],
  ['NegativeThickSpace', 0x200b],
  ['NegativeVeryThinSpace', 0x200b],
  ['zwnj', 0x200c],
  ['zwj', 0x200d],
  ['lrm', 0x200e],
  ['rlm', 0x200f],
  ['NoBreak', 0x2060],
  ['InvisibleTimes', 0x2062],
  ['InvisibleComma', 0x2063],
  ['shy', 0xad],
];

const pairsOf = (list: string): readonly (readonly [string, number])[] => {
  const words = list.split(' ');
  return words.flatMap((word, index) =>
    index % 2 === 0 ? [[word, words[index + 1]?.codePointAt(0) ?? 0] as const] : [],
  );
};

const namedEntities: ReadonlyMap<string, number> = new Map([
  ...pairsOf(letterEntities),
  ...pairsOf(signEntities),
  ...blankEntities,
]);

const maxNameLength = 24;
const dressedLetter = /^([A-Za-z])(?:fr|scr|opf)$/;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** The value of a digit in the given base; -1 when it is none. */
const digitValue = (code: number, base: number): number => {
  if (isDigit(code)) return code - 48;
  const value = (code | 32) - 87;
  return base === 16 && value >= 10 && value < 16 && isLetter(code) ? value : -1;
};

const afterSemicolon = (value: string, index: number): number => (value.charCodeAt(index) === 59 ? index + 1 : index);

const readNumeric = (value: string, index: number): EscapedCharacter | undefined => {
  const base = (value.charCodeAt(index + 2) | 32) === 120 ? 16 : 10;
  const first = index + (base === 16 ? 3 : 2);
  let at = first;
  let codePoint = 0;
  for (let digit = digitValue(value.charCodeAt(at), base); digit >= 0; digit = digitValue(value.charCodeAt(at), base)) {
    codePoint = Math.min(codePoint * base + digit, 0x110000);
    at += 1;
  }
  if (at === first || codePoint > 0x10ffff) return undefined;
  return { codePoint, length: afterSemicolon(value, at) - index };
};

const endOfName = (value: string, from: number, takesDigits: boolean): number => {
  let to = from;
  while (to - from < maxNameLength) {
    const code = value.charCodeAt(to);
    if (!(isLetter(code) || (takesDigits && isDigit(code)))) break;
    to += 1;
  }
  return to;
};

const codePointOf = (name: string): number | undefined =>
  namedEntities.get(name) ?? dressedLetter.exec(name)?.[1]?.codePointAt(0);

const readNamed = (value: string, index: number): EscapedCharacter | undefined => {
  const end = endOfName(value, index + 1, true);
  const isClosed = value.charCodeAt(end) === 59;
  const nameEnd = isClosed ? end : endOfName(value, index + 1, false);
  const codePoint = codePointOf(value.slice(index + 1, nameEnd));
  return codePoint === undefined ? undefined : { codePoint, length: nameEnd + (isClosed ? 1 : 0) - index };
};

/** The character that an HTML entity at `index` stands for, its semicolon forgotten or not; undefined where there is none. */
export const readEntity = (value: string, index: number): EscapedCharacter | undefined =>
  value.charCodeAt(index + 1) === 35 ? readNumeric(value, index) : readNamed(value, index);
