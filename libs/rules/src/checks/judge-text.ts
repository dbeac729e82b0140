import type { FieldForm } from '../field-table.ts';
import type { FindingCollector, SeverityScope } from '../finding.ts';
import { findIdentityNumbers } from '../identity-number/find-identity-numbers.ts';
import type { FieldClass } from '../rule.ts';
import { findInvalidCharacter } from '../text-shape.ts';

/** Where a text stands and how it is read. */
export interface TextField {
  /** Told in every finding; null where the text stands by itself. */
  readonly path: string | null;
  readonly fieldClass: FieldClass;
  readonly form: FieldForm;
}

/** What the judgement of a text depends on besides its field. */
export interface TextScope extends SeverityScope {
  /** True where no address may be named at all: labels with `protectedAddress: strict`. False when absent. */
  readonly isStrict?: boolean;
}

/** Reports everything that a text by itself breaks. */
export const judgeText = (text: string, field: TextField, _scope: TextScope, { report }: FindingCollector): void => {
  const { path, fieldClass, form } = field;
  const invalid = findInvalidCharacter(text, form);
  if (invalid !== undefined) report('TEXT_INVALID_CHARACTERS', { path, fieldClass, span: invalid });
  if (form === 'IDENTITY_NUMBER') return;
  for (const span of findIdentityNumbers(text, form)) report('TEXT_IDENTITY_NUMBER', { path, fieldClass, span });
};
