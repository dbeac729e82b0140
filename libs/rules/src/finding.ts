import type { OutcomeFinding } from '@varselvakt/domain';
import type { SeverityOverrides } from './register-entry.ts';
import type { Clause, Environment, FieldClass, Severity } from './rule.ts';
import { type RuleCode, ruleTable } from './rule-table.ts';
import { askedSeverityIn, isAtLeast } from './severity.ts';

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

const decideSeverity = (code: RuleCode, place: FindingPlace, scope: SeverityScope): Severity | null => {
  const rule = ruleTable[code];
  const fieldClass = place.fieldClass ?? null;
  const milder = place.milder === true ? rule.milder : null;
  const usual = askedSeverityIn(milder?.severity ?? rule.severity, scope.environment, fieldClass);
  const override = scope.overrides?.[code];
  if (override === undefined || usual === null) return usual;
  const floor = askedSeverityIn(milder?.floor ?? rule.floor, scope.environment, fieldClass);
  return floor === null || isAtLeast(override, floor) ? override : usual;
};

const clauseOf = (code: RuleCode, fieldClass: FieldClass | undefined): Clause | null => {
  const { clause, externalClause } = ruleTable[code];
  return fieldClass === 'external' ? (externalClause ?? clause) : clause;
};

const findingOf = (code: RuleCode, place: FindingPlace, severity: Severity): Finding => ({
  code,
  severity,
  clause: clauseOf(code, place.fieldClass),
  path: place.path,
  start: place.span?.start ?? null,
  end: place.span?.end ?? null,
});

/**
 * A finding of one rule, with the severity that environment, field class and overrides give it. An override below the floor does nothing.
 * Only counted where the rule does not ask the class of field.
 */
export const createFinding = (code: RuleCode, place: FindingPlace, scope: SeverityScope): Finding =>
  findingOf(code, place, decideSeverity(code, place, scope) ?? 'observe');

/** Gathers findings in the order in which they are reported. */
export interface FindingCollector {
  readonly findings: readonly Finding[];
  /** Nothing happens where the rule does not ask the class of field. */
  readonly report: (code: RuleCode, place: FindingPlace) => void;
}

/** A collector for one event. */
export const createFindingCollector = (scope: SeverityScope): FindingCollector => {
  const findings: Finding[] = [];
  return {
    findings,
    report: (code, place) => {
      const severity = decideSeverity(code, place, scope);
      if (severity !== null) findings.push(findingOf(code, place, severity));
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
