import type { Span } from '../finding.ts';
import { maskCharacter } from './folded-text.ts';

/** The text with every unit of the spans replaced, so that its length and all other places stay. Spans come in order of their starts. */
export const maskText = (value: string, spans: readonly Span[], mask = maskCharacter): string => {
  let masked = '';
  let copied = 0;
  for (const { start, end } of spans) {
    if (end <= copied) continue;
    const from = Math.max(start, copied);
    masked += value.slice(copied, from) + mask.repeat(end - from);
    copied = end;
  }
  return masked + value.slice(copied);
};
