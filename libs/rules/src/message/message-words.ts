import { WordSet } from './word-set.ts';

/** A word of an SMS or e-mail; web addresses, dates and words with hyphens are one word each. */
export class MessageWord {
  readonly lower: string;
  readonly isCapitalised: boolean;
  readonly #message: string;
  readonly #from: number;
  readonly #end: number;

  constructor(message: string, from: number, end: number, lower: string) {
    this.#message = message;
    this.#from = from;
    this.#end = end;
    this.lower = lower;
    this.isCapitalised = message.charCodeAt(from) !== lower.charCodeAt(0);
  }

  /** As it is written. */
  get text(): string {
    return this.#message.slice(this.#from, this.#end);
  }

  /** The character right behind it; empty at the end. */
  get next(): string {
    return this.#message.charAt(this.#end);
  }
}

/** So many words are enough to see who writes, where and what: no message that keeps the limits has more. */
const maxWords = 2_000;

const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code >= 0xc0;

/** Hyphen, full stop, apostrophes, slash, ampersand and @ join what stands on both sides of them. */
const isJoiner = (code: number): boolean =>
  code === 45 || code === 46 || code === 39 || code === 0x2019 || code === 47 || code === 38 || code === 64;

const endOfWord = (text: string, from: number): number => {
  let end = from;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    const goesOn = isJoiner(code) ? isWordCode(text.charCodeAt(end + 1)) : isWordCode(code);
    if (!goesOn) break;
    end += 1;
  }
  return end;
};

/** The words of a text as a reader sees it, at most 2,000. Each is read when it is first asked for: the first few tell most. */
export class MessageWords {
  readonly #text: string;
  readonly #lowerText: string;
  readonly #words: MessageWord[] = [];
  #readTo = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lowerText = text.toLowerCase();
  }

  /** The word with this number, from 0; undefined behind the last. */
  at(index: number): MessageWord | undefined {
    while (index >= this.#words.length && this.#words.length < maxWords) if (!this.#readNext()) return undefined;
    return index < this.#words.length ? this.#words[index] : undefined;
  }

  #readNext(): boolean {
    const text = this.#text;
    let from = this.#readTo;
    while (from < text.length && !isWordCode(text.charCodeAt(from))) from += 1;
    if (from >= text.length) return false;
    const end = endOfWord(text, from);
    this.#words.push(new MessageWord(text, from, end, this.#lower(from, end)));
    this.#readTo = end + 1;
    return true;
  }

  #lower(from: number, end: number): string {
    // Some capital of a foreign alphabet has a longer small form: then each word has to find its own.
    const isAligned = this.#lowerText.length === this.#text.length;
    return isAligned ? this.#lowerText.slice(from, end) : this.#text.slice(from, end).toLowerCase();
  }
}

/** True when the words from `index` on are those of a phrase in lower case, such as logg inn. */
export const hasPhraseAt = (words: MessageWords, index: number, phrase: readonly string[]): boolean =>
  phrase.every((part, offset) => words.at(index + offset)?.lower === part);

/** Phrases, as lists of words, by their first word. */
export interface PhraseIndex {
  readonly firstWords: WordSet;
  readonly byFirstWord: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** Phrases written one a line. */
export const phrasesByFirstWord = (lines: string): PhraseIndex => {
  const phrases = lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '));
  const byFirstWord = Map.groupBy(phrases, ([first = '']) => first);
  return { firstWords: new WordSet(byFirstWord.keys()), byFirstWord };
};

/** Words written with spaces and line breaks between them. */
export const wordsOf = (text: string): WordSet => new WordSet(text.trim().split(/\s+/));
