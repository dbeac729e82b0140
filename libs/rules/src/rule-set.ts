/**
 * The version that stands in every outcome, metric and log line, and the SHA-256 of the rule table as JSON. A test proves the hash
 * (`node libs/rules/scripts/write-rule-set-hash.ts` renews it); once this version is released, a changed table needs a new one.
 */
export const ruleSet = {
  version: '1.0.0',
  hash: 'c9d11826209ca91800d1fa6c7d4a2b51fda4364e806980102f4f6b1e0d4668df',
} as const;
