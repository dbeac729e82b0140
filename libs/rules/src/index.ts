export { decideLabelGaps, type LabelGap } from './checks/decide-label-gaps.ts';
export { type ForeseenRetention, foreseeRetention, type Judgement } from './checks/foresee-retention.ts';
export type { AddressPolicy, TextField, TextScope } from './checks/judge-text.ts';
export { createDetector, type Detector } from './detect/detector.ts';
export { classifyIdentityNumber, type IdentityNumberKind } from './detect/numbers/classify-identity-number.ts';
export { exampleEvent, sampleContext, sampleTermsVersion } from './examples/sample-context.ts';
export { bodyTypes, type SampleIdentity, sampleBody, sampleEvent, sampleNames } from './examples/sample-events.ts';
export { sampleNow } from './examples/sample-instants.ts';
export { explainCode, type RuleExplanation } from './explain-code.ts';
export type { FieldForm, FieldRule } from './field-table.ts';
export { type FieldVisitor, pathOf, walkFields } from './field-walk.ts';
export {
  createFinding,
  documentationOf,
  type Finding,
  type FindingPlace,
  type SeverityScope,
  type Span,
  toOutcomeFinding,
} from './finding.ts';
export { createLinkHosts, isLinkHostAllowed, type LinkHosts } from './link-hosts.ts';
export { createEventMask, type EventMask, hideText, type MaskedValue, type TextShowing } from './masking/event-mask.ts';
export {
  type AcceptedTerms,
  type AllowedRecipients,
  type ArchiveDeclaration,
  type Assessment,
  type AssessmentKind,
  assessmentKinds,
  type Channel,
  type CurrentTerms,
  type IdentityPolicy,
  type LegalBasis,
  type RegisteredLabel,
  type RegisteredProducer,
  type RetentionPolicy,
  type SeverityOverrides,
} from './register-entry.ts';
export type {
  BilingualText,
  Clause,
  Environment,
  EventExample,
  FieldClass,
  HistoryExample,
  MilderCase,
  RecordExample,
  Rule,
  RuleArea,
  RuleExample,
  SampleChanges,
  SampleSituation,
  Severity,
  SeverityByClass,
  SeverityTable,
} from './rule.ts';
export { createRuleEngine, type RuleEngine } from './rule-engine.ts';
export { ruleSet } from './rule-set.ts';
export { parseRuleCode, type RuleCode, ruleCodes, ruleTable } from './rule-table.ts';
export { askedSeverityIn, isAtLeast, severityIn } from './severity.ts';
export { countSmsSegments } from './sms-segments.ts';
export { type HostileKind, hostileKinds, hostileTexts } from './testing/hostile-texts.ts';
export type { ValidationResult, Verdict } from './validate-event.ts';
export type { EventOrigin, ValidationContext } from './validation-context.ts';
