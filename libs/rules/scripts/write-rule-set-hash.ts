import { readFileSync, writeFileSync } from 'node:fs';
import { hashRuleSet } from './hash-rule-set.ts';

const file = new URL('../src/rule-set.ts', import.meta.url);
const { hash, wordsHash } = hashRuleSet();
const source = readFileSync(file, 'utf8')
  .replace(/\bhash: '[0-9a-f]*'/, `hash: '${hash}'`)
  .replace(/\bwordsHash: '[0-9a-f]*'/, `wordsHash: '${wordsHash}'`);
writeFileSync(file, source);
