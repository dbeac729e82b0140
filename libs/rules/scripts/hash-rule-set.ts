import { createHash } from 'node:crypto';
import { ruleTable } from '../src/rule-table.ts';
import addresses from '../src/detect/addresses/generated/addresses.json' with { type: 'json' };
import terms from '../src/detect/terms/generated/terms.json' with { type: 'json' };
import words from '../src/detect/words/generated/word-tables.json' with { type: 'json' };

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** What a rule-set version stands for: the rule table, and all lists of words by their own hashes. */
export const hashRuleSet = (): { readonly hash: string; readonly wordsHash: string } => ({
  hash: sha256(ruleTable),
  wordsHash: sha256([words.hash, terms.hash, addresses.hash]),
});
