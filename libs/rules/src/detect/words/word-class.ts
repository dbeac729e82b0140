/**
 * What the word lists say of a word: one bit a class, a word may be of many. The bits below 16 serve person names, those
 * from 16 addresses and sensitive terms; 31 is left free, so that a set of classes is never a negative number.
 */
export const wordClass = {
  firstName: 1 << 0,
  surname: 1 << 1,
  /** A name, or a word that often starts a sentence, that is an ordinary word too: its capital alone proves nothing. */
  ordinaryWord: 1 << 2,
  /** A town, municipality, region, country or part of the world. */
  place: 1 << 3,
  /** A company, agency, party, newspaper or club known by one word. */
  organisation: 1 << 4,
  /** A word beside a name that makes the whole an organisation, a place, a thing: AS, kommune, gate, prisen. */
  nameEnder: 1 << 5,
  /** A word before a name that says a person follows: statsminister, fru, saksbehandler, sønnen. */
  title: 1 << 6,
  /** A verb whose subject is nearly always a person: sier, forteller, mener. */
  sayingVerb: 1 << 7,
  greeting: 1 << 8,
  /** A small word inside a name: von, van, de, bin. */
  particle: 1 << 9,
  /** Written with a dot that ends no sentence: dr, kl, nr, St. */
  abbreviation: 1 << 10,
  /** A family name that stands first: Xi, Kim, Nguyen. */
  familyFirst: 1 << 11,
  /** A name well known in Norway: alone, its capital makes a person likely. */
  knownName: 1 << 12,
  /** A word so common that a name spelled like it (My, Han) is left alone. */
  smallWord: 1 << 13,
} as const;
