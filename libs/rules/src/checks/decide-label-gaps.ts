import { type Assessment, type AssessmentKind, assessmentKinds, type RegisteredLabel } from '../register-entry.ts';
import type { RuleCode } from '../rule-table.ts';

/** Something that the terms ask of a label and the register does not have. */
export interface LabelGap {
  readonly code: Extract<
    RuleCode,
    | 'ASSESSMENT_MISSING'
    | 'ASSESSMENT_EXPIRED'
    | 'LEGAL_BASIS_MISSING'
    | 'ARCHIVE_DECLARATION_MISSING'
    | 'PRIVACY_NOTICE_MISSING'
  >;
  /** Which assessment it is about; null where it is about none. */
  readonly assessment: AssessmentKind | null;
}

const none: readonly LabelGap[] = [];

const isExpired = ({ expiresAt }: Assessment, now: number): boolean => expiresAt !== null && expiresAt <= now;

const isComplete = (label: RegisteredLabel, now: number): boolean => {
  if (label.legalBasis === null || label.archive === null || label.privacyNotice === null) return false;
  for (const kind of assessmentKinds) {
    const assessment = label.assessments[kind];
    if (assessment === null || isExpired(assessment, now)) return false;
  }
  return true;
};

/** What a label lacks at `now` (epoch ms), always in the same order; empty where it is ready for prod, which costs a dozen look-ups and no more. */
export const decideLabelGaps = (label: RegisteredLabel, now: number): readonly LabelGap[] => {
  if (isComplete(label, now)) return none;
  const { assessments } = label;
  const missing = assessmentKinds.filter((kind) => assessments[kind] === null);
  const expired = assessmentKinds.filter((kind) => {
    const assessment = assessments[kind];
    return assessment !== null && isExpired(assessment, now);
  });
  const gaps: LabelGap[] = [
    ...missing.map((assessment) => ({ code: 'ASSESSMENT_MISSING', assessment }) as const),
    ...expired.map((assessment) => ({ code: 'ASSESSMENT_EXPIRED', assessment }) as const),
  ];
  if (label.legalBasis === null) gaps.push({ code: 'LEGAL_BASIS_MISSING', assessment: null });
  if (label.archive === null) gaps.push({ code: 'ARCHIVE_DECLARATION_MISSING', assessment: null });
  if (label.privacyNotice === null) gaps.push({ code: 'PRIVACY_NOTICE_MISSING', assessment: null });
  return gaps;
};
