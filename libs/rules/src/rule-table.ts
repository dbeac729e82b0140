import type { Rule } from './rule.ts';
import { addressRules } from './table/address-rules.ts';
import { contentRules } from './table/content-rules.ts';
import { deliveryRules } from './table/delivery-rules.ts';
import { externalRules } from './table/external-rules.ts';
import { outcomeRules } from './table/outcome-rules.ts';
import { retentionRules } from './table/retention-rules.ts';
import { sensitiveRules } from './table/sensitive-rules.ts';
import { structureRules } from './table/structure-rules.ts';
import { termsRules } from './table/terms-rules.ts';
import { textRules } from './table/text-rules.ts';
import { unreadableRules } from './table/unreadable-rules.ts';

const table = {
  ...structureRules,
  ...textRules,
  ...deliveryRules,
  ...termsRules,
  ...retentionRules,
  ...contentRules,
  ...addressRules,
  ...sensitiveRules,
  ...externalRules,
  ...unreadableRules,
  ...outcomeRules,
} as const;

/** Every code the pipeline may give. */
export type RuleCode = keyof typeof table;

/** All rules by code, in the order they are documented. */
export const ruleTable: Readonly<Record<RuleCode, Rule>> = table;

/** All codes, in the order they are documented. */
export const ruleCodes = Object.keys(table) as readonly RuleCode[];

/** The code that a text names, or undefined when there is no such rule. */
export const parseRuleCode = (text: string): RuleCode | undefined =>
  Object.hasOwn(table, text) ? (text as RuleCode) : undefined;
