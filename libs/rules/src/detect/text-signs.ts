import { maySpellDot } from './links/spelled-out.ts';
import { isBlankCode, isDigitCode, isLetterCode, isSignCode } from './numbers/character-kind.ts';
import { maxSigns } from './numbers/digit-groups.ts';
import { mayBeginBirthWord } from './numbers/find-birth-dates.ts';
import { isCountryBefore } from './numbers/find-ibans.ts';
import { isLookalike } from './numbers/lookalike-digits.ts';
import { mayBeginNumberWord, tellsOfNumber } from './numbers/spelled-numbers.ts';

const dot = 46;
const colon = 58;
const slash = 47;
const backslash = 92;
const halfOfIdentityNumber = 5;

/** Brackets, in which a dot or @ may be spelled out. */
const isBracketCode = (code: number): boolean => code === 40 || code === 60 || code === 91 || code === 123;

/** Signs with which a path, a query or a port begins. */
const isPathCode = (code: number): boolean => code === slash || code === 63 || code === 35 || code === colon;

/**
 * What one look at each character of a folded text tells. Most texts need few of the finders: each is run only where a sign of what it
 * looks for was met.
 */
export class TextSigns {
  digits = 0;
  /** The most digits that may belong together. */
  longestChain = 0;
  /** A letter that passes for a digit stands beside a digit. */
  hasLookalikes = false;
  mayTellOfBirth = false;
  /** Number words in a row, or beside digits. */
  maySpellNumbers = false;
  /** Five digits by themselves, as the second half of an identity number may stand. */
  hasFiveDigits = false;
  /** The letters of a country before digits. */
  mayHoldIban = false;
  /** A dot or colon between others, or one spelled out. */
  mayHoldLink = false;

  readonly #text: string;
  #hasPath = false;
  #hasDotBetweenDigits = false;
  #chain = 0;
  #signsInChain = 0;
  #numberWords = 0;

  constructor(text: string) {
    this.#text = text;
    let index = 0;
    while (index < text.length) {
      const code = text.charCodeAt(index);
      if (isLetterCode(code)) index = this.#readWord(index);
      else if (isDigitCode(code)) index = this.#readDigits(index);
      else {
        if (code !== 32) this.#readSign(index, code);
        index += 1;
      }
    }
    if (this.#hasPath && this.#hasDotBetweenDigits) this.mayHoldLink = true;
  }

  #readWord(from: number): number {
    const text = this.#text;
    let to = from + 1;
    while (isLetterCode(text.charCodeAt(to))) to += 1;
    this.#chain = 0;
    if (mayBeginNumberWord(text, from)) {
      this.#numberWords += 1;
      this.maySpellNumbers ||= tellsOfNumber(text, from, to, this.#numberWords);
    } else this.#numberWords = 0;
    this.mayTellOfBirth ||= mayBeginBirthWord(text, from);
    this.mayHoldLink ||= maySpellDot(text, from, to);
    return to;
  }

  #readDigits(from: number): number {
    const text = this.#text;
    let to = from + 1;
    while (isDigitCode(text.charCodeAt(to))) to += 1;
    this.#chain += to - from;
    this.#signsInChain = 0;
    this.digits += to - from;
    if (this.#chain > this.longestChain) this.longestChain = this.#chain;
    if (to - from === halfOfIdentityNumber) this.hasFiveDigits = true;
    this.hasLookalikes ||= isLookalike(text.charCodeAt(from - 1)) || isLookalike(text.charCodeAt(to));
    this.mayHoldIban ||= isCountryBefore(text, from);
    return to;
  }

  #readSign(index: number, code: number): void {
    if (isBlankCode(code)) return;
    if (code === dot) this.#readDot(index);
    else if (code === colon) this.#readColon(index);
    if (isPathCode(code)) this.#hasPath = true;
    else if (isBracketCode(code)) this.mayHoldLink = true;
    this.#countSign(code);
  }

  /** Keeps or ends the chain of digits: the second half of a pair counts no second time. */
  #countSign(code: number): void {
    if (!isSignCode(code)) this.#chain = 0;
    if ((code & 0xfc00) !== 0xdc00) this.#signsInChain += 1;
    if (this.#signsInChain > maxSigns) this.#chain = 0;
  }

  #readDot(index: number): void {
    const before = this.#text.charCodeAt(index - 1);
    const after = this.#text.charCodeAt(index + 1);
    if (isDigitCode(before) && isDigitCode(after)) this.#hasDotBetweenDigits = true;
    else if (after > 32 || (isBlankCode(before) && isBlankCode(after))) this.mayHoldLink = true;
  }

  #readColon(index: number): void {
    const after = this.#text.charCodeAt(index + 1);
    if (after === slash || after === backslash) this.mayHoldLink = true;
  }
}
