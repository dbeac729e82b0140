import { describe, expect, test } from '@jest/globals';
import { exampleEvent, sampleContext } from './examples/sample-context.ts';
import type { EventExample, FieldClass, RuleExample, SeverityTable } from './rule.ts';
import { createRuleEngine } from './rule-engine.ts';
import { ruleCodes, ruleTable } from './rule-table.ts';
import { askedSeverityIn, isAtLeast } from './severity.ts';

const { validateEvent } = createRuleEngine();
const environments = ['dev', 'prod'] as const;

const fieldClasses: readonly FieldClass[] = ['in-app', 'link', 'id', 'external'];

const judge = (example: EventExample) => {
  const event = exampleEvent(example);
  return validateEvent(event, sampleContext(event, example.situation));
};

const codesOf = (example: RuleExample): readonly string[] =>
  example.type === 'event' ? judge(example).findings.map(({ code }) => code) : [];

const isNeverMilder = (table: SeverityTable, floor: SeverityTable): boolean =>
  environments.every((environment) =>
    fieldClasses.every((fieldClass) => {
      const [severity, lowest] = [table, floor].map((each) => askedSeverityIn(each, environment, fieldClass));
      return !severity || !lowest || isAtLeast(severity, lowest);
    }),
  );

describe.each(ruleCodes)('the rule %s', (code) => {
  const rule = ruleTable[code];

  test('is kept by its valid example, which breaks no other rule', () => {
    expect(codesOf(rule.examples.valid)).toEqual([]);
  });

  test('is broken by its invalid example, which breaks no other rule', () => {
    const expected = rule.examples.invalid.type === 'event' ? [code] : [];
    expect(codesOf(rule.examples.invalid)).toEqual(expected);
  });

  test('has an example event exactly where the validator raises it', () => {
    const type = { unreadable: 'record', outcome: 'history' }[rule.area as string] ?? 'event';
    expect([rule.examples.valid.type, rule.examples.invalid.type]).toEqual([type, type]);
  });

  test('is nowhere milder than its floor', () => {
    expect(isNeverMilder(rule.severity, rule.floor)).toBe(true);
    if (rule.milder !== null) expect(isNeverMilder(rule.milder.severity, rule.milder.floor ?? rule.floor)).toBe(true);
  });

  test('says in both languages what is wrong and what to do, in whole sentences', () => {
    for (const text of [rule.message.nb, rule.message.en, rule.remedy.nb, rule.remedy.en]) {
      expect(text).toMatch(/^\p{Lu}.*\.$/u);
      expect(text).not.toMatch(/[0-9]{11}/);
    }
  });

  test('has a code of the form AREA_REASON', () => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
});

describe('the rule set', () => {
  test('never lets the clauses that say "never" be lowered', () => {
    for (const code of ruleCodes.filter((each) => ruleTable[each].clause === 'C12')) {
      expect(isNeverMilder(ruleTable[code].floor, { dev: 'block', prod: 'block' })).toBe(true);
    }
  });
});
