import type { Span } from '../finding.ts';
import { maskCharacter } from './folded-text.ts';

/** The text with every unit of the spans replaced, so that its length and all other places stay. Spans come in order of their starts. */
export const maskText = (value: string, spans: readonly Span[], mask = maskCharacter): string => {
  const pieces: string[] = [];
  let copied = 0;
  for (const { start, end } of spans) {
    if (end <= copied) continue;
    const from = Math.max(start, copied);
    pieces.push(value.slice(copied, from), mask.repeat(end - from));
    copied = end;
  }
  pieces.push(value.slice(copied));
  // Joined at once: a text put together bit by bit is slower to read ever after.
  return pieces.join('');
};
