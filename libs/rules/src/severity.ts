import type { Environment, FieldClass, Severity, SeverityByClass, SeverityTable } from './rule.ts';

const rank = { observe: 0, warn: 1, block: 2 } as const satisfies Record<Severity, number>;

/** Refused in every field and environment. */
export const blockEverywhere: SeverityTable = { dev: 'block', prod: 'block' };
/** Passes with a warning in every field and environment. */
export const warnEverywhere: SeverityTable = { dev: 'warn', prod: 'warn' };
/** Counted only, in every field and environment. */
export const observeEverywhere: SeverityTable = { dev: 'observe', prod: 'observe' };
/** Refused in prod; in dev the producer is told that it would be (clause C2). */
export const blockInProd: SeverityTable = { dev: 'warn', prod: 'block' };

/** The stronger of two severities. */
export const strongerSeverity = (one: Severity, other: Severity): Severity => (rank[one] >= rank[other] ? one : other);

/** True when `severity` is at least as strong as `floor`. */
export const isAtLeast = (severity: Severity, floor: Severity): boolean => rank[severity] >= rank[floor];

const ofClass = (severities: SeverityByClass, fieldClass: FieldClass | null): Severity => {
  if (typeof severities === 'string') return severities;
  if (fieldClass !== null) return severities[fieldClass];
  return Object.values(severities).reduce(strongerSeverity);
};

/** The severity a table gives in an environment for a class of field; the strongest where the finding is about no single field. */
export const severityIn = (table: SeverityTable, environment: Environment, fieldClass: FieldClass | null): Severity =>
  ofClass(table[environment], fieldClass);
