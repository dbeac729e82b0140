import { parseRuleCode } from '@varselvakt/rules';
import type { FindingSighting } from './outcome-sighting.ts';

/** Stands for every producer that the register does not know, and for outcomes that name none. */
export const otherProducer = 'other';
/** Stands for every topic that is no inbound topic of the register, and for outcomes that name none. */
export const otherTopic = 'other';
/** Stands for every code that the rule table does not know. */
export const otherCode = 'OTHER';

const clauseForm = /^C([1-9]|1\d|20)$/;

/** What a finding counts under. Every part is of a closed set, whatever stands on the topic. */
export type FindingKey = {
  readonly code: string;
  readonly clause: string | null;
  readonly severity: 'BLOCK' | 'WARN';
};

/** The key of a finding; null for shadow findings, which refuse and tell nothing. */
function toFindingKey({ code, clause, severity }: FindingSighting): FindingKey | null {
  if (severity === 'OBSERVE') return null;
  return { code: parseRuleCode(code) ?? otherCode, clause: clauseForm.test(clause ?? '') ? clause : null, severity };
}

/** The id under which a producer counts. */
export const toProducerKey = (producerId: string | null, known: ReadonlySet<string>): string =>
  producerId !== null && known.has(producerId) ? producerId : otherProducer;

/** The topic under which an outcome counts. */
export const toTopicKey = (topic: string | null, known: ReadonlySet<string>): string =>
  topic !== null && known.has(topic) ? topic : otherTopic;

/** The findings of an outcome that count, each once. */
export function toFindingKeys(findings: readonly FindingSighting[]): ReadonlyMap<string, FindingKey> {
  const keys = new Map<string, FindingKey>();
  for (const finding of findings) {
    const key = toFindingKey(finding);
    if (key !== null) keys.set(`${key.severity} ${key.code} ${key.clause}`, key);
  }
  return keys;
}
