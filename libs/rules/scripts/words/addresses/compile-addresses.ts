import type { AddressData } from '../../../src/detect/addresses/address-data.ts';
import { compileWordList } from '../compile-word-list.ts';
import { entriesOf, type TermSections } from '../terms/parse-terms.ts';

interface PostalRow {
  readonly code: number;
  readonly place: string;
  readonly municipality: string;
  readonly isBox: boolean;
}

const parseRow = (line: string): PostalRow => {
  const [code = '', place = '', municipality = '', kind = ''] = line.split('\t');
  if (!/^\d{4}$/.test(code) || place === '' || municipality === '') throw new Error(`not a postal code: ${line}`);
  return { code: Number(code), place, municipality, isBox: kind === 'P' || kind === 'S' };
};

const compilePostalCodes = (source: string): AddressData['postalCodes'] => {
  const rows = source
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseRow);
  const names = [...new Set(rows.flatMap(({ place, municipality }) => [place, municipality]))].sort();
  const numbers = new Map(names.map((name, index) => [name, index]));
  const numberOf = (name: string): number => numbers.get(name) ?? 0;
  return {
    names: names.join('|'),
    codes: rows.map(({ code }) => code),
    places: rows.map(({ place }) => numberOf(place)),
    municipalities: rows.map(({ municipality }) => numberOf(municipality)),
    boxes: rows.map(({ isBox }) => (isBox ? '1' : '0')).join(''),
  };
};

const words = (sections: TermSections, section: string): string => [...new Set(entriesOf(sections, section))].join(' ');

/** Turns the list of road words and the list of postal codes into what is loaded. */
export const compileAddresses = (sections: TermSections, postalCodes: string): AddressData => {
  const list = (section: string) => compileWordList(section, entriesOf(sections, section).join('\n'));
  return {
    lists: {
      own: list('own'),
      before: list('before'),
      unit: list('unit'),
      lives: list('lives'),
      property: list('property'),
      box: list('box'),
    },
    core: words(sections, 'core'),
    strong: words(sections, 'strong'),
    weak: words(sections, 'weak'),
    sets: {
      vetoes: words(sections, 'veto'),
      notNames: words(sections, 'notname'),
      abbreviated: words(sections, 'abbreviated'),
      english: words(sections, 'english'),
      particles: words(sections, 'particle'),
      leadIns: words(sections, 'leadin'),
      determiners: words(sections, 'determiner'),
      weakOwn: words(sections, 'weakown'),
      coreOwn: words(sections, 'coreown'),
      directions: words(sections, 'direction'),
    },
    postalCodes: compilePostalCodes(postalCodes),
  };
};
