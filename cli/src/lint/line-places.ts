import type { Finding } from '@varselvakt/rules';
import type { JudgedSource, JudgedText, SourceRange } from './judgement.ts';
import { findInJsonString, findJsonValue } from './json-place.ts';

/** Line and column of an offset, from 1. */
export type PlaceOf = (offset: number) => { readonly line: number; readonly column: number };

/** Places in a document whose first line is number 1; where its lines begin is worked out at the first question. */
export const createLinePlaces = (source: string): PlaceOf => {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= [0, ...lineStartsAfterFirst(source)];
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
};

const lineStartsAfterFirst = (source: string): readonly number[] => {
  const starts = [];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** Places in a source that is one line of a file. */
export const placesOnLine =
  (line: number): PlaceOf =>
  (offset) => ({ line, column: offset + 1 });

/** A judged value in a JSON source. */
export type JsonSource = {
  readonly text: string;
  readonly placeOf: PlaceOf;
  /** Where in `text` the judged value begins. */
  readonly rootAt: number;
};

const rangeBetween = (placeOf: PlaceOf, start: number, end: number): SourceRange => {
  const [from, to] = [placeOf(start), placeOf(Math.max(start, end))];
  return { ...from, endLine: to.line, endColumn: to.column };
};

/** The range of a finding in JSON: its span inside the string, or the whole value; of the root only where it begins. */
export const rangeInJson = ({ text, placeOf, rootAt }: JsonSource, path: string, finding: Finding): SourceRange => {
  const value = findJsonValue(text, rootAt, path);
  const end = value.start === rootAt ? rootAt + 1 : value.end;
  if (finding.start === null || finding.end === null || text[value.start] !== '"')
    return rangeBetween(placeOf, value.start, end);
  const start = findInJsonString(text, value.start, finding.start);
  return rangeBetween(placeOf, start, findInJsonString(text, value.start, finding.end));
};

/** A text that is a whole line. */
export const sourceOfPlainText = (judged: JudgedText, line: number): JudgedSource => ({
  rangeOf: ({ start, end }) => ({
    line,
    column: (start ?? 0) + 1,
    endLine: line,
    endColumn: (end ?? judged.value.length) + 1,
  }),
  textOf: () => judged,
});

/** A text in the member `text` of a JSON object. */
export const sourceOfJsonText = (judged: JudgedText, source: JsonSource): JudgedSource => ({
  rangeOf: (finding) => rangeInJson(source, 'text', finding),
  textOf: () => judged,
});
