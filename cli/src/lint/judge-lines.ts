import { isUtf8 } from 'node:buffer';
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

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** Calls `take` with each line of a text, without its end. */
const eachLine = (text: string, firstLine: number, take: (line: string, lineNumber: number) => void): void => {
  let lineNumber = firstLine;
  for (let start = 0; start < text.length; lineNumber += 1) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    take(withoutReturn(text.slice(start, end)), lineNumber);
    start = end + 1;
  }
};

const endOfLine = (bytes: Buffer, start: number): number => {
  const found = bytes.indexOf(newline, start);
  return found < 0 ? bytes.length : found;
};

/** Judges each line that is not blank, in order. Never throws on what the lines hold. */
export const judgeLines = (batch: LineBatch, judge: InputJudge, tell: (judgement: Judgement) => void): void => {
  const { file, kind, firstLine } = batch;
  const whole = Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.byteLength);
  const hasMark = firstLine === 1 && whole.subarray(0, byteOrderMark.length).equals(byteOrderMark);
  const bytes = hasMark ? whole.subarray(byteOrderMark.length) : whole;
  const judgeLine = kind === 'TEXTS' ? judgeTextLine : judgeValueLine;
  const take = (line: string, lineNumber: number) => {
    if (line !== '' && line.trim() !== '') tell(judgeLine(line, file, lineNumber, judge));
  };
  if (isUtf8(bytes)) {
    eachLine(bytes.toString('utf8'), firstLine, take); // at once: a string for each line of bytes would cost more than its judgement
    return;
  }
  let lineNumber = firstLine;
  for (let start = 0; start < bytes.length; lineNumber += 1) {
    const end = endOfLine(bytes, start);
    const line = bytes.subarray(start, end);
    if (isUtf8(line)) take(withoutReturn(line.toString('utf8')), lineNumber);
    else tell(unreadable({ file, line: lineNumber, record: null }, 'INPUT_NOT_UTF8'));
    start = end + 1;
  }
};
