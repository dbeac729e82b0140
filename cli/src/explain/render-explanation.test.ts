import { explainCode, ruleCodes } from '@varselvakt/rules';
import { describe, expect, test } from '@jest/globals';
import { renderExplanation } from './render-explanation.ts';
import { severityWords } from './severity-words.ts';

describe('the explanation of a code', () => {
  test.each(ruleCodes)('says all there is in both languages: %s', (code) => {
    const explanation = explainCode(code);
    if (explanation === undefined) throw new Error('every code has an explanation');
    for (const lang of ['nb', 'en'] as const) {
      const page = renderExplanation(explanation, lang, new Map([['C12', 'words of the clause']]));
      for (const part of [
        code,
        explanation.rule.message[lang],
        explanation.rule.remedy[lang],
        explanation.rule.clause ?? '',
      ])
        expect(page).toContain(part);
      expect(page).not.toContain('undefined');
      expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    }
  });
});

test('severities are told apart only where they differ', () => {
  expect(severityWords({ dev: 'block', prod: 'block' })).toBe('block');
  expect(severityWords({ dev: 'warn', prod: 'block' })).toBe('prod: block · dev: warn');
  const byClass = { 'in-app': 'warn', link: 'block', id: 'block', external: 'block' } as const;
  expect(severityWords({ dev: byClass, prod: byClass })).toBe('warn (in-app), block (link, id, external)');
});
