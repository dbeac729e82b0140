import { fieldLimits, smsLimits } from '@varselvakt/domain';
import {
  type BilingualText,
  type Clause,
  type EventExample,
  exampleEvent,
  type Rule,
  type RuleArea,
  type RuleCode,
  type RuleExample,
  ruleCodes,
  ruleSet,
  ruleTable,
  type SeverityByClass,
  type SeverityTable,
} from '@varselvakt/rules';
import { loadTermsVersions } from '@varselvakt/terms';

const areaTitles: Readonly<Record<RuleArea, string>> = {
  structure: 'Structure (oppbygning)',
  terms: 'Register and terms (register og bruksvilkår)',
  retention: 'Retention (lagringstid)',
  content: 'Content (innhold)',
  unreadable: 'Unreadable records (uleselige meldinger)',
  outcome: 'Found where events are stored (funn ved lagring)',
};

const severityText = (severities: SeverityByClass): string =>
  typeof severities === 'string'
    ? severities
    : Object.entries(severities)
        .map(([fieldClass, severity]) => `${severity} ${fieldClass}`)
        .join(', ');

const tableText = ({ dev, prod }: SeverityTable): string =>
  severityText(dev) === severityText(prod)
    ? severityText(dev)
    : `${severityText(dev)} in dev, ${severityText(prod)} in prod`;

const jsonText = (value: unknown): string => {
  const text = JSON.stringify(value).replace(
    /[\u007f-\u00a0\u00ad\u200b-\u200f\ufffd]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length > 100 ? `${text.slice(0, 100)}… (${text.length - 2} characters)` : text;
};

const changeText = (path: string, value: unknown): string => {
  if (typeof value === 'object' && value !== null && 'fromNowMs' in value) {
    return `\`${path}\` = the time of judgement ${Number(value.fromNowMs) < 0 ? '−' : '+'} ${Math.abs(Number(value.fromNowMs))} ms`;
  }
  return `\`${path}\` = \`${jsonText(value)}\``;
};

const valueAt = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>> | null)?.[key], value);

/** What the sample itself says where the example that breaks the rule says something else. */
const keptText = (valid: EventExample, invalid: RuleExample): string => {
  if (invalid.type !== 'event' || Object.keys(valid.changes).length > 0) return '';
  const event = exampleEvent(valid);
  const kept = Object.keys(invalid.changes)
    .map((path) => ({ path, value: valueAt(event, path) }))
    .filter(({ value }) => typeof value === 'string');
  return kept.length === 0 ? '' : `: ${kept.map(({ path, value }) => changeText(path, value)).join(', ')}`;
};

const eventText = ({ base, changes, situation }: EventExample): string => {
  const differences = [
    ...Object.entries(changes).map(([path, value]) => changeText(path, value)),
    ...Object.entries(situation).map(([name, value]) => `${name}: \`${jsonText(value)}\``),
  ];
  return differences.length === 0 ? `the sample ${base}` : `the sample ${base} with ${differences.join(', ')}`;
};

const exampleText = (example: RuleExample): string =>
  example.type === 'event' ? eventText(example) : `${example.description.en} (${example.description.nb})`;

const validText = ({ examples: { valid, invalid } }: Rule): string =>
  `${exampleText(valid)}${valid.type === 'event' ? keptText(valid, invalid) : ''}`;

/** The words of each clause in the newest terms of use. */
const loadClauses = (): ReadonlyMap<string, BilingualText> => {
  const documents = loadTermsVersions().at(-1)?.documents;
  if (documents === undefined) throw new Error('There are no terms of use');
  const english = new Map(documents.en.clauses.map(({ id, text }) => [id, text]));
  return new Map(documents.nb.clauses.map(({ id, text }) => [id, { nb: text, en: english.get(id) ?? '' }]));
};

const clauseText = (clause: Clause, clauses: ReadonlyMap<string, BilingualText>): string => {
  const words = clauses.get(clause);
  return words === undefined ? clause : `${clause}, ${words.en} *${words.nb}*`;
};

const whyText = ({ clause, externalClause }: Rule, clauses: ReadonlyMap<string, BilingualText>): string => {
  if (clause === null) return 'it is about the structure of the data; no clause of the terms.';
  const external =
    externalClause === undefined ? '' : ` In SMS and e-mail: clause ${clauseText(externalClause, clauses)}`;
  return `clause ${clauseText(clause, clauses)}${external}`;
};

const ruleText = (code: RuleCode, rule: Rule, clauses: ReadonlyMap<string, BilingualText>): string => {
  const milder =
    rule.milder === null
      ? ''
      : `; ${tableText(rule.milder.severity)} when ${rule.milder.when.en} (${rule.milder.when.nb})`;
  return [
    `### ${code}`,
    '',
    `${rule.message.en}`,
    `*${rule.message.nb}*`,
    '',
    `- Why: ${whyText(rule, clauses)}`,
    `- What to do: ${rule.remedy.en} *${rule.remedy.nb}*`,
    `- Severity: ${tableText(rule.severity)}${milder}. Never milder than: ${tableText(rule.floor)}.`,
    `- Since: ${rule.since}.`,
    `- Keeps it: ${validText(rule)}`,
    `- Breaks it: ${exampleText(rule.examples.invalid)}`,
    '',
  ].join('\n');
};

const codesOfArea = (area: RuleArea): readonly RuleCode[] => ruleCodes.filter((code) => ruleTable[code].area === area);

const areaText = (area: RuleArea, clauses: ReadonlyMap<string, BilingualText>): string =>
  [`## ${areaTitles[area]}`, '', ...codesOfArea(area).map((code) => ruleText(code, ruleTable[code], clauses))].join(
    '\n',
  );

const limitRows = Object.entries(fieldLimits).map(([field, { maxLength }]) => `| ${field} | ${maxLength} |`);

const introduction = `# Rules

Written from the rule table by \`node libs/rules/scripts/write-docs.ts\`: change the table, not this page.

Rule set ${ruleSet.version}. \`block\` refuses the event, \`warn\` lets it pass and tells the producer, \`observe\` is only counted. A finding names the
field and, in texts, the half-open span in UTF-16 units; it never holds the value. Every fault of an event is told at once. The clauses C1–C20 are
those of the terms of use (bruksvilkår). The examples change the sample events of \`libs/testkit\`.

| field | at most, in characters |
|---|---|
${limitRows.join('\n')}
| SMS | ${smsLimits.maxSegments} segments, more than ${smsLimits.segmentsWithoutWarning} warns |
`;

const areas = Object.keys(areaTitles) as readonly RuleArea[];

/** The page `docs/rules.md`, whole. */
export const renderRulesPage = (): string => {
  const clauses = loadClauses();
  return `${[introduction, ...areas.map((area) => areaText(area, clauses))].join('\n').trimEnd()}\n`;
};
