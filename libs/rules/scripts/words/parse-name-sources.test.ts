import { expect, test } from '@jest/globals';
import { everydaySpellings, fakerJsNames, fakerPyNames, nameParts } from './parse-name-sources.ts';
import { latinSpellings } from './transliterate-names.ts';

test('a name is cut into its words in small Latin letters, and other scripts than Cyrillic are left out', () => {
  expect(nameParts(' Anne-Marie O’Brien Øye 習近平 J')).toEqual(['anne', 'marie', 'brien', 'øye']);
});

test('a Cyrillic name is spelled as Norwegian and as English newspapers do', () => {
  expect(latinSpellings('Жуков')).toEqual(['zjukov', 'zhukov']);
  expect(latinSpellings('Зеленський')).toContain('zelensky');
  expect(latinSpellings('Hansen')).toEqual(['Hansen']);
});

test('accents are left out but å stays, and ö and ä also become Norwegian letters', () => {
  expect(everydaySpellings('josé')).toEqual(['jose']);
  expect(everydaySpellings('håkansson')).toEqual(['håkansson']);
  expect(everydaySpellings('björkä')).toEqual(['bjorka', 'bjørkæ']);
});

test('names of the JavaScript package are read from plain lists, lists by sex and weighted entries', () => {
  const locales = {
    nb: { person: { first_name: { female: ['Anne'], male: ['Jan'] }, last_name: [{ value: 'Moe', weight: 1 }] } },
    base: {},
  };
  expect(fakerJsNames(locales)).toEqual({ first: ['anne', 'jan'], last: ['moe'] });
});

test('names of the Python package are read by what the class member is called, formats left out', () => {
  const provider = [
    'class Provider(PersonProvider):',
    '    formats = ("{{first_name}} {{last_name}}", "Rest")',
    '    first_names_male = ("Per", "Pål")',
    '    last_names: ElementsType[str] = (',
    '        "Hansen",',
    "        'Lie',",
    '    )',
    '    prefixes = ("Dr.",)',
  ].join('\n');
  expect(fakerPyNames([provider])).toEqual({ first: ['per', 'pål'], last: ['hansen', 'lie'] });
});
