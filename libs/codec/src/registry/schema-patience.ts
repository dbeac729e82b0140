/** When to believe a registry that says it does not know a schema: one that is starting or lagging says so for a while. */
export type SchemaPatience = {
  readonly minTries: number;
  readonly minWaitMs: number;
  /** How long an id stays refused before the registry is asked again. */
  readonly negativeTtlMs: number;
};

export const DEFAULT_SCHEMA_PATIENCE: SchemaPatience = { minTries: 3, minWaitMs: 30_000, negativeTtlMs: 30_000 };

/** How often, and since when, a schema has been missing. */
export type Absence = { readonly firstMissedAt: number; readonly tryCount: number };

/** The absence after one more miss at `now` (milliseconds since the epoch). */
export function nextAbsence(earlier: Absence | undefined, now: number): Absence {
  return { firstMissedAt: earlier?.firstMissedAt ?? now, tryCount: (earlier?.tryCount ?? 0) + 1 };
}

/** True when a schema has been missing often and long enough to hold the record for bad instead of the registry. */
export function isLastingAbsence(absence: Absence, patience: SchemaPatience, now: number): boolean {
  return absence.tryCount >= patience.minTries && now - absence.firstMissedAt >= patience.minWaitMs;
}
