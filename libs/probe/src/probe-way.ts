/** The ways that a probe goes, in order: to the event log, to the tables, and out of both again. */
export const probeLegs = ['validate', 'store', 'delete'] as const;
export type ProbeLeg = (typeof probeLegs)[number];

/** How soon a probe must be where, milliseconds. */
export type ServiceLevels = {
  /** From being sent to being stored; then it is due for deletion as well. */
  readonly storedWithinMs: number;
  /** From being due to being gone. */
  readonly deletedWithinMs: number;
};

/** A probe on its way. Instants in milliseconds since the epoch; null: not yet. */
export type ProbeWay = {
  readonly sentAt: number;
  readonly dueAt: number;
  readonly validatedAt: number | null;
  readonly storedAt: number | null;
  readonly goneAt: number | null;
};

/** What was seen of a probe at one look. */
export type ProbeSight = {
  /** When its record on the event log was written, by the validator's clock; null: not seen there. */
  readonly onLogAt: number | null;
  readonly isStored: boolean;
  /** Nothing of it is left in the tables, and its last record on the log is a tombstone. */
  readonly isGone: boolean;
};

/** What a probe has come to. */
export type ProbeVerdict =
  | { readonly outcome: 'UNDER_WAY' }
  | { readonly outcome: 'RETURNED' }
  | { readonly outcome: 'LOST'; readonly leg: ProbeLeg };

/** A probe that is just being sent. Pure. */
export const beginWay = (sentAt: number, { storedWithinMs }: ServiceLevels): ProbeWay => ({
  sentAt,
  dueAt: sentAt + storedWithinMs,
  validatedAt: null,
  storedAt: null,
  goneAt: null,
});

/** Goes on with a way by what was seen at `now`. What is stored was validated, also when the log was not looked at in time. Pure. */
export const nextWay = (way: ProbeWay, sight: ProbeSight, now: number): ProbeWay => ({
  ...way,
  validatedAt: way.validatedAt ?? toValidatedAt(way, sight, now),
  storedAt: way.storedAt ?? (sight.isStored ? now : null),
  goneAt: way.goneAt ?? (sight.isGone && way.storedAt !== null ? now : null),
});

/** The validator's clock is finer than our looks, as far as it can be right. */
function toValidatedAt({ sentAt }: ProbeWay, { onLogAt, isStored }: ProbeSight, now: number): number | null {
  if (onLogAt === null) return isStored ? now : null;
  return Math.min(Math.max(onLogAt, sentAt), now);
}

/** What a probe has come to at `now`: what is not where it must be in time is lost, though it may come later. Pure. */
export function judgeWay(way: ProbeWay, { deletedWithinMs }: ServiceLevels, now: number): ProbeVerdict {
  if (way.goneAt !== null) return { outcome: 'RETURNED' };
  if (way.storedAt === null && now > way.dueAt)
    return { outcome: 'LOST', leg: way.validatedAt === null ? 'validate' : 'store' };
  return now > way.dueAt + deletedWithinMs ? { outcome: 'LOST', leg: 'delete' } : { outcome: 'UNDER_WAY' };
}

/** How long each leg took, milliseconds; null where it has not been gone yet. Pure. */
export const measureLegs = (way: ProbeWay): Readonly<Record<ProbeLeg, number | null>> => ({
  validate: between(way.sentAt, way.validatedAt),
  store: between(way.validatedAt, way.storedAt),
  // The database's clock says what is due; it may be ahead of ours.
  delete: between(way.dueAt, way.goneAt),
});

const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.max(0, to - from);
