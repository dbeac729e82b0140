/** Bits of a word's classes that serve the sensitive terms; see wordClass for the rest. */
export const termClass = {
  /** A term by itself. */
  term: 1 << 16,
  /** The first word of a term of several. */
  phraseStart: 1 << 17,
  /** Part of a term of several words. */
  phraseWord: 1 << 18,
  /** Looks like a compound of the lists and is none. */
  notTerm: 1 << 19,
  /** One particular person: „hun", „pasienten". */
  specific: 1 << 20,
  /** A person, unless the text speaks of what may be: „du", „ansatt". */
  loose: 1 << 21,
  /** Leads to a diagnosis, a treatment, a conviction. */
  clinical: 1 << 22,
  /** The text speaks of a subject or of many. */
  generic: 1 << 23,
  /** The text speaks of what may be. */
  conditional: 1 << 24,
} as const;
