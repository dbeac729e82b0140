import { createLetterTrie, longestMatch } from '../detect/words/letter-trie.ts';
import { type MessageWord, wordsOf } from './message-words.ts';
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
export const isOffice = ({ lower }: MessageWord): boolean =>
  agencies.has(lower) || lower.startsWith('nav-') || hasOfficeEnding(lower);

const isCompany = (words: readonly MessageWord[], index: number): boolean =>
  companyForms.has(words[index]?.text ?? '') && words[index - 1]?.isCapitalised === true;

/** A name before a colon at the very beginning: Statens vegvesen: … */
const opensWithName = (words: readonly MessageWord[]): boolean => {
  const end = words.slice(0, 4).findIndex(({ next }) => next === ':');
  const opening = words.slice(0, end + 1);
  return opening[0]?.isCapitalised === true && opening.every(({ lower }) => !headings.has(lower));
};

const namesSenderAt = (words: readonly MessageWord[], index: number): boolean => {
  const word = words[index];
  if (word === undefined) return false;
  if (isOffice(word) || isCompany(words, index)) return true;
  const following = words[index + 1];
  if (following === undefined) return false;
  return closings.has(word.lower) || (fromWords.has(word.lower) && following.isCapitalised);
};

/** True when a message says who writes: an agency, «fra …», «Vennlig hilsen …», or a name and a colon at the beginning. */
export const namesSender = (words: readonly MessageWord[]): boolean =>
  opensWithName(words) || words.some((_, index) => namesSenderAt(words, index));

/** How many words from `index` on only say who writes; 0 where they say something else. */
export const countSenderWords = (words: readonly MessageWord[], index: number): number => {
  const word = words[index];
  if (word === undefined) return 0;
  if (closings.has(word.lower)) return words.length - index;
  let last = index;
  while (words[last]?.isCapitalised === true && last - index < 4 && words[last + 1]?.isCapitalised === true) last += 1;
  for (let end = Math.min(last + 1, words.length - 1); end >= index; end -= 1) {
    const candidate = words[end];
    if (candidate === undefined || (!isOffice(candidate) && !isCompany(words, end))) continue;
    if (words.slice(index, end).every(({ isCapitalised }) => isCapitalised)) return end - index + 1;
  }
  return fromWords.has(word.lower) && words[index + 1]?.isCapitalised === true ? 2 : 0;
};
