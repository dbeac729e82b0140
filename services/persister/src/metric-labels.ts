import { topicDeclarations } from '@varselvakt/kafka';
import { bodyTypes, ruleCodes } from '@varselvakt/rules';
import type { createFlowMetrics } from '@varselvakt/runtime';

/** Grows with the producers that are seen, up to a bound: their names are verified by the validator, so input cannot make new ones. */
class SeenNames extends Set<string> {
  override has(name: string): boolean {
    if (super.has(name)) return true;
    if (this.size >= maxSeenNames || !/^[a-z0-9-]{1,63}$/.test(name)) return false;
    this.add(name);
    return true;
  }
}

const maxSeenNames = 500;

const ownCodes = [
  'AGGREGATE_EXISTS',
  'AGGREGATE_KIND_MISMATCH',
  'GROUP_ID_TAKEN',
  'RECORD_NULL_KEY',
  'RECORD_TOO_LARGE',
  'SCHEMA_UNFRAMED',
  'SCHEMA_UNKNOWN',
  'AVRO_CORRUPT',
  'AVRO_LIMITS',
  'ACCEPTED_EVENT_INVALID',
  'STORE_22021',
];

/** The label values of the persister's metrics. */
export function closedLabels(prefix: string): Parameters<typeof createFlowMetrics>[1] {
  return {
    producers: new SeenNames(),
    codes: new Set<string>([...ruleCodes, ...ownCodes]),
    eventTypes: new Set<string>([...bodyTypes, 'TOMBSTONE', 'HARD_DELETED', 'FOREIGN_TYPE']),
    topics: new Set(topicDeclarations(prefix).map(({ name }) => name)),
  };
}
