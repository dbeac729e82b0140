/** How a token is written. */
export const tokenShape = {
  /** No capital at the start (iPhone too). */
  small: 0,
  /** A capital, the rest small or one letter alone. */
  capital: 1,
  /** Two letters or more, all capitals. */
  allCapitals: 2,
  /** Capitals inside: McDonald, NorgesGruppen. */
  mixed: 3,
  number: 4,
} as const;

/**
 * What stands between a token and the one before, as a set; 0 is nothing at all (a number beside a letter). Of a gap of
 * several characters each adds its bit.
 */
export const tokenGap = {
  space: 1,
  hyphen: 2,
  dot: 4,
  comma: 8,
  apostrophe: 16,
  /** Exclamation and question marks, colon, semicolon, ellipsis, bullet. */
  ender: 32,
  newline: 64,
  /** Quotes, brackets, slashes, symbols. */
  other: 128,
  /** The first token: whatever stands before it. */
  start: 256,
} as const;

/**
 * A text cut into words and numbers, column by column; columns are filled up to `count`, what lies behind is stale.
 * Words are runs of letters, numbers runs of digits; everything else is gap.
 */
export interface WordScan extends ScanColumns {
  readonly text: string;
  /** Words and numbers that somebody reads. */
  readonly count: number;
  /** With those behind `wordsEnd` of HTML. */
  readonly countOfAll: number;
}

/** The columns: of each word or number where it stands, how it is written, what stands before it, and what the lists say. */
export interface ScanColumns {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly shape: Uint8Array;
  readonly gap: Uint16Array;
  /** 1 where a sentence starts as far as form tells: at the start, after a line's end, after a mark that ends sentences. */
  readonly sentenceStart: Uint8Array;
  /** Classes of the lists that hold the word, see wordClass. */
  readonly classes: Int32Array;
  /** The entry number that a list gives the word; 0 for none. */
  readonly entry: Uint16Array;
}

/** Room for the columns of a scan. */
export interface ScanBuffers extends ScanColumns {
  readonly capacity: number;
}

/** Tokens that the lexicon’s own columns have room for; a text of more units than this gets columns of its own. */
const usualCapacity = 8192;

/** Columns for so many tokens, zeroed. */
export const createScanBuffers = (capacity: number = usualCapacity): ScanBuffers => ({
  capacity,
  from: new Int32Array(capacity),
  to: new Int32Array(capacity),
  shape: new Uint8Array(capacity),
  gap: new Uint16Array(capacity),
  sentenceStart: new Uint8Array(capacity),
  classes: new Int32Array(capacity),
  entry: new Uint16Array(capacity),
});
