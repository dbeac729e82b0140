import type { TermData } from '../../../src/detect/terms/term-data.ts';
import { type TermLevel, termCode, termLevel } from '../../../src/detect/terms/term-level.ts';
import { compileWordList } from '../compile-word-list.ts';
import { compilePhrases, type PhraseSet } from './compile-phrases.ts';
import { inflect } from './inflect.ts';
import { entriesOf, parseParadigm, type TermLine, type TermSections } from './parse-terms.ts';

/** A listed term in one form, cut into words; its code says category and level. */
interface TermForm {
  readonly words: readonly string[];
  readonly code: number;
}

const levelsBySection: Readonly<Record<string, TermLevel>> = {
  pairs: termLevel.strong,
  alone: termLevel.alone,
  strong: termLevel.strong,
  capitals: termLevel.capitals,
  phrases: termLevel.strong,
  domain: termLevel.domain,
  trait: termLevel.trait,
  person: termLevel.person,
};

/** Letters together are a word, digits together a number: as the word scan cuts texts. */
const cut = (term: string): readonly string[] => term.toLowerCase().match(/@?\p{L}+|\d+/gu) ?? [];

const product = (parts: readonly (readonly string[])[]): readonly string[] =>
  parts.reduce<readonly string[]>(
    (known, part) => known.flatMap((start) => part.map((end) => `${start} ${end}`)),
    [''],
  );

/** „kronisk:ai smerte:m" or „medlem:n av @union": each word in all its forms; a set at the end stays a reference. */
const phraseForms = (name: string, phrase: string, sections: TermSections): readonly string[] =>
  product(
    phrase.split(' ').map((part, index, parts) => {
      if (part.startsWith('@') && index === parts.length - 1) return [part];
      if (part.startsWith('@')) return entriesOf(sections, `set ${part.slice(1)}`);
      const [word = '', tag] = part.split(':');
      return tag === undefined ? [word] : inflect(word, parseParadigm(name, tag));
    }),
  );

const lastWordForms = (term: string, tag: string, name: string): readonly string[] => {
  const paradigm = parseParadigm(name, tag);
  if (paradigm === 'forms') return inflect(term, paradigm);
  const space = term.lastIndexOf(' ');
  return inflect(term.slice(space + 1), paradigm).map((form) => term.slice(0, space + 1) + form);
};

/** „hjerte, kne + operasjon:m": each first part with each last part in all its forms. */
const pairForms = (name: string, line: string): readonly string[] => {
  const [firsts = '', lasts = ''] = line.split(' + ');
  const ends = lasts.split(' ').flatMap((last) => {
    const [word = '', tag = 'x'] = last.split(':');
    return [[word, parseParadigm(name, tag)] as const];
  });
  return firsts
    .split(', ')
    .flatMap((first) => ends.flatMap(([word, paradigm]) => inflect(`${first}${word}`, paradigm)));
};

const formsOfLine = (name: string, section: string, { tag, entries }: TermLine, all: TermSections) => {
  if (section === 'pairs') return pairForms(name, entries.join(', '));
  return section === 'phrases'
    ? entries.flatMap((phrase) => phraseForms(name, phrase, all))
    : entries.flatMap((term) => lastWordForms(term, tag, name));
};

const formsOfCategory = (name: string, category: number, sections: TermSections): readonly TermForm[] =>
  Object.entries(levelsBySection).flatMap(([section, level]) =>
    (sections.get(section) ?? []).flatMap((line) =>
      formsOfLine(name, section, line, sections).map((form) => ({
        words: cut(form),
        code: termCode(category, level),
      })),
    ),
  );

const strength = (code: number): number => {
  const order: readonly TermLevel[] = [
    termLevel.trait,
    termLevel.person,
    termLevel.domain,
    termLevel.capitals,
    termLevel.strong,
    termLevel.alone,
  ];
  return order.indexOf((code % 8) as TermLevel);
};

/** Of two lists that hold a term the stronger one has its say. */
const strongest = (forms: readonly TermForm[]): ReadonlyMap<string, number> => {
  const codes = new Map<string, number>();
  for (const { words, code } of forms) {
    const key = words.join(' ');
    const known = codes.get(key);
    if (known === undefined || strength(code) > strength(known)) codes.set(key, code);
  }
  return codes;
};

