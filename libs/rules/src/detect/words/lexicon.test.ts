import { expect, test } from '@jest/globals';
import { classesOf, createLexicon } from './lexicon.ts';
import { wordClass } from './word-class.ts';

const lexicon = createLexicon();
const without = (words: string, classes: number): string[] =>
  words.split(' ').filter((word) => (classesOf(lexicon, word, 0, word.length) & classes) !== classes);

test('the commonest first names of Norway are known', () => {
  const names =
    'Anne Inger Kari Marit Ingrid Liv Eva Ida Nora Emma Jan Per Bjørn Ole Lars Kjell Knut Svein Arne Jakob Oskar';
  expect(without(names, wordClass.firstName | wordClass.knownName)).toEqual([]);
});

test('the commonest surnames of Norway are known', () => {
  const names =
    'Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Berg Haugen Hagen Lie Moen Nguyen Ali';
  expect(without(names, wordClass.surname | wordClass.knownName)).toEqual([]);
});

test('Sami and nynorsk names and names of immigrant groups are known', () => {
  const names =
    'Máret Ánne Niillas Áilo Synnøve Torbjørg Mohammed Fatima Aleksandra Piotr Oleksandr Abdirahman Thanh Gurpreet';
  expect(without(names, wordClass.firstName)).toEqual([]);
});

test('names that are words, and places and bodies, carry that class too', () => {
  expect(
    without('per dag liv vera odd even stein bjørn mai due haug andre april bakken', wordClass.ordinaryWord),
  ).toEqual([]);
  expect(without('Oslo Bergen Norge Moss Paris Sverige', wordClass.place)).toEqual([]);
  expect(without('Nav Altinn Arbeidstilsynet Statoil Høyre Aftenposten', wordClass.organisation)).toEqual([]);
});
