import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { documentationOf, ruleCodes } from '@varselvakt/rules';
import { renderRulesPage } from './render-rules-page.ts';

test('docs/rules.md is what the rule table says today', () => {
  expect(readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8')).toBe(renderRulesPage());
});

test('every code has a heading of its own, where the address in a finding leads', () => {
  const anchors = [...renderRulesPage().matchAll(/^### (.+)$/gm)].map((match) => `rules.md#${match[1]?.toLowerCase()}`);
  expect(anchors.toSorted()).toEqual(ruleCodes.map((code) => documentationOf(code, 'rules.md')).toSorted());
});
