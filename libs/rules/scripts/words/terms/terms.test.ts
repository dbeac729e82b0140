import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { compileTerms } from './compile-terms.ts';
import { inflect } from './inflect.ts';
import { parseTerms } from './parse-terms.ts';
import { renderTerms, termsFile } from './term-files.ts';

test('the generated table is what the lists in data/terms give; run scripts/words/terms/build-terms.ts when it is not', () => {
  expect(readFileSync(termsFile, 'utf8') === renderTerms()).toBe(true);
});

test('a noun gets its forms in both written forms of Norwegian', () => {
  expect(inflect('hjertesykdom', 'm')).toEqual(
    expect.arrayContaining([
      'hjertesykdom',
      'hjertesykdommen',
      'hjertesykdommer',
      'hjartesjukdomar',
      'hjartesjukdomane',
    ]),
  );
  expect(inflect('lidelse', 'm')).toEqual(expect.arrayContaining(['lidelsene', 'liding', 'lidinga', 'lidingar']));
});

test('an adjective, an agent noun and a verb get theirs', () => {
  expect(inflect('straffedømt', 'ai')).toEqual(['straffedømt', 'straffedømte']);
  expect(inflect('hemmet', 'ai')).toEqual(expect.arrayContaining(['hemmet', 'hemmede', 'hemma']));
  expect(inflect('misbruker', 'mr')).toEqual(expect.arrayContaining(['misbrukeren', 'misbrukere', 'misbrukarane']));
  expect(inflect('amputere', 'ver')).toEqual(expect.arrayContaining(['amputerer', 'amputerte', 'amputert']));
});

test('a line before the first section and an unknown paradigm are refused', () => {
  expect(() => parseTerms('list', 'm: kreft')).toThrow('before the first section');
  const sections = parseTerms('list', '[strong]\nzz: kreft');
  expect(() => compileTerms([['list', 1, sections]], new Map())).toThrow('zz');
});

test('phrases become an automaton, with what they can end in apart', () => {
  const sections = parseTerms('list', '[set u]\nlo, handel og kontor\n[phrases]\nmedlem:x av @u\ndiabetes type 2');
  const { phrases, entryCodes, lists } = compileTerms([['list', 2, sections]], new Map());
  expect(phrases.links).toEqual([{ state: expect.any(Number), root: 1 }]);
  expect(phrases.ends.filter((code) => code !== 0)).toHaveLength(3);
  expect(phrases.parents.filter((parent) => parent < 0)).toHaveLength(2);
  expect(lists.phraseStarts.words).toBe('diabetes medlem');
  expect(entryCodes[0]).toBe(0);
});
