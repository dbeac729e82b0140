import { latinSpellings } from './transliterate-names.ts';

/** First names and surnames in small Latin letters, in no order, repeats included. */
export interface NameLists {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** The words of a name as a source writes it, in small Latin letters; parts in other scripts (but Cyrillic) are left out. */
export const nameParts = (name: string): readonly string[] =>
  name
    .trim()
    .split(/[\s\-'’]+/)
    .flatMap(latinSpellings)
    .map((part) => part.toLowerCase().normalize('NFC'))
    .filter((part) => /^\p{Script=Latin}{2,}$/u.test(part));

const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== 'object' || value === null) return [];
  return 'value' in value ? stringsIn(value.value) : Object.values(value).flatMap(stringsIn);
};

/** Names of all locales of @faker-js/faker's `allLocales`. */
export const fakerJsNames = (
  locales: Readonly<Record<string, { person?: { first_name?: unknown; last_name?: unknown } }>>,
): NameLists => {
  const people = Object.values(locales).map(({ person }) => person);
  return {
    first: people.flatMap((person) => stringsIn(person?.first_name)).flatMap(nameParts),
    last: people.flatMap((person) => stringsIn(person?.last_name)).flatMap(nameParts),
  };
};

const assignment = /^ {4}(\w+)\b[^=\n]*=/;
const quoted = /"([^"\n]{1,40})"|'([^'\n]{1,40})'/g;

/** Names in the sources of faker's person providers (Python): the strings of class members named for first or last names. */
export const fakerPyNames = (providers: readonly string[]): NameLists => {
  const first: string[] = [];
  const last: string[] = [];
  for (const provider of providers) {
    let member = '';
    for (const line of provider.split('\n')) {
      member = assignment.exec(line)?.[1] ?? member;
      const names = [...line.matchAll(quoted)]
        .map((match) => match[1] ?? match[2] ?? '')
        .filter((name) => !name.includes('{'));
      if (/first_.*name|given_name/.test(member)) first.push(...names.flatMap(nameParts));
      else if (/last_.*name|surname/.test(member)) last.push(...names.flatMap(nameParts));
    }
  }
  return { first, last };
};

const lettersWithoutParts: Readonly<Record<string, string>> = { å: 'å', ı: 'i', ł: 'l', đ: 'd', ð: 'd' };
const nordicLetters: Readonly<Record<string, string>> = { ...lettersWithoutParts, ö: 'ø', ä: 'æ' };

const spelledWith = (letters: Readonly<Record<string, string>>, name: string): string =>
  [...name].map((letter) => letters[letter] ?? letter.normalize('NFD').charAt(0)).join('');

/**
 * A name without its accents, as newspapers write it (Erdoğan, Erdogan) and as the lexicon asks for what it does not know with
 * them (Öztürk, øzturk). The form with accents need not be listed: it is found through the second.
 */
export const everydaySpellings = (name: string): readonly string[] => [
  ...new Set([spelledWith(lettersWithoutParts, name), spelledWith(nordicLetters, name)]),
];
