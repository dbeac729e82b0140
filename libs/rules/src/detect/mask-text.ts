import type { Span } from '../finding.ts';
import { maskCharacter } from './folded-text.ts';

/** The text with every unit of the spans replaced, so that its length and all other places stay. Spans may come in any order. */
export const maskText = (value: string, spans: readonly Span[]): string => {
  let masked = value;
  for (const { start, end } of spans) {
    masked = masked.slice(0, start) + maskCharacter.repeat(end - start) + masked.slice(end);
  }
  return masked;
};
