/** Russian, Ukrainian, Bulgarian, Macedonian and Serbian letters as Norwegian newspapers write them, and as English ones do. */
const norwegian: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'je',
  ё: 'jo',
  ж: 'zj',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'ji',
  й: 'j',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'tsj',
  ш: 'sj',
  щ: 'sjtsj',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'ju',
  я: 'ja',
  ѓ: 'gj',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ќ: 'kj',
  џ: 'dz',
  ђ: 'dj',
  ћ: 'c',
};
const english: Readonly<Record<string, string>> = {
  ...norwegian,
  є: 'ye',
  ё: 'yo',
  ж: 'zh',
  ї: 'yi',
  й: 'y',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ю: 'yu',
  я: 'ya',
};

const spell = (letters: Readonly<Record<string, string>>, name: string): string =>
  [...name.toLowerCase()].map((letter) => letters[letter] ?? letter).join('');

/** The Latin spellings that a Cyrillic name is met in; a name in other letters comes back as it is. */
export const latinSpellings = (name: string): readonly string[] => {
  if (!/^[\u0400-\u04ff]+$/u.test(name)) return [name];
  const spellings = [spell(norwegian, name), spell(english, name)];
  return [...new Set([...spellings, ...spellings.map((spelling) => spelling.replace(/(ij|iy)$/, 'y'))])];
};
