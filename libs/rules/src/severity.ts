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

/** The same severities in both environments. */
export const inBoth = (severities: SeverityByClass): SeverityTable => ({ dev: severities, prod: severities });

/** The stronger of two severities. */
const strongerSeverity = (one: Severity, other: Severity): Severity => (rank[one] >= rank[other] ? one : other);

/** True when `severity` is at least as strong as `floor`. */
export const isAtLeast = (severity: Severity, floor: Severity): boolean => rank[severity] >= rank[floor];

const ofClass = (severities: SeverityByClass, fieldClass: FieldClass | null): Severity | null => {
  if (typeof severities === 'string') return severities;
  if (fieldClass !== null) return severities[fieldClass] ?? null;
  return Object.values(severities).reduce(strongerSeverity);
};

/** The same as `severityIn`, but null where the class of field is not asked. */
export const askedSeverityIn = (
  table: SeverityTable,
  environment: Environment,
  fieldClass: FieldClass | null,
): Severity | null => ofClass(table[environment], fieldClass);

/**
 * The severity a table gives in an environment for a class of field, `observe` where that class is not asked; the strongest where the
 * finding is about no single field.
 */
export const severityIn = (table: SeverityTable, environment: Environment, fieldClass: FieldClass | null): Severity =>
  askedSeverityIn(table, environment, fieldClass) ?? 'observe';
