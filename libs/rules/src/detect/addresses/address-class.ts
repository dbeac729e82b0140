/** Bits of a word's classes that serve addresses; see wordClass for the rest. */
export const addressClass = {
  /** A word that ends a road name of several words: „gate", „vei". */
  own: 1 << 25,
  /** A word that says an address follows: „bor", „adresse". */
  lives: 1 << 26,
  /** After a number: it counts something and is no house number. */
  unit: 1 << 27,
  /** Farm and holding numbers of the land register. */
  property: 1 << 28,
  /** A post box. */
  box: 1 << 29,
  /** A first word of a road name: „Nedre", „Kong". */
  before: 1 << 30,
} as const;
