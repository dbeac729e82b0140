import { readFileSync, writeFileSync } from 'node:fs';
import { ruleTableHash } from './rule-set-hash.ts';

const file = new URL('../src/rule-set.ts', import.meta.url);
const source = readFileSync(file, 'utf8');
writeFileSync(file, source.replace(/hash: '[0-9a-f]*'/, `hash: '${ruleTableHash()}'`));
