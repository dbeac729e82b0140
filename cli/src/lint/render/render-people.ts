import { type Finding, ruleTable, type Span } from '@varselvakt/rules';
import { inputFaults } from '../input-fault.ts';
import type { Judgement, JudgedText, LintCounts } from '../judgement.ts';
import type { LintSettings } from '../lint-settings.ts';
import { maskLine } from './masked-line.ts';
import { type CoveredSpans, placedFindings, type Report } from './report.ts';

const words = {
  nb: {
    remedy: 'Gjør dette',
    more: (count: number) => `${count} funn til på samme sted`,
    summary: ({ inputs, blocked, warned, unreadable }: LintCounts) =>
      `${inputs} kontrollert, ${blocked} stoppet, ${warned} varslet${unreadable > 0 ? `, ${unreadable} uleselige` : ''}`,
  },
  en: {
    remedy: 'What to do',
    more: (count: number) => `${count} more findings in the same place`,
    summary: ({ inputs, blocked, warned, unreadable }: LintCounts) =>
      `${inputs} checked, ${blocked} blocked, ${warned} warned${unreadable > 0 ? `, ${unreadable} unreadable` : ''}`,
  },
} as const;

/** The last line of a lint for people. */
export const summaryOf = (counts: LintCounts, { language }: LintSettings): string => words[language].summary(counts);

const paints = { block: 31, error: 31, warn: 33 } as const;
type Level = keyof typeof paints;

const placeText = (judgement: Judgement, line: number, column: number): string =>
  judgement.record === null ? `${judgement.file}:${line}:${column}` : `${judgement.file}#${judgement.record}`;

const pathText = (path: string | null): string => (path === null ? '' : `  ${path}`);

const spanOf = ({ start, end }: Finding): Span | undefined =>
  start === null || end === null ? undefined : { start, end };

/** Everything that is covered wherever the text is shown: all that was found in it, and all that could be found in it. */
const createCover = (coveredSpans: CoveredSpans) => {
  let last: { readonly text: JudgedText; readonly spans: readonly Span[] } | undefined;
  return (text: JudgedText, path: string | null, findings: readonly Finding[]): readonly Span[] => {
    if (last?.text === text) return last.spans;
    const found = findings.flatMap((finding) => (finding.path === path ? (spanOf(finding) ?? []) : []));
    last = { text, spans: [...found, ...coveredSpans(text)] };
    return last.spans;
  };
};

/** For people: place, code, message, the line with every value covered, and what to do. */
export const createPeopleReport = (settings: LintSettings, coveredSpans: CoveredSpans): Report => {
  const { language, quiet, colour } = settings;
  const coverOf = createCover(coveredSpans);
  const paint = (text: string, level: Level) => (colour ? `\u001b[${paints[level]}m${text}\u001b[39m` : text);
  const headline = (place: string, path: string | null, level: Level, code: string, message: string) =>
    `${place}${pathText(path)}  ${paint(level, level)}  ${code}\n    ${message}\n`;

  const lineOf = (judgement: Judgement, finding: Finding): string => {
    if (judgement.verdict === 'UNREADABLE') return '';
    const span = spanOf(finding);
    const text = judgement.source.textOf(finding.path);
    if (span === undefined || text === undefined) return '';
    const { line, marks } = maskLine(text.value, span, coverOf(text, finding.path, judgement.findings));
    return `      ${line}\n      ${marks}\n`;
  };

  const renderFinding = (
    judgement: Judgement & { readonly findings: readonly Finding[] },
    finding: Finding,
  ): string => {
    const { code, severity, path, clause } = finding;
    if (judgement.verdict === 'UNREADABLE' || severity === 'observe' || (quiet && severity !== 'block')) return '';
    const range = judgement.source.rangeOf(finding);
    const { message, remedy } = ruleTable[code];
    const place = placeText(judgement, range.line, range.column);
    const name = clause === null ? code : `${code} (${clause})`;
    const head = headline(place, path, severity, name, message[language]);
    return `${head}${lineOf(judgement, finding)}    ${words[language].remedy}: ${remedy[language]}\n\n`;
  };

  const renderFindings = (judgement: Judgement & { readonly findings: readonly Finding[] }): string => {
    const placed = placedFindings(judgement.findings);
    const rest = judgement.findings.length - placed.length;
    const more = rest > 0 ? `    … ${words[language].more(rest)}\n\n` : '';
    return `${placed.map((finding) => renderFinding(judgement, finding)).join('')}${more}`;
  };

  return {
    head: '',
    separator: '',
    render: (judgement) => {
      if (judgement.verdict !== 'UNREADABLE') return renderFindings(judgement);
      const { code, line, column, path } = judgement.fault;
      return `${headline(placeText(judgement, line, column), path, 'error', code, inputFaults[code][language])}\n`;
    },
    foot: (counts) => (quiet ? '' : `${summaryOf(counts, settings)}\n`),
  };
};
