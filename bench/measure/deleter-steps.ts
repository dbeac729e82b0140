/** One step that the deleter reported, with the time of its log line, and how long the step took. */
export type StepLine = { readonly step: string; readonly atMs: number; readonly durationMs: number };

/** What the steps of a run say. */
export type DeleterTimes = {
  /** Time of the transactions that plan and finish, answers awaited; Kafka takes the records of another batch meanwhile. */
  readonly postgresSeconds: number;
  /** How long each transaction took. */
  readonly transactionsMs: readonly number[];
  readonly firstAtMs: number;
  /** When the last tombstone was acknowledged. */
  readonly lastTombstoneAtMs: number;
};

const databaseSteps: ReadonlySet<string> = new Set(['planned', 'finished', 'feedback-removed']);

/** A step, if the log line tells of one. */
export function parseStepLine(line: Readonly<Record<string, unknown>>): StepLine | undefined {
  const { step, time, durationMs } = line as { step?: unknown; time?: unknown; durationMs?: unknown };
  return typeof step === 'string' && typeof time === 'string' && typeof durationMs === 'number'
    ? { step, atMs: Date.parse(time), durationMs }
    : undefined;
}

/** Throws RangeError when no tombstone was published. */
export function toDeleterTimes(lines: readonly StepLine[]): DeleterTimes {
  const [first] = lines;
  const lastTombstone = lines.findLast(({ step }) => step === 'tombstones-published');
  if (first === undefined || lastTombstone === undefined) throw new RangeError('The deleter published no tombstone');
  const transactionsMs = lines.filter(({ step }) => databaseSteps.has(step)).map(({ durationMs }) => durationMs);
  return {
    postgresSeconds: transactionsMs.reduce((sum, ms) => sum + ms, 0) / 1_000,
    transactionsMs,
    firstAtMs: first.atMs - first.durationMs,
    lastTombstoneAtMs: lastTombstone.atMs,
  };
}
