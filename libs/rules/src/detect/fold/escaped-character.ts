/** A character written in another way, and how many UTF-16 units of the original that took. */
export interface EscapedCharacter {
  readonly codePoint: number;
  readonly length: number;
}

/** Escapes that a text may hold: HTML entities, %XX as in links, or only %3X that hide digits. */
export interface EscapeKinds {
  readonly entities: boolean;
  readonly percent: 'all' | 'digits';
}
