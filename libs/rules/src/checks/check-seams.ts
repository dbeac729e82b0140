import { spanOf } from '../detect/folded-text.ts';
import type { FieldRule } from '../field-table.ts';
import { pathOf } from '../field-walk.ts';
import type { Span } from '../finding.ts';
import type { Fold, TextJudgement } from './judge-text.ts';

interface Field {
  readonly value: string;
  readonly rule: FieldRule;
  readonly parent: string;
  readonly name: string;
}

/** A field as it is read: the text that is seen, and the way back to the field's own places. */
interface ReadField {
  readonly field: Field;
  readonly text: string;
  readonly toSpan: (span: Span) => Span;
}

const readField = (field: Field, fold: Fold): ReadField => {
  if (field.rule.form !== 'HTML') return { field, text: field.value, toSpan: (span) => span };
  const folded = fold(field.value, 'HTML');
  const { text, visibleEnd = text.length } = folded;
  return { field, text: text.slice(0, visibleEnd), toSpan: ({ start, end }) => spanOf(folded, start, end) };
};

/** Fields that a user reads one after the other: the texts of the platform, the subject and body of an e-mail. */
const areNeighbours = (one: Field, other: Field): boolean => {
  if (one.rule.fieldClass !== other.rule.fieldClass) return false;
  return other.rule.fieldClass === 'in-app' || (one.parent === other.parent && other.name !== 'smsText');
};

/** A check that is shown the fields of an event in order and reports identity numbers that begin in one and end in the next. */
export const createSeamCheck = ({ detector, fold, collector }: TextJudgement): ((field: Field) => void) => {
  let previous: ReadField | undefined;
  const report = ({ field, toSpan }: ReadField, span: Span): void => {
    const { rule, parent, name } = field;
    const place = { path: pathOf(parent, name), fieldClass: rule.fieldClass, span: toSpan(span) };
    collector.report('TEXT_IDENTITY_NUMBER', place);
  };
  return (field) => {
    const { form } = field.rule;
    if (form !== 'TEXT' && form !== 'HTML') return;
    const next = readField(field, fold);
    const seam = previous && areNeighbours(previous.field, field) ? detector.findSeam(previous.text, next.text) : null;
    if (previous !== undefined && seam !== null) {
      report(previous, seam.previous);
      report(next, seam.next);
    }
    previous = next;
  };
};
