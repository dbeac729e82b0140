import { expect, test } from '@jest/globals';
import { endingClasses } from './ending-table.ts';
import { classesOf, createLexicon, type Lexicon } from './lexicon.ts';
import { scanWords } from './scan-words.ts';
import { wordClass } from './word-class.ts';
import type { WordListForm } from './word-list.ts';
import { tokenGap, tokenShape } from './word-scan.ts';

const listed = (words: string, classes: number, form: WordListForm = 'word', entries: readonly number[] = []) => ({
  list: { words, entries, hash: '' },
  classes,
  form,
});

const small: Lexicon = createLexicon([
  listed('andré bjørn kari', wordClass.firstName),
  listed('bjørn', wordClass.ordinaryWord),
  listed('kreft', 1 << 16, 'word', [7]),
  listed('dr', wordClass.abbreviation),
  listed('gata dom', 1 << 21, 'ending'),
  listed('sykdom', 1 << 22, 'ending'),
]);

const scanned = (text: string, lexicon: Lexicon = small) => {
  const scan = scanWords({ text, map: null }, lexicon);
  return Array.from({ length: scan.count }, (_, token) => ({
    word: text.slice(scan.from[token], scan.to[token]),
    shape: scan.shape[token],
    gap: scan.gap[token],
    starts: scan.sentenceStart[token],
    classes: scan.classes[token],
    entry: scan.entry[token],
  }));
};
const words = (text: string): string[] => scanned(text).map(({ word }) => word);

test('words are runs of letters, numbers are runs of digits, whatever stands between', () => {
  expect(words('Anne-Marie (45) bor i H0101, øst for Ås.')).toEqual([
    'Anne',
    'Marie',
    '45',
    'bor',
    'i',
    'H',
    '0101',
    'øst',
    'for',
    'Ås',
  ]);
});

test('a text without letters and digits, or without anything, has no tokens', () => {
  expect(words('')).toEqual([]);
  expect(words(' \n.,-–«»😀\ud800\u0000')).toEqual([]);
});

test('letters of other scripts and lone surrogates harm nothing', () => {
  expect(words('Олег 習近平 \udc00kari ！')).toEqual(['Олег', '習近平', 'kari']);
});

test('each token tells how it is written', () => {
  const shapes = scanned('kari Kari KARI McKari iPhone A 12 Åse').map(({ shape }) => shape);
  const { small: lower, capital, allCapitals, mixed, number } = tokenShape;
  expect(shapes).toEqual([lower, capital, allCapitals, mixed, mixed, capital, number, capital]);
});

test('each token tells what stands before it', () => {
  const gaps = scanned('a b-c.d, e’f: g\nh «i 1a').map(({ gap }) => gap);
  const { start, space, hyphen, dot, comma, apostrophe, ender, newline, other } = tokenGap;
  expect(gaps).toEqual([
    start,
    space,
    hyphen,
    dot,
    comma | space,
    apostrophe,
    ender | space,
    newline,
    space | other,
    space,
    0,
  ]);
});

test('a sentence starts at the start, on a new line and after its end, not after an initial, an abbreviation or a comma', () => {
  const starts = scanned('– En. To! Tre\nFire, fem. K. Seks dr. Sju 8.ni').filter(({ starts }) => starts === 1);
  expect(starts.map(({ word }) => word)).toEqual(['En', 'To', 'Tre', 'Fire', 'K']);
});

test('classes of all lists that hold a word are added up, in any letter case', () => {
  const both = wordClass.firstName | wordClass.ordinaryWord;
  expect(scanned('bjørn Bjørn BJØRN bjorn bjørnen').map(({ classes }) => classes)).toEqual([both, both, both, 0, 0]);
});

test('a listed accent is needed, an accent too many is forgiven', () => {
  expect(scanned('André Andre Kàri').map(({ classes }) => classes)).toEqual([
    wordClass.firstName,
    0,
    wordClass.firstName,
  ]);
  expect(classesOf(small, 'x Karí y', 2, 6)).toBe(wordClass.firstName);
});

test('a list gives its words entry numbers', () => {
  expect(scanned('kreft kari').map(({ entry }) => entry)).toEqual([7, 0]);
});

test('the longest listed ending of a longer word is found, in any letter case', () => {
  const found = ['storgata', 'Folkesykdom', 'SOLGATA', 'gata', 'kreft', 'a'].map((word) =>
    endingClasses(small.endings, small.letters, `x ${word}`, 2, word.length + 2),
  );
  expect(found).toEqual([1 << 21, 1 << 22, 1 << 21, 0, 0, 0]);
});

test('a text longer than the lent columns is scanned whole', () => {
  const text = 'kari '.repeat(20_000);
  expect(scanned(text)).toHaveLength(20_000);
  expect(scanned('kari')).toHaveLength(1);
});
