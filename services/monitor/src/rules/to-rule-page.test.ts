import { describe, expect, test } from '@jest/globals';
import { ruleCodes } from '@varselvakt/rules';
import { loadTermsVersions } from '@varselvakt/terms';
import { ruleSchema } from './rule-schema.ts';
import { toRulePage } from './to-rule-page.ts';

const terms = loadTermsVersions().at(-1) ?? null;

describe('the explanation of a rule', () => {
  test.each(ruleCodes)(
    '%s is told in both languages, with the words of its clauses and an example of each kind',
    (code) => {
      const page = toRulePage(code, terms);
      expect(ruleSchema.parse(page)).toEqual(page);
      for (const { section, text } of page?.clauses ?? [])
        expect([section.nb, section.en, text.nb, text.en].filter((words) => words === '')).toEqual([]);
      for (const sample of page === null ? [] : [page.valid, page.invalid])
        expect((sample.eventJson ?? sample.description?.en ?? '').length).toBeGreaterThan(0);
    },
  );

  test('shows what breaks the rule, and the event as a whole', () => {
    const page = toRulePage('TEXT_IDENTITY_NUMBER', terms);
    expect(page).toMatchObject({ clauses: [{ id: 'C12', isExternal: false }], valid: { changes: [] } });
    const [change] = page?.invalid.changes ?? [];
    expect(change?.path).toBe('body.text');
    expect(page?.invalid.eventJson).toContain(change?.json);
  });

  test('tells the clause for SMS and e-mail apart', () => {
    expect(toRulePage('TEXT_SENSITIVE_HEALTH', terms)?.clauses.map(({ id, isExternal }) => [id, isExternal])).toEqual([
      ['C13', false],
      ['C16', true],
    ]);
  });

  test('is none for a code that there is not', () => {
    expect([toRulePage('NO_SUCH_RULE', terms), toRulePage('constructor', terms)]).toEqual([null, null]);
  });
});
