/** A text in which dots, at-signs and colons that were spelled out are written as such; for each unit, where it came from. */
export interface PlainSpelling {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const bracketed = String.raw`\s?[[({<]\s?(?:\.|dot|punktum|prikk|@|at|krøllalfa|alfakrøll|:)\s?[\])}>]\s?`;
const endings = '(?:no|com|net|org|info|io|eu|dk|gov|co)';
const spaced = String.raw`\s(?:dot|punktum|prikk|\.)\s(?=[a-z0-9-]{1,63}(?:\s(?:dot|punktum|prikk|\.)\s|\.[a-z]|\b))`;
const beforeEnding = String.raw`\s\.(?=${endings}(?![a-zæøå]))`;
const curl = String.raw`\s?(?:krøllalfa|alfakrøll|kroellalfa)\s?`;

const spellings = new RegExp(
  `(?<=[\\p{L}\\p{N}])(?:${bracketed}|${spaced}|${beforeEnding}|${curl})(?=[\\p{L}\\p{N}/])`,
  'giu',
);

/** Only where one of these follows is a word such as «punktum» a dot. */
const spacedEnding = new RegExp(String.raw`\s(?:dot|punktum|prikk|\.)\s${endings}(?![a-zæøå])`, 'iu');

/** False for texts in which nothing can be spelled out: nearly all. */
const maySpellOut =
  /[[({<](?:\s?[.:@]|\s?(?:dot|punktum|prikk|at|kr|alfakr))|krøllalfa|alfakrøll|kroellalfa|\s(?:dot|punktum|prikk|\.)\s|\s\.[a-z]/i;

const letterAt = (text: string, index: number): number => text.charCodeAt(index) | 32;

/** The pairs of letters with which «dot», «punktum» and «prikk» begin. */
export const dotWordPairs = 'do pu pr';

/** A cheap look: false where the word at [from, to) is none of «dot», «punktum» and «prikk». */
export const maySpellDot = (text: string, from: number, to: number): boolean => {
  switch (to - from) {
    case 3:
      return letterAt(text, from) === 100 && letterAt(text, from + 1) === 111 && letterAt(text, from + 2) === 116;
    case 5:
      return letterAt(text, from) === 112 && letterAt(text, from + 1) === 114 && letterAt(text, from + 3) === 107;
    case 7:
      return letterAt(text, from) === 112 && letterAt(text, from + 1) === 117 && letterAt(text, from + 3) === 107;
    default:
      return false;
  }
};

const isSpaced = (spelling: string): boolean => /^\s(?:dot|punktum|prikk|\.)\s$/i.test(spelling);

const imageOf = (spelling: string): string => {
  if (/@|at|krøllalfa|alfakrøll|kroellalfa/i.test(spelling)) return '@';
  return spelling.includes(':') ? ':' : '.';
};

const appendUnits = (pieces: number[][], from: number, to: number): void => {
  for (let index = from; index < to; index += 1) pieces.push([index, index + 1]);
};

/** Undoes [.], (dot), «punktum», (at), «krøllalfa», full-width dots and their like; null when the text has none. */
export const readSpelledOut = (text: string): PlainSpelling | null => {
  if (!maySpellOut.test(text)) return null;
  const takesSpaced = spacedEnding.test(text);
  const units: number[][] = [];
  let plain = '';
  let done = 0;
  for (const match of text.matchAll(spellings)) {
    if (isSpaced(match[0]) && !takesSpaced) continue;
    plain += text.slice(done, match.index) + imageOf(match[0]);
    appendUnits(units, done, match.index);
    done = match.index + match[0].length;
    units.push([match.index, done]);
  }
  if (done === 0) return null;
  plain += text.slice(done);
  appendUnits(units, done, text.length);
  return {
    text: plain,
    starts: Int32Array.from(units, (unit) => unit[0] ?? 0),
    ends: Int32Array.from(units, (unit) => unit[1] ?? 0),
  };
};
