import { createHash } from 'node:crypto';
import { type Finding, type Rule, ruleCodes, ruleSet, ruleTable, severityIn } from '@varselvakt/rules';
import { inputFaults } from '../input-fault.ts';
import type { Judgement, SourceRange } from '../judgement.ts';
import type { LintSettings } from '../lint-settings.ts';
import { placedFindings, type Report } from './report.ts';

const levels = { block: 'error', warn: 'warning', observe: 'note' } as const;

const faultCodes = Object.keys(inputFaults) as readonly (keyof typeof inputFaults)[];
const ruleIndexes: ReadonlyMap<string, number> = new Map(
  [...ruleCodes, ...faultCodes].map((code, index) => [code, index]),
);

/** A file as a reference that is valid in a URI, whatever its name holds. */
const uriOf = (file: string): string => file.split(/[\\/]/).map(encodeURIComponent).join('/');

const regionOf = ({ line, column, endLine, endColumn }: SourceRange) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

const textOf = (text: string) => ({ text });

type Told = {
  readonly code: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly range: SourceRange;
  readonly path: string | null;
};

/** What tells a finding from the others when the lines have moved; built from places only, never from the text. */
const fingerprintOf = ({ file, id, record, line }: Judgement, { code, path }: Told, index: number): string =>
  createHash('sha256')
    .update([file, id ?? record ?? line, code, path, index].join('\0'))
    .digest('hex')
    .slice(0, 32);

const resultOf = (judgement: Judgement, told: Told, index: number): string => {
  const { code, level, message, range, path } = told;
  const logical = path === null ? {} : { logicalLocations: [{ fullyQualifiedName: path, kind: 'member' }] };
  const physicalLocation = { artifactLocation: { uri: uriOf(judgement.file) }, region: regionOf(range) };
  return `,\n${JSON.stringify({
    ruleId: code,
    ruleIndex: ruleIndexes.get(code),
    level,
    message: textOf(message),
    locations: [{ physicalLocation, ...logical }],
    partialFingerprints: { 'varselvakt/v1': fingerprintOf(judgement, told, index) },
  })}`;
};

const ruleJson = (code: string, rule: Rule, { language, environment }: LintSettings) => ({
  id: code,
  shortDescription: textOf(rule.message[language]),
  help: textOf(rule.remedy[language]),
  defaultConfiguration: { level: levels[severityIn(rule.severity, environment, null) ?? 'observe'] },
  properties: { clause: rule.clause, area: rule.area, since: rule.since },
});

const toolOf = (settings: LintSettings) => ({
  driver: {
    name: 'varselvakt',
    semanticVersion: ruleSet.version,
    properties: { ruleSetHash: ruleSet.hash },
    rules: [
      ...ruleCodes.map((code) => ruleJson(code, ruleTable[code], settings)),
      ...faultCodes.map((code) => ({
        id: code,
        shortDescription: textOf(inputFaults[code][settings.language]),
        defaultConfiguration: { level: 'error' },
      })),
    ],
  },
});

/** SARIF 2.1.0, as code scanning takes it in; written result by result, so that nothing piles up. */
export const createSarifReport = (settings: LintSettings): Report => {
  const { language } = settings;
  const toldOf = (judgement: Judgement & { readonly findings: readonly Finding[] }, finding: Finding): Told => ({
    code: finding.code,
    level: levels[finding.severity],
    message: `${ruleTable[finding.code].message[language]} ${ruleTable[finding.code].remedy[language]}`,
    range: judgement.verdict === 'UNREADABLE' ? startOf(judgement.line, 1) : judgement.source.rangeOf(finding),
    path: finding.path,
  });
  const begin = `"tool":${JSON.stringify(toolOf(settings))},"columnKind":"utf16CodeUnits"`;
  return {
    head: `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{${begin},"results":[`,
    separator: ',',
    render: (judgement) => {
      if (judgement.verdict !== 'UNREADABLE')
        return placedFindings(judgement.findings)
          .map((finding, index) => resultOf(judgement, toldOf(judgement, finding), index))
          .join('');
      const { code, line, column, path } = judgement.fault;
      const message = inputFaults[code][language];
      return resultOf(judgement, { code, level: 'error', message, range: startOf(line, column), path }, 0);
    },
    foot: ({ unreadable }) => `],"invocations":[{"executionSuccessful":${unreadable === 0}}]}]}\n`,
  };
};

const startOf = (line: number, column: number): SourceRange => ({ line, column, endLine: line, endColumn: column });
