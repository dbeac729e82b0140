import type { Candidate, DetectionKind } from '../detect/detection.ts';
import { foldText } from '../detect/fold/fold-text.ts';
import { spanOf } from '../detect/folded-text.ts';
import type { FieldForm } from '../field-table.ts';
import { numbersOf } from './lone-finders.ts';

/** A number that was found, as the original text has it. */
export interface FoundNumber {
  readonly kind: DetectionKind;
  readonly confidence: Candidate['confidence'];
  readonly print: string;
}

/** The numbers of a text, by themselves: no word lists are needed. */
export const numbersIn = (value: string, form: FieldForm = 'TEXT'): readonly FoundNumber[] => {
  const folded = foldText(value, form);
  return numbersOf(folded).map(({ kind, confidence, from, to }) => {
    const { start, end } = spanOf(folded, from, to);
    return { kind, confidence, print: value.slice(start, end) };
  });
};

/** What the numbers of one kind look like in the text. */
export const printsOf = (value: string, kind: DetectionKind, form: FieldForm = 'TEXT'): readonly string[] =>
  numbersIn(value, form)
    .filter((found) => found.kind === kind)
    .map(({ print }) => print);
