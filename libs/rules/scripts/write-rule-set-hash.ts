import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { ruleTable } from '@varselvakt/rules';

const file = new URL('../src/rule-set.ts', import.meta.url);
const hash = createHash('sha256').update(JSON.stringify(ruleTable)).digest('hex');
writeFileSync(file, readFileSync(file, 'utf8').replace(/hash: '[0-9a-f]*'/, `hash: '${hash}'`));
