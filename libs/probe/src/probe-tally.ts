import type { ProbeStatus } from './probe-status.ts';
import { measureLegs, type ProbeLeg, type ProbeVerdict, type ProbeWay, probeLegs } from './probe-way.ts';

/** What is told of probes that count. */
export type ProbeEvent =
  | { readonly type: 'SENT' }
  | { readonly type: 'LEG_GONE'; readonly leg: ProbeLeg; readonly durationMs: number }
  | { readonly type: 'RETURNED' }
  | { readonly type: 'LOST'; readonly leg: ProbeLeg };

export type ProbeTally = {
  /** A probe was sent; false: it will not count, for none has come back since the start. */
  readonly sent: (sentAt: number) => boolean;
  /** A look has brought a probe on its way. */
  readonly moved: (before: ProbeWay, after: ProbeWay, isCounted: boolean) => void;
  readonly settled: (verdict: Exclude<ProbeVerdict, { outcome: 'UNDER_WAY' }>, at: number, isCounted: boolean) => void;
  /** Why nothing can be sent or seen; null: it can again. */
  readonly faulty: (code: string | null) => void;
  readonly isCounting: () => boolean;
  readonly status: (inFlight: number) => ProbeStatus;
};

const legWords: Readonly<Record<ProbeLeg, string>> = {
  validate: 'it did not come to the event log in time',
  store: 'it came to the event log, but not into the tables in time',
  delete: 'it was stored, but not deleted in time',
};

/** Counts probes and remembers the last result. While none has been stored since the start none counts: the pipeline may be starting too. */
export function createProbeTally(observe: (event: ProbeEvent) => void): ProbeTally {
  const last = {
    sentAt: null as number | null,
    returnedAt: null as number | null,
    lostAt: null as number | null,
    lostLeg: null as ProbeLeg | null,
    fault: null as string | null,
    legsMs: { validate: null, store: null, delete: null } as Record<ProbeLeg, number | null>,
  };
  let isCounting = false;
  const describe = (): Pick<ProbeStatus, 'state' | 'reason'> => {
    if (last.fault !== null) return { state: 'FAULT', reason: `it cannot be sent or looked for (${last.fault})` };
    if (last.lostLeg !== null) return { state: 'LOST', reason: legWords[last.lostLeg] };
    if (!isCounting) return { state: 'STARTING', reason: 'none has come back yet' };
    return {
      state: 'OK',
      reason: last.returnedAt === null ? 'stored; its deletion is to come' : 'the last one came back',
    };
  };
  return {
    sent: (sentAt) => {
      last.sentAt = sentAt;
      if (isCounting) observe({ type: 'SENT' });
      return isCounting;
    },
    moved: (before, after, isCounted) => {
      const [known, now] = [measureLegs(before), measureLegs(after)];
      for (const leg of probeLegs) {
        const durationMs = now[leg];
        if (known[leg] !== null || durationMs === null) continue;
        last.legsMs[leg] = durationMs;
        if (isCounted) observe({ type: 'LEG_GONE', leg, durationMs });
      }
      if (after.storedAt !== null) isCounting = true;
    },
    settled: (verdict, at, isCounted) => {
      if (verdict.outcome === 'RETURNED') [last.returnedAt, last.lostLeg] = [at, null];
      else [last.lostAt, last.lostLeg] = [at, verdict.leg];
      if (isCounted)
        observe(verdict.outcome === 'RETURNED' ? { type: 'RETURNED' } : { type: 'LOST', leg: verdict.leg });
    },
    faulty: (code) => {
      last.fault = code;
    },
    isCounting: () => isCounting,
    status: (inFlight) => ({
      ...describe(),
      lastSentAt: last.sentAt,
      lastReturnedAt: last.returnedAt,
      lastLostAt: last.lostAt,
      inFlight,
      legsMs: { ...last.legsMs },
    }),
  };
}
