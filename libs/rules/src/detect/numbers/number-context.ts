import { textAfter, textBefore } from './surroundings.ts';

/** What the words around a number say that it is. */
export type NumberContext = 'identity' | 'account' | 'reference' | 'none';

const contextReach = 40;
const accountReach = 28;
const referenceReach = 28;

/** Words of identity numbers, in small letters. Not the bare `fnr`: in the land register that is a number of a property. */
const identityWords =
  /(?<![a-zæøå])(?:f[øo]dsels?-?(?:\s?(?:og|\/)\s?person)?-?n(?:r|umm?er|umre)|f\.\s?nr|person-?(?:n(?:r|umm?er|umre)|ident)|p(?:\.\s?)?nr|ident(?:itets|ifikasjons)?-?(?:n(?:r|umm?er|umre)|(?:en|er)?(?![a-zæøå]))|[dh]-?n(?:umm?er|umre)|[dh]-nr|fh-?n(?:r|umm?er)|hjelpen(?:r|ummer)|npid|f[øo]d[td]e?(?![a-zæøå])|ssn|folkeregister|(?:birth|identity|id|identification|social security) (?:number|no)|personal (?:id|identity|identification|number)|national (?:id|identity))/g;

const accountWords = /(?<![a-zæøå])[a-zæøå]{0,20}(?:konto(?!r)|account|bankgiro)[a-zæøå]{0,12}/g;

const referenceWords =
  /(?<![a-zæøå])(?:kid|saks?|saken|sakens|referanse|ref|ordre|order|bestilling|faktura|invoice|journal(?:post)?|arkiv|løpe|søknad(?:en)?|skjema|kontrakt|avtale|tiltak|krav|kode|passord|pin|versjon|postboks|boks|ansatt|deltaker|deltakar|vedtak|dokument|dok|bilag|kunde|medlem|serie|måler|case|sporing|tracking|kolli|billett|org|organisasjon|orgnr|bedrift|virksomhet|imei|isbn|gtin|ean)(?:s?-?(?:id|nr|n[uo]mm?er(?:et)?|nummeret|no|number|kode|referanse))?(?:\s?(?:er|is|lyder|no|nr|nummer|number|id))?[\s.:#()/-]{0,4}(?:[a-zæøå]{1,4}[\s/-]?)?$/;

const lastPlace = (text: string, words: RegExp): number => {
  if (text.search(words) < 0) return -1;
  let place = -1;
  for (const match of text.matchAll(words)) place = match.index;
  return place;
};

const anyWord = /[a-zæøå]{2}/;

const contextBefore = (before: string): NumberContext => {
  if (!anyWord.test(before)) return 'none';
  const identityAt = lastPlace(before, identityWords);
  const accountAt = lastPlace(before, accountWords);
  if (accountAt > identityAt && before.length - accountAt <= accountReach) return 'account';
  if (identityAt >= 0) return 'identity';
  return referenceWords.test(before.slice(-referenceReach)) ? 'reference' : 'none';
};

/** What the words near the folded text's [from, to) say: the nearest ones before it, else those after it. */
export const contextOf = (text: string, from: number, to: number): NumberContext => {
  const before = contextBefore(textBefore(text, from, contextReach));
  if (before !== 'none') return before;
  const after = textAfter(text, to, contextReach);
  return anyWord.test(after) && after.search(identityWords) >= 0 ? 'identity' : 'none';
};

const dufWords = /(?<![a-zæøå])duf(?:-|\s)?(?:n(?:r|umm?er)[a-zæøå]{0,3})?(?![a-zæøå])/;

/** True where the words before say that a DUF number, the number of an asylum seeker, follows. */
export const hasDufContext = (text: string, from: number): boolean =>
  dufWords.test(textBefore(text, from, contextReach));

const telephoneWords =
  /(?<![a-zæøå])(?:tlf|telefon[a-zæøå]{0,10}|mobil(?:en|nr|nummer|nummeret|telefon|telefonen)?|mob|tel|ring(?:e|er|es)?|sms|tekstmelding|phone|telephone|mobile|cell|call|whatsapp|vipps|nås|nåast|nå (?:meg|oss|henne|ham|han|ho|dem)|treffes|treffast|kontakt(?:e|es)?|reach|reached|contact)(?![a-zæøå])[^0-9\u007f]{0,24}$/;

/** Finds at once what begins a word of telephones: most texts have none. */
const telephoneSign = /tlf|tel|mob|ring|sms|tekst|pho|cell|call|what|vipps|nå|treff|kontakt|reach|contact/;

/** True where the words before say that a telephone number follows, with no other number between, masked or not. */
export const hasTelephoneContext = (text: string, from: number): boolean => {
  const before = textBefore(text, from, contextReach);
  return telephoneSign.test(before) && telephoneWords.test(before);
};

const amountBefore = /(?:(?<![a-zæøå])(?:kr|nok|eur|usd|sek|dkk|gbp|beløp|sum|pris)|[$€£])[\s.:]{0,3}$/;
const amountAfter = /^(?:\s{0,2}(?:,-|kr(?![a-zæøå])|nok|kroner|euro|%|prosent|stk|mill|mrd)|,[0-9]{2}(?![0-9]))/;
const nameOfNumber = /(?<![a-zæøå])(?:nr|no|nummer|nummeret|number|id)[\s.:#]{0,3}$/;

/** True where what stands around digits says that they are an amount, a reference or, where a bare `nr` tells, some other number. */
export const isOtherNumber = (text: string, from: number, to: number, isNamed: boolean): boolean => {
  const before = textBefore(text, from, referenceReach);
  return (
    amountBefore.test(before) ||
    (isNamed && nameOfNumber.test(before)) ||
    referenceWords.test(before) ||
    amountAfter.test(textAfter(text, to, 12))
  );
};
