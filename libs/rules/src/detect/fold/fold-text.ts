import type { FieldForm } from '../../field-table.ts';
import type { FoldedText } from '../folded-text.ts';
import { foldHtml } from '../html/fold-html.ts';
import type { EscapeKinds } from './escaped-character.ts';
import { firstOddPlace, foldCharacters } from './fold-characters.ts';
import { FoldWriter } from './fold-writer.ts';

const inLinks: EscapeKinds = { entities: 'digits', percent: 'all' };
const inTexts: EscapeKinds = { entities: 'digits', percent: 'digits' };

/** Finds what needs a closer look: anything but letters, digits and signs that never change. */
const unsteadyCharacter = /[^\t-\r -$'-~\u00a1-\u00a9\u00bb-\u017e\u2018-\u2022\u2026\u20ac]/;

const foldPlain = (value: string, escapes: EscapeKinds): FoldedText => {
  const first = value.search(unsteadyCharacter);
  if (first < 0 || firstOddPlace(value, first, value.length, escapes) === value.length)
    return { text: value, map: null };
  const writer = new FoldWriter(value);
  foldCharacters(writer, value, 0, value.length, escapes);
  return writer.finish();
};

/**
 * A text as the finders see it, with the way back to the original: entities of HTML and %XX of links decoded, those that hide a
 * digit in any text. Takes any string and never throws; most texts come back as they are.
 */
export const foldText = (value: string, form: FieldForm): FoldedText => {
  if (form === 'HTML') return foldHtml(value);
  return foldPlain(value, form === 'LINK' ? inLinks : inTexts);
};
