/** Words of bokmål, nynorsk and English that are endings of host names as well: what a forgotten space after a full stop makes of them. */
const words = `
  als am an ar as at ba bar be best bi bil bo by case da date day de den do dog du ec em en er es et ever fan fi fin fit fly
  foo for fra fun ga gi go han her here hot how hr i id il im in int ir is it ki la land law li live love lu ma man me men mo mu
  my na ne new ni now nu om one open or pa page pay pub re red run sa save say se see sex show si sky sn so som st su sy talk
  tel tips to top tv un us va vet vi vin vote was way win wow you
`;

/** Units, titles and abbreviations: org.nr, mill.kr, ca.kl. */
const abbreviations =
  'art br ca cd cm cv dj eg gb gm hm kg kl km kr lt mg mil ml mm mn mp mr ms mt nr pc pk pl pm pr ps tk tl vg';

/** Endings of file names: vedlegg.zip, skript.py. */
const files = 'app cab cc java md mov pl ps py rs sh so ts zip';

/**
 * Endings of host names that a text may hold for another reason. A bare host with one of them counts only where something else shows that
 * it is one: a path, www., an address before it, or a word such as «på».
 */
export const ambiguousEndings: ReadonlySet<string> = new Set(`${words} ${abbreviations} ${files}`.trim().split(/\s+/));

/** Endings that no sentence begins with, so that a capital letter does not start a new one: Example.Com. */
export const plainEndings: ReadonlySet<string> = new Set([
  'com',
  'net',
  'org',
  'info',
  'eu',
  'dk',
  'uk',
  'biz',
  'gov',
  'edu',
]);
