export { decideLabelGaps, type LabelGap } from './checks/decide-label-gaps.ts';
export { foreseeRetention } from './checks/foresee-retention.ts';
export type { TextField, TextScope } from './checks/judge-text.ts';
export { createDetector } from './detect/detector.ts';
export { classifyIdentityNumber } from './detect/numbers/classify-identity-number.ts';
export { exampleEvent, sampleContext } from './examples/sample-context.ts';
export { bodyTypes, type SampleIdentity, sampleBody, sampleEvent, sampleNames } from './examples/sample-events.ts';
export { sampleNow } from './examples/sample-instants.ts';
export { explainCode, type RuleExplanation } from './explain-code.ts';
export type { FieldForm } from './field-table.ts';
export { pathOf, walkFields } from './field-walk.ts';
export { createFinding, documentationOf, type Finding, type Span, toOutcomeFinding } from './finding.ts';
export { createLinkHosts } from './link-hosts.ts';
export { createEventMask, type EventMask, hideText, type MaskedValue, type TextShowing } from './masking/event-mask.ts';
export {
  type AcceptedTerms,
  type Assessment,
  type AssessmentKind,
  assessmentKinds,
  type CurrentTerms,
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
export { type HostileKind, hostileKinds, hostileTexts } from './testing/hostile-texts.ts';
export type { Verdict } from './validate-event.ts';
export type { ValidationContext } from './validation-context.ts';
