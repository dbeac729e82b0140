import { scrubText } from '../logging/scrub-text.ts';

export type HealthKind = 'live' | 'ready';
export type HealthVerdict = { readonly ok: boolean; readonly reason: string };

/** One named question about the process; it answers from what is known already, without asking anybody. */
export type HealthCheck = {
  readonly name: string;
  readonly kind: HealthKind;
  readonly check: () => HealthVerdict;
};

export type HealthReport = {
  readonly ok: boolean;
  readonly checks: readonly (HealthVerdict & { readonly name: string })[];
};

export type HealthChecks = {
  readonly add: (check: HealthCheck) => void;
  /** Asks all checks of a kind; a process is ready only when it is alive as well. */
  readonly report: (kind: HealthKind) => HealthReport;
};

/** Holds the health checks of one process. */
export function createHealthChecks(): HealthChecks {
  const checks: HealthCheck[] = [];
  return {
    add: (check) => {
      checks.push(check);
    },
    report: (kind) => {
      const asked = checks.filter((check) => kind === 'ready' || check.kind === 'live');
      const answers = asked.map((check) => ({ name: check.name, ...askOne(check) }));
      return { ok: answers.every((answer) => answer.ok), checks: answers };
    },
  };
}

function askOne({ check }: HealthCheck): HealthVerdict {
  try {
    const { ok, reason } = check();
    return { ok, reason: scrubText(reason) };
  } catch {
    return { ok: false, reason: 'the check itself failed' };
  }
}
