import { hasPhraseAt, type MessageWords, phrasesByFirstWord, wordsOf } from './message-words.ts';

/** Ways to say «log in» and names of places where messages are read, in bokmål, nynorsk and English. */
const phrases = phrasesByFirstWord(`
  logg inn
  logg deg inn
  logge inn
  logge deg inn
  logge dere inn
  logga inn
  logg på
  logg deg på
  logge på
  logga på
  log in
  log into
  log on
  log onto
  logging in
  sign in
  sign into
  min side
  mi side
  mine sider
  mine saker
  my page
  my pages
  your page
  ditt nav
  mitt nav
  dine saker
  digital postkasse
  digitale postkasse
  digitale postkassen
  digitale postkassa
  på nav
  hos nav
  at nav
  til nav
  web site
  home page
  i posten
`);

const places = wordsOf(`
  altinn digipost e-boks eboks helsenorge minside dialogporten innboks innboksen innboksa inbox meldingsboks meldingsboksen postkassen
  postkassa portal portalen nettportalen arbeidsgiverportalen nettside nettsiden nettsidene nettsida nettsidene heimeside heimesida
  heimesidene hjemmeside hjemmesiden hjemmesidene website webpage homepage appen app saksoversikt saksoversikten saksoversikta innlogging
  innlogga innlogget pålogging innloggede arbeidsgiversiden arbeidsgiversidene nettbanken selvbetjening selvbetjeningen
`);

const finding = wordsOf(`
  finn finner finne finnes finst fins ligger ligg liggje tilgjengelig tilgjengeleg find found available se sjå les lese lest see read view
  åpne opne open hent hente besvar besvare
`);
const prepositions = wordsOf('på hos via at on i in under inne');

/** Behind a preposition these say when or how, not where. */
const notPlaces = wordsOf(`
  dag morgen morgon kveld uke veke uken veka tide løpet laupet forbindelse samband tillegg forhold høve år høst haust vår den det denne
  dette time today case tomorrow mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag orden kontakt grunn
`);

const webAddress = /[a-zæøå0-9-]\.[a-z]{2,}/;

/** So many words may stand between «finner» and «på». */
const reach = 7;

const saysWhereToFind = (words: MessageWords, index: number): boolean => {
  if (!finding.has(words.at(index)?.lower ?? '')) return false;
  for (let at = index + 1; at < index + reach; at += 1) {
    const place = words.at(at + 1)?.lower;
    if (place === undefined) return false;
    if (!prepositions.has(words.at(at)?.lower ?? '')) continue;
    if (!notPlaces.has(place) && !/^\d/.test(place)) return true;
  }
  return false;
};

/** How many words from `index` on name a place where messages are read or say to log in; 0 where they do not. */
export const countPlaceWords = (words: MessageWords, index: number): number => {
  const lower = words.at(index)?.lower ?? '';
  if (places.has(lower) || (lower.includes('.') && webAddress.test(lower))) return 1;
  if (!phrases.firstWords.has(lower)) return 0;
  return phrases.byFirstWord.get(lower)?.find((phrase) => hasPhraseAt(words, index, phrase))?.length ?? 0;
};

/** True when a message says where to find what it is about. */
export const saysWhere = (words: MessageWords): boolean => {
  for (let index = 0; words.at(index) !== undefined; index += 1)
    if (countPlaceWords(words, index) > 0 || saysWhereToFind(words, index)) return true;
  return false;
};
