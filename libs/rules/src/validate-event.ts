import type { ProducerEvent, RetentionDecision } from '@varselvakt/domain';
import { checkEnvelope } from './checks/check-envelope.ts';
import { checkExternalMessages } from './checks/check-external-messages.ts';
import { checkFields } from './checks/check-fields.ts';
import { checkLocation } from './checks/check-location.ts';
import { checkRecipients } from './checks/check-recipients.ts';
import { checkTerms } from './checks/check-terms.ts';
import { checkTimes } from './checks/check-times.ts';
import { decideRetention } from './checks/decide-retention.ts';
import { type AddressPolicy, createFold } from './checks/judge-text.ts';
import type { Detector } from './detect/detector.ts';
import { createFindingCollector, type Finding } from './finding.ts';
import type { ValidationContext } from './validation-context.ts';

/** What becomes of an event: refused, accepted with something to tell, or accepted. Findings that are only observed change nothing. */
export type Verdict = 'REJECTED' | 'WARNED' | 'ACCEPTED';

/** The judgement of one event. */
export interface ValidationResult {
  readonly verdict: Verdict;
  /** Every fault at once, always in the same order. */
  readonly findings: readonly Finding[];
  /** To be carried out only when the verdict is not REJECTED. */
  readonly retention: RetentionDecision;
}

const verdictOf = (findings: readonly Finding[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'block')) return 'REJECTED';
  return findings.some(({ severity }) => severity === 'warn') ? 'WARNED' : 'ACCEPTED';
};

/** So many findings of one code show a producer what is wrong with a field; one with more is judged all the same. */
const maxPerCode = 20;

const addressPolicyOf = ({ recipientIsProtected, label }: ValidationContext): AddressPolicy => {
  if (recipientIsProtected) return 'PROTECTED_PERSON';
  return label?.protectedAddress === 'strict' ? 'STRICT' : 'STANDARD';
};

/** Judges one event against structure, register, retention policy and content rules. Pure; never throws on decoded events. */
export const validateEvent = (
  event: ProducerEvent,
  context: ValidationContext,
  detector: Detector,
): ValidationResult => {
  const { environment, label } = context;
  const addressPolicy = addressPolicyOf(context);
  const ofLabel = label?.severities[environment] ?? null;
  const overrides = context.overrides === undefined ? ofLabel : { ...ofLabel, ...context.overrides };
  const scope = { environment, overrides, addressPolicy, maxPerCode };
  const collector = createFindingCollector(scope);
  checkEnvelope(event, context, collector);
  checkTerms(event, context, collector);
  const judgement = { detector, fold: createFold(), scope, collector };
  checkFields(event, label?.linkHosts ?? null, judgement);
  checkLocation(event, addressPolicy, collector);
  checkRecipients(event, label?.recipients ?? null, collector);
  checkExternalMessages(event, label?.channels ?? null, judgement);
  checkTimes(event, context.now, collector);
  const retention = decideRetention(event, context, collector);
  return { verdict: verdictOf(collector.findings), findings: collector.findings, retention };
};
