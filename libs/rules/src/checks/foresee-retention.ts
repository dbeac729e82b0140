import type { ProducerEvent, RetentionDecision } from '@varselvakt/domain';
import { createFindingCollector } from '../finding.ts';
import type { RegisteredLabel } from '../register-entry.ts';
import type { Environment } from '../rule.ts';
import type { RuleCode } from '../rule-table.ts';
import { decideRetention } from './decide-retention.ts';

/** What a label's policy makes of an event. */
export interface ForeseenRetention {
  readonly decision: RetentionDecision;
  /** Why the event would be refused; empty where it would not. */
  readonly refusals: readonly RuleCode[];
}

/** When and where an event was judged. */
export interface Judgement {
  /** Epoch ms. */
  readonly at: number;
  readonly environment: Environment;
}

/** What would have come out for an event's retention, had its label had this policy; by the very rules that judge it. */
export const foreseeRetention = (
  event: ProducerEvent,
  label: Pick<RegisteredLabel, 'retention' | 'severities'>,
  { at, environment }: Judgement,
): ForeseenRetention => {
  const collector = createFindingCollector({ environment, overrides: label.severities[environment] });
  const decision = decideRetention(event, { now: at, label }, collector);
  return {
    decision,
    refusals: collector.findings.filter(({ severity }) => severity === 'block').map(({ code }) => code),
  };
};
