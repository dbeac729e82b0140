import { createHash } from 'node:crypto';
import { ruleTable } from '@varselvakt/rules';

/** SHA-256 (hex) of the rule table as JSON: what `ruleSet.hash` must be. */
export const ruleTableHash = (): string => createHash('sha256').update(JSON.stringify(ruleTable)).digest('hex');
