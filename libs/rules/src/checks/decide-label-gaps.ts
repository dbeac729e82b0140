import { type AssessmentKind, assessmentKinds, type RegisteredLabel } from '../register-entry.ts';
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

/** What a label lacks at `now` (epoch ms), always in the same order; empty where it is ready for prod. Reads a dozen properties, no more. */
export const decideLabelGaps = (label: RegisteredLabel, now: number): readonly LabelGap[] => {
  const missing: LabelGap[] = [];
  const expired: LabelGap[] = [];
  for (const kind of assessmentKinds) {
    const assessment = label.assessments[kind];
    if (assessment === null) missing.push({ code: 'ASSESSMENT_MISSING', assessment: kind });
    else if (assessment.expiresAt !== null && assessment.expiresAt <= now)
      expired.push({ code: 'ASSESSMENT_EXPIRED', assessment: kind });
  }
  missing.push(...expired);
  if (label.legalBasis === null) missing.push({ code: 'LEGAL_BASIS_MISSING', assessment: null });
  if (label.archive === null) missing.push({ code: 'ARCHIVE_DECLARATION_MISSING', assessment: null });
  if (label.privacyNotice === null) missing.push({ code: 'PRIVACY_NOTICE_MISSING', assessment: null });
  return missing;
};