/** A vetoed end or beginning is listed too: the longest one met has its say. */
const vetoCode = termCode(0, termLevel.person);

const affixWords = (tag: string, entries: readonly string[]): readonly string[] =>
  entries.flatMap((entry) => (tag === 'veto' ? inflect(entry, 'm') : entry.split('/')));

const affixesByCode = (named: readonly (readonly [string, number, TermSections])[], section: string) =>
  named.flatMap(([, category, sections]) =>
    (sections.get(section) ?? []).map(({ tag, entries }) => ({
      code: tag === 'veto' ? vetoCode : termCode(category, termLevel.strong),
      words: affixWords(tag, entries).join(' '),
    })),
  );

const isWord = (word: string): boolean => /^\p{L}+$/u.test(word);

/** The sets that phrases end in, by name, each entry cut into words. */
const setsOf = (named: readonly (readonly [string, number, TermSections])[]): readonly PhraseSet[] =>
  named.flatMap(([, category, sections]) =>
    [...sections.keys()]
      .filter((section) => section.startsWith('set '))
      .map((section) => ({
        name: section.slice('set '.length),
        code: termCode(category, termLevel.strong),
        phrases: [...new Set(entriesOf(sections, section).map((entry) => cut(entry).join(' ')))],
      })),
  );

const wordList = (name: string, words: Iterable<string>) => compileWordList(name, [...words].filter(isWord).join('\n'));

/** Numbers each word of a phrase or of a set; words of neither share the numbers of their codes. */
const numberWords = (codes: ReadonlyMap<string, number>, setEntries: readonly string[]) => {
  const entryCodes: number[] = [0];
  const entryByWord = new Map<string, number>();
  const shared = new Map<number, number>();
  const phrases = [...codes.keys()].filter((key) => key.includes(' '));
  for (const word of new Set([...phrases, ...setEntries].flatMap((phrase) => phrase.split(' ')))) {
    if (!isWord(word)) continue;
    entryByWord.set(word, entryCodes.push(codes.get(word) ?? 0) - 1);
  }
  for (const [key, code] of codes) {
    if (key.includes(' ') || entryByWord.has(key)) continue;
    const entry = shared.get(code) ?? entryCodes.push(code) - 1;
    shared.set(code, entry);
    entryByWord.set(key, entry);
  }
  return { entryCodes, entryByWord, phrases };
};

/** Turns the lists of all categories, in the order of the categories, and the list of context words into what is loaded. */
export const compileTerms = (
  named: readonly (readonly [string, number, TermSections])[],
  context: TermSections,
): TermData => {
  const codes = strongest(named.flatMap(([name, category, sections]) => formsOfCategory(name, category, sections)));
  const sets = setsOf(named);
  const setEntries = sets.flatMap(({ phrases: held }) => held);
  const { entryCodes, entryByWord, phrases } = numberWords(codes, setEntries);
  const withEntries = (name: string, words: Iterable<string>) =>
    compileWordList(name, [...new Set(words)].map((word) => `${word}\t${entryByWord.get(word) ?? 0}`).join('\n'));
  const parts = [...phrases, ...setEntries].flatMap((phrase) => phrase.split(' ')).filter(isWord);
  return {
    lists: {
      terms: withEntries('terms', [...codes.keys()].filter(isWord)),
      phraseStarts: withEntries('phrase starts', phrases.map((phrase) => phrase.split(' ')[0] ?? '').filter(isWord)),
      phraseWords: withEntries('phrase words', parts),
      notTerms: wordList('not terms', entriesOf(context, 'notterm')),
      specific: wordList('specific', entriesOf(context, 'specific')),
      loose: wordList('loose', entriesOf(context, 'loose')),
      clinical: wordList('clinical', entriesOf(context, 'clinical')),
      generic: wordList('generic', entriesOf(context, 'generic')),
      conditional: wordList('conditional', entriesOf(context, 'conditional')),
    },
    entryCodes,
    phrases: compilePhrases(new Map(phrases.map((phrase) => [phrase, codes.get(phrase) ?? 0])), sets, entryByWord),
    heads: affixesByCode(named, 'heads'),
    stems: affixesByCode(named, 'prefixes'),
  };
};
