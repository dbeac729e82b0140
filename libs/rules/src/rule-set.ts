/**
 * The version that stands in every outcome, metric and log line, and the SHA-256 of the rule table as JSON. A test proves the hash
 * (`node libs/rules/scripts/write-rule-set-hash.ts` renews it); once this version is released, a changed table needs a new one.
 */
export const ruleSet = {
  version: '1.0.0',
  hash: 'faa68f61cbed916c104785a48e782f33d86d2f201b48e30f4877cdc38746c0bf',
} as const;
