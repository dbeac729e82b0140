import { expect, test } from '@jest/globals';
import { ruleSet } from '@varselvakt/rules';
import { hashRuleSet } from './hash-rule-set.ts';

test('the rule set names the table and the lists of words as they are (npm run rule-set -w libs/rules renews it)', () => {
  const { hash, wordsHash } = ruleSet;
  expect({ hash, wordsHash }).toEqual(hashRuleSet());
});
