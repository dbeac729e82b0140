import { recordAction, type Operator, type StoreClient } from '@varselvakt/store';
import type { Questions } from '../../operator/open-questions.ts';
import type { ProgressBar } from '../../operator/show-progress.ts';
import { findSubject, type SubjectSearch } from './find-subject.ts';
import { parseSubject } from './parse-subject.ts';
import { createSubjectMatcher } from './subject-matcher.ts';

export type SubjectRun = {
  readonly client: StoreClient;
  readonly operator: Operator;
  readonly questions: Pick<Questions, 'askSecret'>;
  readonly openBar: (what: string) => ProgressBar;
};

/**
 * Asks for a person, writes down that somebody looks for one (not for whom), and looks. Throws CommandError, StoreError,
 * RegistryUnavailable.
 */
export async function seekSubject({ client, operator, questions, openBar }: SubjectRun): Promise<SubjectSearch> {
  const typed = await questions.askSecret('Identity number, phone number or e-mail address (it is not shown):');
  const matcher = createSubjectMatcher(parseSubject(typed));
  await recordAction(client, 'SUBJECT_SOUGHT', operator, { form: matcher.form });
  return findSubject(client, matcher, openBar('searched'));
}
