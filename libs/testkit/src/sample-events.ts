import type { BodyType, ProducerEvent } from '@varselvakt/domain';
import {
  bodyTypes,
  type EventExample,
  exampleEvent,
  type RuleCode,
  ruleCodes,
  ruleTable,
  type SampleIdentity,
  type SampleSituation,
  sampleEvent,
} from '@varselvakt/rules';

/** A sample that breaks one rule, and the one thing around it that must differ where the fault is not in the event itself. */
export interface InvalidSample {
  readonly code: RuleCode;
  readonly event: ProducerEvent;
  readonly situation: SampleSituation;
}

/** A valid event of each body, in the order of the documentation. Ids are asked for per body. */
export const validSamples = (identityOf: (type: BodyType) => Partial<SampleIdentity>): readonly ProducerEvent[] =>
  bodyTypes.map((type) => sampleEvent(type, identityOf(type)));

const invalidExampleOf = (code: RuleCode): EventExample | undefined => {
  const { invalid } = ruleTable[code].examples;
  return invalid.type === 'event' ? invalid : undefined;
};

/** The codes that an event can earn at the validator. */
export const validatorCodes: readonly RuleCode[] = ruleCodes.filter((code) => invalidExampleOf(code) !== undefined);

/** An event that breaks exactly the rule of `code`; undefined for rules that no event by itself can break. */
export const invalidSample = (code: RuleCode, identity: Partial<SampleIdentity> = {}): InvalidSample | undefined => {
  const example = invalidExampleOf(code);
  return example && { code, event: exampleEvent(example, identity), situation: example.situation };
};
