import { documentationOf, type Rule, type RuleExample, type RuleExplanation } from '@varselvakt/rules';
import type { Language } from '../language.ts';
import { severityWords } from './severity-words.ts';

const words = {
  nb: {
    clause: 'Vilkår',
    external: ' i SMS og e-post',
    noClause: 'ingen: det gjelder oppbygningen av dataene',
    severity: 'Alvor',
    milder: 'Mildere',
    when: 'når',
    floor: 'Aldri mildere enn',
    remedy: 'Gjør dette',
    valid: 'Slik er det greit',
    invalid: 'Slik brytes regelen',
    plain: (base: string) => `eksempelet ${base}`,
    changed: (base: string) => `eksempelet ${base} med`,
    documentation: 'Dokumentasjon',
    since: 'Fra regelsett',
  },
  en: {
    clause: 'Clause',
    external: ' in SMS and e-mail',
    noClause: 'none: it is about the structure of the data',
    severity: 'Severity',
    milder: 'Milder',
    when: 'when',
    floor: 'Never milder than',
    remedy: 'What to do',
    valid: 'This keeps the rule',
    invalid: 'This breaks the rule',
    plain: (base: string) => `the sample ${base}`,
    changed: (base: string) => `the sample ${base} with`,
    documentation: 'Documentation',
    since: 'Since rule set',
  },
} as const;

const maxValueLength = 200;

/** Escaped as JSON, so that invisible characters are seen; the rest of a long value is left out. */
const valueWords = (value: unknown): string => {
  const json = JSON.stringify(value) ?? 'null';
  const visible = json.replace(
    /[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return visible.length > maxValueLength ? `${visible.slice(0, maxValueLength)}…` : visible;
};

const exampleLines = (example: RuleExample, lang: Language): readonly string[] => {
  if (example.type !== 'event') return [`  ${example.description[lang]}`];
  const changes = [...Object.entries(example.changes), ...Object.entries(example.situation)];
  if (changes.length === 0) return [`  ${words[lang].plain(example.base)}`];
  return [
    `  ${words[lang].changed(example.base)}`,
    ...changes.map(([path, value]) => `    ${path} = ${valueWords(value)}`),
  ];
};

const clauseLines = (
  { clause, externalClause }: Rule,
  lang: Language,
  clauses: ReadonlyMap<string, string>,
): readonly string[] => {
  if (clause === null) return [`${words[lang].clause}: ${words[lang].noClause}`];
  return [clause, ...(externalClause === undefined ? [] : [externalClause])].map((one, index) =>
    `${words[lang].clause}${index > 0 ? words[lang].external : ''}: ${one} ${clauses.get(one) ?? ''}`.trimEnd(),
  );
};

/** A rule's page for a terminal, in one language; `clauses` are the words of the terms of use in that language. */
export const renderExplanation = (
  { code, rule }: RuleExplanation,
  lang: Language,
  clauses: ReadonlyMap<string, string>,
): string => {
  const own = words[lang];
  const { milder } = rule;
  const milderLine =
    milder === null ? [] : [`${own.milder}: ${severityWords(milder.severity)} ${own.when} ${milder.when[lang]}`];
  return [
    code,
    rule.message[lang],
    '',
    `${own.remedy}: ${rule.remedy[lang]}`,
    ...clauseLines(rule, lang, clauses),
    `${own.severity}: ${severityWords(rule.severity)}`,
    ...milderLine,
    `${own.floor}: ${severityWords(rule.floor)}`,
    `${own.valid}:`,
    ...exampleLines(rule.examples.valid, lang),
    `${own.invalid}:`,
    ...exampleLines(rule.examples.invalid, lang),
    `${own.documentation}: ${documentationOf(code, 'docs/rules.md')}`,
    `${own.since}: ${rule.since}`,
  ].join('\n');
};
