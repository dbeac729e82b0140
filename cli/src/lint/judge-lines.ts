import { isAscii, isUtf8 } from 'node:buffer';
import { type InputJudge, isTextObject, unreadable } from './judge-input.ts';
import type { Judgement } from './judgement.ts';
import { findJsonFault } from './json-fault.ts';
import { placesOnLine } from './line-places.ts';

/** Whole lines of a file. */
export type LineBatch = {
  readonly file: string;
  /** Number of the first line, from 1. */
  readonly firstLine: number;
  readonly bytes: Uint8Array;
  /** TEXTS: what is no JSON object with a text is a text. VALUES: each line is a value of JSON. */
  readonly kind: 'TEXTS' | 'VALUES';
};

const newline = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The text of one line without its end; undefined when it is not UTF-8. */
const decodeLine = (bytes: Buffer): string | undefined => {
  const end = bytes.at(-1) === 0x0d ? bytes.length - 1 : bytes.length;
  if (isAscii(bytes)) return bytes.toString('latin1', 0, end);
  return isUtf8(bytes) ? bytes.toString('utf8', 0, end) : undefined;
};

const objectStart = /^\s*\{/;
/** What begins so was meant as JSON; a plain text may begin with `{name}`. */
const surelyObject = /^\s*\{\s*(?:"|\}\s*$)/;

const parseObject = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
};

const judgeTextLine = (line: string, file: string, lineNumber: number, judge: InputJudge): Judgement => {
  const place = { file, line: lineNumber, record: null };
  if (!objectStart.test(line)) return judge.judgePlainText(line, place);
  const value = parseObject(line);
  if (isTextObject(value))
    return judge.judgeJson(value, { text: line, placeOf: placesOnLine(lineNumber), rootAt: 0 }, place);
  if (value === undefined && surelyObject.test(line))
    return unreadable(place, 'INPUT_INVALID_JSON', { column: findJsonFault(line) + 1 });
  return judge.judgePlainText(line, place);
};

const judgeValueLine = (line: string, file: string, lineNumber: number, judge: InputJudge): Judgement => {
  const place = { file, line: lineNumber, record: null };
  const value = parseObject(line);
  if (value === undefined) return unreadable(place, 'INPUT_INVALID_JSON', { column: findJsonFault(line) + 1 });
  return judge.judgeJson(value, { text: line, placeOf: placesOnLine(lineNumber), rootAt: 0 }, place);
};

const isBlank = (line: string): boolean => line.trim() === '';

/** Judges each line that is not blank, in order. Never throws on what the lines hold. */
export const judgeLines = (batch: LineBatch, judge: InputJudge, tell: (judgement: Judgement) => void): void => {
  const { file, kind } = batch;
  const bytes = Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.byteLength);
  const judgeLine = kind === 'TEXTS' ? judgeTextLine : judgeValueLine;
  let lineNumber = batch.firstLine;
  const first = batch.firstLine === 1 && bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? 3 : 0;
  for (let start = first; start < bytes.length; lineNumber += 1) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found;
    const line = decodeLine(bytes.subarray(start, end));
    start = end + 1;
    if (line === undefined) tell(unreadable({ file, line: lineNumber, record: null }, 'INPUT_NOT_UTF8'));
    else if (!isBlank(line)) tell(judgeLine(line, file, lineNumber, judge));
  }
};
