import type { ProducerEvent } from '@varselvakt/domain';
import { exampleEvent } from './examples/sample-context.ts';
import type { Rule, RuleExample } from './rule.ts';
import { parseRuleCode, type RuleCode, ruleTable } from './rule-table.ts';

/** One example of a rule, with the event itself where the example is one. */
interface ExplainedExample {
  readonly example: RuleExample;
  readonly event: ProducerEvent | null;
}

/** Everything there is to tell about a code. */
export interface RuleExplanation {
  readonly code: RuleCode;
  readonly rule: Rule;
  readonly valid: ExplainedExample;
  readonly invalid: ExplainedExample;
}

const explained = (example: RuleExample): ExplainedExample => ({
  example,
  event: example.type === 'event' ? exampleEvent(example) : null,
});

/** All about the rule of a code in any case; undefined when there is no such code. */
export const explainCode = (text: string): RuleExplanation | undefined => {
  const code = parseRuleCode(text.trim().toUpperCase());
  if (code === undefined) return undefined;
  const rule = ruleTable[code];
  return { code, rule, valid: explained(rule.examples.valid), invalid: explained(rule.examples.invalid) };
};
