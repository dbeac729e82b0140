import type { FieldForm } from './field-table.ts';
import type { Span } from './finding.ts';

const isLineWhitespace = (code: number): boolean => code === 9 || code === 10 || code === 13;

const isControl = (code: number): boolean => code < 32 || (code >= 127 && code <= 159);

/** Length in UTF-16 units of the well-formed character at `index`; 0 for half of a surrogate pair. */
const surrogateLength = (value: string, index: number, code: number): number => {
  if (code < 0xd800 || code > 0xdfff) return 1;
  const next = value.charCodeAt(index + 1);
  return code < 0xdc00 && next >= 0xdc00 && next <= 0xdfff ? 2 : 0;
};

/** Finds the first character that needs a closer look: anything but printable characters of one UTF-16 unit. */
const unusualCharacter = /[^ -~\u00a0-\ud7ff\ue000-\ufffc]/;

const isPlain = (code: number): boolean => (code >= 32 && code < 127) || (code > 159 && code < 0xd800);

/** Length in UTF-16 units of the character at `index` where it may stand in a field, else 0. */
const allowedLength = (value: string, index: number, allowsLines: boolean): number => {
  const code = value.charCodeAt(index);
  if (isPlain(code)) return 1;
  if (isControl(code)) return allowsLines && isLineWhitespace(code) ? 1 : 0;
  return code >= 0xfffd ? 0 : surrogateLength(value, index, code);
};

/**
 * The first character that must not be in a field: a control character (line breaks and tabs are allowed in TEXT and HTML), half of a
 * surrogate pair, U+FFFD, U+FFFE or U+FFFF. Undefined when there is none.
 */
export const findInvalidCharacter = (value: string, form: FieldForm): Span | undefined => {
  const allowsLines = form === 'TEXT' || form === 'HTML';
  let index = value.search(unusualCharacter);
  if (index < 0) return undefined;
  while (index < value.length) {
    const length = allowedLength(value, index, allowsLines);
    if (length === 0) return { start: index, end: index + 1 };
    index += length;
  }
  return undefined;
};

const invisible = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]*$/u;

/** True when a text shows nothing: empty, or only spaces and invisible characters. */
export const isBlank = (value: string): boolean => {
  const first = value.charCodeAt(0);
  return !(first > 32 && first < 127) && invisible.test(value);
};

/** The part of a text beyond `maxLength` code points; undefined when there is none. */
export const findExcess = (value: string, maxLength: number): Span | undefined => {
  if (value.length <= maxLength) return undefined;
  let count = 0;
  for (let index = 0; index < value.length; index += 1) {
    if (count === maxLength) return { start: index, end: value.length };
    const code = value.charCodeAt(index);
    if (surrogateLength(value, index, code) === 2) index += 1;
    count += 1;
  }
  return undefined;
};
