import type { OutcomeFinding } from '@varselvakt/domain';
import type { Clause, Environment, FieldClass, Severity } from './rule.ts';
import { type RuleCode, ruleTable } from './rule-table.ts';
import type { SeverityOverrides } from './register-entry.ts';
import { isAtLeast, severityIn } from './severity.ts';

/** One thing that was found. Says where, never what stands there. */
export interface Finding {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly clause: Clause | null;
  /** The field, such as `body.externalMessages[1].text`; null where it is about the whole record. */
  readonly path: string | null;
  /** Half-open span in UTF-16 units of the field; null where it is about the whole field. */
  readonly start: number | null;
  readonly end: number | null;
}

/** Half-open, in UTF-16 units of the original text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a finding is. */
export interface FindingPlace {
  readonly path: string | null;
  readonly fieldClass?: FieldClass;
  readonly span?: Span;
  /** True picks the rule's milder case. */
  readonly milder?: boolean;
}

/** What severities depend on. */
export interface SeverityScope {
  readonly environment: Environment;
  readonly overrides: SeverityOverrides | null;
}

const severityOf = (code: RuleCode, place: FindingPlace, scope: SeverityScope): Severity => {
  const rule = ruleTable[code];
  const fieldClass = place.fieldClass ?? null;
  const table = place.milder === true && rule.milder !== null ? rule.milder.severity : rule.severity;
  const usual = severityIn(table, scope.environment, fieldClass);
  const override = scope.overrides?.[code];
  if (override === undefined) return usual;
  const floor = severityIn(rule.floor, scope.environment, fieldClass);
  return isAtLeast(override, floor) ? override : usual;
};

/** A finding of one rule, with the severity that environment, field class and overrides give it. An override below the floor does nothing. */
export const createFinding = (code: RuleCode, place: FindingPlace, scope: SeverityScope): Finding => ({
  code,
  severity: severityOf(code, place, scope),
  clause: ruleTable[code].clause,
  path: place.path,
  start: place.span?.start ?? null,
  end: place.span?.end ?? null,
});

/** Gathers findings in the order in which they are reported. */
export interface FindingCollector {
  readonly findings: readonly Finding[];
  readonly report: (code: RuleCode, place: FindingPlace) => void;
}

/** A collector for one event. */
export const createFindingCollector = (scope: SeverityScope): FindingCollector => {
  const findings: Finding[] = [];
  return {
    findings,
    report: (code, place) => {
      findings.push(createFinding(code, place, scope));
    },
  };
};

const outcomeSeverities = { block: 'BLOCK', warn: 'WARN', observe: 'OBSERVE' } as const;

/** Where a rule is documented: the base address (a page of `docs/rules.md`) with the code's own heading. */
export const documentationOf = (code: RuleCode, baseAddress: string): string => `${baseAddress}#${code.toLowerCase()}`;

/** A finding as it is told to the producer, with words in both languages and the address of its documentation. */
export const toOutcomeFinding = (finding: Finding, documentationBaseAddress: string): OutcomeFinding => {
  const { message, remedy } = ruleTable[finding.code];
  return {
    code: finding.code,
    severity: outcomeSeverities[finding.severity],
    clause: finding.clause,
    path: finding.path,
    start: finding.start,
    end: finding.end,
    messageNb: message.nb,
    messageEn: message.en,
    remedyNb: remedy.nb,
    remedyEn: remedy.en,
    documentation: documentationOf(finding.code, documentationBaseAddress),
  };
};
