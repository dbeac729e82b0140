import { wordTablesHash } from './detect/words/word-tables-hash.ts';

/**
 * The version that stands in every outcome, metric and log line; the SHA-256 of the rule table as JSON, and that of the word lists. A test
 * proves the first (`node libs/rules/scripts/write-rule-set-hash.ts` renews it), the second is written where the lists are compiled; once
 * this version is released, a change of either needs a new one.
 */
export const ruleSet = {
  version: '1.0.0',
  hash: 'c9d11826209ca91800d1fa6c7d4a2b51fda4364e806980102f4f6b1e0d4668df',
  wordsHash: wordTablesHash,
} as const;
