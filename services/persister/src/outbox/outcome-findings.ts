import type { OutcomeFinding } from '@varselvakt/domain';
import { createFinding, type RuleCode, toOutcomeFinding } from '@varselvakt/rules';

/** What only the one who stores can find. */
export type FindingCode = Extract<
  RuleCode,
  | 'DUPLICATE'
  | 'CONFLICT'
  | 'LATE'
  | 'AGGREGATE_UNKNOWN'
  | 'AGGREGATE_NOT_OWNED'
  | 'AGGREGATE_EXISTS'
  | 'AGGREGATE_KIND_MISMATCH'
  | 'GROUP_ID_TAKEN'
  | 'RETENTION_SHORTENED'
>;

/** A finding as the producer is told it. `documentationAddress` = the page that explains the codes. */
export function createOutcomeFinding(
  code: FindingCode,
  environment: 'dev' | 'prod',
  documentationAddress: string,
): OutcomeFinding {
  return toOutcomeFinding(createFinding(code, { path: null }, { environment, overrides: null }), documentationAddress);
}
