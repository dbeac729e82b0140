/** One step that the deleter reported, with the time of its log line. */
export type StepLine = { readonly step: string; readonly atMs: number };

/** What the steps of a run say. */
export type DeleterTimes = {
  /** Time inside the transactions that plan and finish, without what Kafka took. */
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
  const { step, time } = line as { step?: unknown; time?: unknown };
  return typeof step === 'string' && typeof time === 'string' ? { step, atMs: Date.parse(time) } : undefined;
}

/** Each step lasts from the one before it. Throws RangeError when no tombstone was published. */
export function toDeleterTimes(lines: readonly StepLine[]): DeleterTimes {
  const [first] = lines;
  const lastTombstone = lines.findLast(({ step }) => step === 'tombstones-published');
  if (first === undefined || lastTombstone === undefined) throw new RangeError('The deleter published no tombstone');
  const transactionsMs: number[] = [];
  let beganAt = first.atMs;
  for (const { step, atMs } of lines) {
    // Reported inside a transaction: it goes on.
    if (step === 'plan-written' || step === 'finish-written') continue;
    if (databaseSteps.has(step)) transactionsMs.push(atMs - beganAt);
    beganAt = atMs;
  }
  return {
    postgresSeconds: transactionsMs.reduce((sum, ms) => sum + ms, 0) / 1_000,
    transactionsMs,
    firstAtMs: first.atMs,
    lastTombstoneAtMs: lastTombstone.atMs,
  };
}
