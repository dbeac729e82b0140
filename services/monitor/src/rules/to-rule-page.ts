import { explainCode, type RuleExplanation, ruleSet } from '@varselvakt/rules';
import type { TermsDocument, TermsVersion } from '@varselvakt/terms';
import type { RulePage, RuleSample } from './rule-schema.ts';

/** Everything about the rule of a code, with the words of its clauses in the terms; null when there is no such code. Pure. */
export function toRulePage(code: string, terms: TermsVersion | null): RulePage | null {
  const explained = explainCode(code);
  if (explained === undefined) return null;
  const { area, message, remedy, severity, floor, milder, since } = explained.rule;
  return {
    ...{ ruleSet: ruleSet.version, code: explained.code, area, message, remedy, severity, floor, since },
    milder: milder === null ? null : { when: milder.when, severity: milder.severity },
    clauses: toClauses(explained, terms),
    valid: toSample(explained.valid),
    invalid: toSample(explained.invalid),
  };
}

function toClauses({ rule }: RuleExplanation, terms: TermsVersion | null): RulePage['clauses'] {
  const { clause, externalClause } = rule;
  const ids = [clause, externalClause].flatMap((id, index) => (id == null ? [] : [{ id, isExternal: index === 1 }]));
  const find = (document: TermsDocument | undefined, id: string) => document?.clauses.find((one) => one.id === id);
  return ids.map(({ id, isExternal }) => {
    const [nb, en] = [find(terms?.documents.nb, id), find(terms?.documents.en, id)];
    return {
      ...{ id, isExternal },
      section: { nb: nb?.section ?? '', en: en?.section ?? '' },
      text: { nb: nb?.text ?? '', en: en?.text ?? '' },
    };
  });
}

const toChanges = (values: object): RuleSample['changes'] =>
  Object.entries(values).map(([path, value]) => ({ path, json: JSON.stringify(value, null, 2) ?? 'null' }));

function toSample({ example, event }: RuleExplanation['valid']): RuleSample {
  const none = { base: null, changes: [], situation: [], eventJson: null, keyHex: null, valueHex: null };
  if (example.type === 'history') return { ...none, description: example.description };
  if (example.type === 'record') {
    const { keyHex, valueHex, description } = example;
    return { ...none, description, keyHex, valueHex };
  }
  return {
    ...none,
    description: null,
    base: example.base,
    changes: toChanges(example.changes),
    situation: toChanges(example.situation),
    eventJson: JSON.stringify(event, null, 2),
  };
}
