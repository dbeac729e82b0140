const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isAsciiLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** Letters beyond ASCII, roughly: a host written with look-alikes of another alphabet is still one. */
const isOtherLetter = (code: number): boolean => code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7;

/** True for a UTF-16 unit that may stand in a label of a host name. */
export const isLabelCode = (code: number): boolean =>
  isAsciiLetter(code) || isDigit(code) || code === 45 || isOtherLetter(code);

/** True for a unit that may stand in the part of an e-mail address before the @. */
export const isLocalPartCode = (code: number): boolean =>
  isLabelCode(code) || code === 46 || code === 95 || code === 43 || code === 37 || code === 39;

/** True for a unit that an address goes on with: no space, quote, angle bracket or control. */
const isAddressCode = (code: number): boolean =>
  code > 32 &&
  code !== 34 &&
  code !== 60 &&
  code !== 62 &&
  code !== 96 &&
  code !== 0xa0 &&
  code !== 0xab &&
  code !== 0xbb;

const closing = new Set(['.', ',', ';', ':', '!', '?', "'", ')', ']', '}', '*', '’', '”', '…']);

/** Where an address that reaches from `from` at least to `to` ends: before the next space or quote, without the sentence's own punctuation. */
export const endOfAddress = (text: string, from: number, to: number): number => {
  let end = to;
  while (end < text.length && isAddressCode(text.charCodeAt(end))) end += 1;
  while (end > to && closing.has(text.charAt(end - 1))) end -= 1;
  return Math.max(end, from);
};

/** True where an address goes on behind its host: a path, a query or a port. */
export const hasPath = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  if (code === 47 || code === 63 || code === 35) return at + 1 < text.length && isAddressCode(text.charCodeAt(at + 1));
  return code === 58 && isDigit(text.charCodeAt(at + 1));
};

/** True when every unit of a piece of text is an ASCII digit. */
export const isDigits = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) if (!isDigit(text.charCodeAt(index))) return false;
  return text.length > 0;
};
