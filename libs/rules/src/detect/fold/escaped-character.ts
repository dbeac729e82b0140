/** A character written in another way, and how many UTF-16 units of the original that took. */
export interface EscapedCharacter {
  readonly codePoint: number;
  readonly length: number;
}

/** Escapes that a text may hold: HTML entities and %XX as in links, of either kind all or only those that hide a digit. */
export interface EscapeKinds {
  readonly entities: 'all' | 'digits';
  readonly percent: 'all' | 'digits';
}
