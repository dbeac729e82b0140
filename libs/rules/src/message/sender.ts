import { createLetterTrie, longestMatch } from '../detect/words/letter-trie.ts';
import { type MessageWord, type MessageWords, wordsOf } from './message-words.ts';
import { WordSet } from './word-set.ts';

/** Names of senders known by one word, in bokmål, nynorsk and English. */
const agencies = wordsOf(`
  nav navs udi imdi helfo husbanken lånekassen lånekassa digdir difi ssb skatteetaten brønnøysundregistrene brønnøysundregistra
  kartverket statped bufdir bufetat nkom dsb politiet forsvaret vegvesenet vegvesen statens statsforvalteren statsforvaltaren
  fylkesmannen riksarkivet toll tolletaten norad innovasjon nokut hk-dir diku dibk spk klp nfd statnett enova agency authority
  municipality directorate administration inspectorate council hospital university county service ministry
`);

/** Endings of words that name an office: Arbeidstilsynet, Utdanningsdirektoratet, Bodø kommune. */
const officeEndings = [
  'kommune',
  'kommunen',
  'kommuna',
  'etaten',
  'tilsynet',
  'direktoratet',
  'verket',
  'departementet',
  'ombudet',
  'forvaltningen',
  'forvaltninga',
  'forvalteren',
  'registrene',
  'registra',
  'kassen',
  'kassa',
  'sykehus',
  'sykehuset',
  'sjukehus',
  'sjukehuset',
  'universitet',
  'universitetet',
  'høgskole',
  'høgskolen',
  'høgskulen',
  'skolen',
  'skulen',
  'barnehage',
  'barnehagen',
  'legesenter',
  'legekontor',
  'tingrett',
  'lagmannsrett',
  'forbundet',
  'nemnda',
  'kontoret',
  'senteret',
  'vesenet',
  'instituttet',
  'biblioteket',
  'banken',
  'foretaket',
] as const;

const companyForms = new WordSet(['AS', 'ASA', 'SA', 'HF', 'RHF', 'KF', 'IKS', 'ANS', 'NUF', 'SF', 'BA', 'Ltd', 'Inc']);

const closings = wordsOf('hilsen helsing mvh vh vennleg regards sincerely hilser helsar');
const fromWords = wordsOf('fra frå from');

/** What a message may begin with before a colon without saying who writes. */
const headings = wordsOf(`
  hei hallo obs nb viktig viktige påminnelse påminning melding beskjed varsel varsling info informasjon ny nytt nye husk merk frist
  reminder important hello hi note new message notice emne sak saken søknad søknaden vedtak vedtaket møte møtet oppgave oppgåve gjelder
  gjeld purring svar kl dato til kjære dear re sv fw vs
`);

/** The endings, read backwards: most words are told from an office by their last letters. */
const endings = createLetterTrie(
  officeEndings.map((ending) => [ending, 1] as const),
  true,
);

const hasOfficeEnding = (lower: string): boolean => longestMatch(endings, lower, 0, lower.length, 0) !== 0;

/** True for a word that names an agency, a municipality or another office. */
const isOffice = ({ lower }: MessageWord): boolean =>
  agencies.has(lower) || lower.startsWith('nav-') || hasOfficeEnding(lower);

const isCompany = (words: MessageWords, index: number): boolean =>
  index > 0 && companyForms.has(words.at(index)?.text ?? '') && words.at(index - 1)?.isCapitalised === true;

const longestOpening = 4;

/** A name before a colon at the very beginning: Statens vegvesen: … */
const opensWithName = (words: MessageWords): boolean => {
  if (words.at(0)?.isCapitalised !== true) return false;
  for (let index = 0; index < longestOpening; index += 1) {
    const word = words.at(index);
    if (word === undefined || headings.has(word.lower)) return false;
    if (word.next === ':') return true;
  }
  return false;
};

const namesSenderAt = (words: MessageWords, index: number, word: MessageWord): boolean => {
  if (isOffice(word) || isCompany(words, index)) return true;
  const following = words.at(index + 1);
  if (following === undefined) return false;
  return closings.has(word.lower) || (fromWords.has(word.lower) && following.isCapitalised);
};

/** True when a message says who writes: an agency, «fra …», «Vennlig hilsen …», or a name and a colon at the beginning. */
export const namesSender = (words: MessageWords): boolean => {
  if (opensWithName(words)) return true;
  let index = 0;
  for (let word = words.at(0); word !== undefined; word = words.at(index)) {
    if (namesSenderAt(words, index, word)) return true;
    index += 1;
  }
  return false;
};

const areCapitalised = (words: MessageWords, from: number, to: number): boolean => {
  for (let index = from; index < to; index += 1) if (words.at(index)?.isCapitalised !== true) return false;
  return true;
};

/** How many words from `index` on only say who writes, without end behind a closing; 0 where they say something else. */
export const countSenderWords = (words: MessageWords, index: number): number => {
  const word = words.at(index);
  if (word === undefined) return 0;
  if (closings.has(word.lower)) return Number.POSITIVE_INFINITY;
  let last = index;
  while (last - index < 4 && areCapitalised(words, last, last + 2)) last += 1;
  for (let end = last + 1; end >= index; end -= 1) {
    const candidate = words.at(end);
    if (candidate === undefined || (!isOffice(candidate) && !isCompany(words, end))) continue;
    if (areCapitalised(words, index, end)) return end - index + 1;
  }
  return fromWords.has(word.lower) && words.at(index + 1)?.isCapitalised === true ? 2 : 0;
};
