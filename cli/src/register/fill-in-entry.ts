import { type AssessmentKind, assessmentKinds } from '@varselvakt/rules';
import type { Answer, AnswerSource } from './answer-source.ts';
import type { EntryDraft } from './entry-draft.ts';
import {
  acceptanceQuestions,
  assessmentQuestions,
  labelQuestions,
  producerQuestions,
  type Question,
  statementOf,
} from './register-questions.ts';

/** What the answers are filled in with. */
export interface FormParts {
  readonly draft: EntryDraft;
  readonly source: AnswerSource;
  /** The newest terms of use, which are the ones that can be accepted. */
  readonly terms: { readonly version: string; readonly hash: string };
  /** Clock, epoch ms. */
  readonly now: number;
}

interface Form extends FormParts {
  /** Asks, judges the answer where it will stand, and puts it there. */
  readonly fill: (question: Question, labelIndex: number | null, path: string) => Promise<Answer>;
  readonly confirm: (question: Question, labelIndex: number | null) => Promise<boolean>;
}

const entryValueOf = ({ form }: Question, answer: Answer): unknown =>
  form === 'list' ? (answer?.split(',').map((word) => word.trim()) ?? null) : answer;

function createForm(parts: FormParts): Form {
  const { draft, source } = parts;
  return {
    ...parts,
    fill: async (question, labelIndex, path) => {
      const judge = (answer: Answer) =>
        answer === null ? null : draft.findFault(path, entryValueOf(question, answer));
      const answer = await source.ask(question, labelIndex, judge);
      draft.set(path, entryValueOf(question, answer));
      return answer;
    },
    confirm: async (question, labelIndex) => (await source.ask(question, labelIndex, () => null)) === 'true',
  };
}

async function fillInAcceptance({ fill, confirm, draft, terms, now }: Form): Promise<void> {
  const questions = acceptanceQuestions;
  if (!(await confirm(questions.accepted, null))) return;
  draft.set('terms.version', terms.version);
  draft.set('terms.hash', terms.hash);
  await fill(questions.acceptedBy, null, 'terms.acceptedBy');
  await fill(questions.role, null, 'terms.role');
  await fill(questions.onBehalfOf, null, 'terms.onBehalfOf');
  draft.set('terms.at', new Date(now).toISOString());
  await fill(questions.evidence, null, 'terms.evidence');
}

async function fillInAssessments(form: Form, labelIndex: number, team: string): Promise<void> {
  const made: AssessmentKind[] = [];
  const today = new Date(form.now).toISOString().slice(0, 10);
  for (const kind of assessmentKinds) {
    if (!(await form.confirm(statementOf(kind), labelIndex))) continue;
    const path = `labels[${labelIndex}].assessments[${made.length}]`;
    const questions = assessmentQuestions(kind, team, today);
    made.push(kind);
    form.draft.set(`${path}.kind`, kind);
    await form.fill(questions.reference, labelIndex, `${path}.reference`);
    await form.fill(questions.owner, labelIndex, `${path}.owner`);
    await form.fill(questions.date, labelIndex, `${path}.date`);
    await form.fill(questions.validUntil, labelIndex, `${path}.validUntil`);
  }
}

async function fillInLabel(form: Form, index: number, team: string): Promise<void> {
  const path = `labels[${index}]`;
  const questions = labelQuestions;
  await form.fill(questions.name, index, `${path}.name`);
  await form.fill(questions.purpose, index, `${path}.purpose`);
  await form.fill(questions.retention, index, `${path}.retention.default`);
  await form.fill(questions.maxRetention, index, `${path}.retention.max`);
  const basis = await form.fill(questions.legalBasis, index, `${path}.legalBasis.code`);
  if (basis !== null) await form.fill(questions.processingRecord, index, `${path}.legalBasis.processingRecord`);
  const archive = await form.fill(questions.archive, index, `${path}.archive.kind`);
  if (archive !== null) {
    const reason = { ...questions.archiveReason, isRequired: archive === 'none' };
    await form.fill(reason, index, `${path}.archive.reason`);
  }
  await form.fill(questions.privacyNotice, index, `${path}.privacyNotice`);
  await fillInAssessments(form, index, team);
}

/** Asks everything and fills the draft in. Throws what the source of the answers throws. */
export async function fillInEntry(parts: FormParts): Promise<void> {
  const form = createForm(parts);
  const questions = producerQuestions;
  await form.fill(questions.id, null, 'id');
  const team = (await form.fill(questions.team, null, 'team')) ?? '';
  await form.fill(questions.chat, null, 'contacts.chat');
  await form.fill(questions.email, null, 'contacts.email');
  await form.fill(questions.environments, null, 'environments');
  await fillInAcceptance(form);
  for (let index = 0; await parts.source.hasAnotherLabel(index); index += 1) await fillInLabel(form, index, team);
}
