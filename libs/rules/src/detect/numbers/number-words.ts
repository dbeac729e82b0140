import { createLetterTrie, longestMatch } from '../words/letter-trie.ts';

/** Words for digits and numbers below a hundred, with the digits they stand for: bokmål, nynorsk, English. */
const units =
  'null 0,zero 0,oh 0,nada 0,en 1,én 1,ei 1,ein 1,ett 1,eitt 1,et 1,éin 1,one 1,to 2,two 2,tre 3,three 3,fire 4,four 4,fem 5,five 5,' +
  'seks 6,six 6,sju 7,syv 7,seven 7,åtte 8,aatte 8,otte 8,eight 8,ni 9,nine 9';
const teens =
  'ti 10,ten 10,elleve 11,eleven 11,tolv 12,twelve 12,tretten 13,thirteen 13,fjorten 14,fourteen 14,femten 15,fifteen 15,seksten 16,' +
  'sixteen 16,sytten 17,seventeen 17,atten 18,eighteen 18,nitten 19,nineteen 19';
const tens =
  'tjue 20,tyve 20,twenty 20,tretti 30,tredve 30,thirty 30,førti 40,forty 40,femti 50,fifty 50,seksti 60,sixty 60,sytti 70,seventy 70,' +
  'åtti 80,eighty 80,nitti 90,ninety 90';

const entriesOf = (list: string): readonly (readonly [string, string])[] =>
  list.split(',').map((entry) => {
    const [word = '', digits = ''] = entry.split(' ');
    return [word, digits] as const;
  });

const digitsOfWord: ReadonlyMap<string, string> = new Map(entriesOf(`${units},${teens},${tens}`));

const longestWord = 9;

/** The words by their letters, each with its length, and the word that joins them. */
const parts = createLetterTrie(
  [...digitsOfWord.keys(), 'og'].map((word) => [word, word.length] as const),
  false,
);

/** A cheap look: false where the word at [from, to) of a text, in any case, is not made of number words alone. */
export const isMadeOfNumberWords = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; ) {
    const length = longestMatch(parts, text, at, to, 0);
    if (length === 0) return false;
    at += length;
  }
  return true;
};

const isTens = (digits: string): boolean => digits.length === 2 && digits.endsWith('0') && digits !== '10';
const isUnit = (digits: string): boolean => digits.length === 1 && digits !== '0';

/** Adds what one word says: twenty and three, written apart or together, are 23. */
const withWord = (spoken: string[], digits: string): void => {
  const last = spoken.at(-1);
  if (last !== undefined && isTens(last) && isUnit(digits)) spoken[spoken.length - 1] = last.charAt(0) + digits;
  else spoken.push(digits);
};

/** The longest number word that `text` holds at `from`; undefined where there is none. */
const wordAt = (text: string, from: number): { readonly digits: string; readonly length: number } | undefined => {
  for (let length = Math.min(longestWord, text.length - from); length >= 2; length -= 1) {
    const digits = digitsOfWord.get(text.slice(from, from + length));
    if (digits !== undefined) return { digits, length };
  }
  return undefined;
};

const and = 'og';

/** The tens after a unit and `og`, as in toogtjue. */
const tensAfterAnd = (text: string, from: number): { readonly digits: string; readonly length: number } | undefined => {
  const tens = text.startsWith(and, from) ? wordAt(text, from + and.length) : undefined;
  return tens && isTens(tens.digits) ? { digits: tens.digits, length: tens.length + and.length } : undefined;
};

/** What a word in small letters says in digits, several numbers written in one included; undefined where it is no number. */
export const readNumberWord = (word: string): readonly string[] | undefined => {
  const whole = digitsOfWord.get(word);
  if (whole !== undefined) return [whole];
  const spoken: string[] = [];
  let at = 0;
  while (at < word.length) {
    const part = wordAt(word, at);
    if (part === undefined) return undefined;
    const later = isUnit(part.digits) ? tensAfterAnd(word, at + part.length) : undefined;
    withWord(spoken, later === undefined ? part.digits : later.digits.charAt(0) + part.digits);
    at += part.length + (later?.length ?? 0);
  }
  return spoken;
};

/** True for the word between a unit and its tens: åtte og førti. */
export const isJoiningWord = (word: string): boolean => word === and;

/** What a unit, `og` and tens say together; undefined where they say nothing together. */
export const joinUnitAndTens = (unit: string, tens: string): string | undefined =>
  isUnit(unit) && isTens(tens) ? tens.charAt(0) + unit : undefined;

/** True where a tens word and the word after it are one number: twenty, three. */
export const joinsTens = (previous: string, digits: string): boolean => isTens(previous) && isUnit(digits);
