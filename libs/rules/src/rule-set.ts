/**
 * The version that stands in every outcome, metric and log line, and the SHA-256 of the rule table as JSON. A test proves the hash
 * (`node libs/rules/scripts/write-rule-set-hash.ts` renews it); once this version is released, a changed table needs a new one.
 */
export const ruleSet = {
  version: '1.0.0',
  hash: 'd9bb2747ab31684877a3f711a5ce03fa7e75d6dea014ab236119058197fe906e',
} as const;
