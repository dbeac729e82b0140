/**
 * What somebody would send who wants the rules to work long: pieces that look like the beginning of something over and over, so that a
 * finder that starts anew at each place, or looks far ahead from each, does so as often as there are characters.
 */
const pieces = {
  digits: ['1', '13097248022', '9386011117947'],
  'digits and separators': ['1 ', '130972 4802 ', '1.1-', '12 34 5', '0047 '],
  'opening tags': ['<', '<a', '<!--', '<a href="'],
  'character references': ['&', '&#', '&#49', '&amp;', '&#x3'],
  percents: ['%', '%%%', '%3', '%31%3', '%25'],
  'dots and dashes': ['.', '-', '.-', '. . ', '–', '[.]'],
  'alternating capitals': ['aA', 'Aa ', 'KaRi ', 'ÅøÆ'],
  'long tokens': ['a', 'storgata', 'sykepenger', 'Ø', 'a@', 'www.a', 'ab.no'],
  'list words': ['Kari ', 'Kari Nordmann ', 'angst ', 'født ', 'Storgata ', 'konto ', 'Oslo ', 'fnr '],
  'combining marks': ['a\u0301', '\u0301', '1\u0336', 'å\u030a\u0323'],
  'joined emoji': ['👩\u200d', '👨‍👩‍👧‍👦', '1\ufe0f\u20e3', '\u200b1', '\ud83d'],
  'nested elements': ['<b>', '<p><b>1', '<i title="1">', '<!-- <b -->', '</'],
  'spelled-out digits': ['en ', 'null ', 'tretten', 'krøllalfa ', 'punktum ', 'at dot '],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type HostileKind = keyof typeof pieces;

/** The kinds of hostile texts. */
export const hostileKinds = Object.keys(pieces) as readonly HostileKind[];

/** The hostile texts of one kind, each exactly so many UTF-16 units long. */
export const hostileTexts = (kind: HostileKind, length: number): readonly string[] =>
  pieces[kind].map((piece) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
