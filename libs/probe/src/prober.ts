import { coerceError, errorCodeOf, sleep } from '@varselvakt/runtime';
import type { LaunchedProbe } from './launch-probe.ts';
import type { ProbeStatus } from './probe-status.ts';
import { createProbeTally, type ProbeEvent } from './probe-tally.ts';

export type ProberParts = {
  /** Sends one probe. Whatever it throws is told and tried again. */
  readonly launch: () => Promise<LaunchedProbe>;
  readonly intervalMs: number;
  readonly observe: (event: ProbeEvent) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** Sends probes again and again and follows each to its end. */
export type Prober = {
  /** Until the signal aborts; those under way are forgotten then, and nobody counts them. `onTurn` is told of every turn. Never throws. */
  readonly run: (signal: AbortSignal, onTurn: () => void) => Promise<void>;
  readonly status: () => ProbeStatus;
  readonly inFlight: () => number;
  /** False until one has been stored since the start. */
  readonly isCounting: () => boolean;
};

/** While one is to be stored; each leg is told longer by half of this. */
const QUICK_MS = 100;
/** While one is to be deleted. */
const SLOW_MS = 500;

type Followed = { readonly probe: LaunchedProbe; readonly isCounted: boolean };

/** Makes a prober; sends nothing yet. */
export function createProber({ launch, intervalMs, observe, now }: ProberParts): Prober {
  const tally = createProbeTally(observe);
  let followed: readonly Followed[] = [];
  let nextAt = Number.NEGATIVE_INFINITY;

  const send = async (): Promise<void> => {
    if (now() < nextAt) return;
    nextAt = now() + intervalMs;
    const probe = await launch();
    followed = [...followed, { probe, isCounted: tally.sent(probe.way().sentAt) }];
  };
  /** What is stored is not looked at again before it is due: nothing can have become of it. */
  const isToBeSeen = ({ probe }: Followed): boolean => {
    const { storedAt, dueAt } = probe.way();
    return storedAt === null || now() >= dueAt - QUICK_MS;
  };
  const lookAt = async ({ probe, isCounted }: Followed): Promise<void> => {
    const before = probe.way();
    await probe.look();
    tally.moved(before, probe.way(), isCounted);
  };
  /** Gives the code of the first fault; one probe's does not keep the others from being looked at. */
  const turn = async (): Promise<string | null> => {
    const attempts = [send, ...followed.filter(isToBeSeen).map((one) => () => lookAt(one))];
    let fault: string | null = null;
    for (const attempt of attempts)
      await attempt().catch((thrown: unknown) => {
        fault ??= errorCodeOf(coerceError(thrown));
      });
    return fault;
  };
  const settle = (): void => {
    followed = followed.filter(({ probe, isCounted }) => {
      const verdict = probe.verdict();
      if (verdict.outcome === 'UNDER_WAY') return true;
      tally.settled(verdict, now(), isCounted);
      return false;
    });
  };
  const pauseMs = (): number => {
    const isUrgent = followed.some(({ probe }) => probe.way().storedAt === null);
    if (isUrgent) return QUICK_MS;
    return Math.max(QUICK_MS, Math.min(nextAt - now(), followed.length > 0 ? SLOW_MS : intervalMs));
  };
  return {
    run: async (signal, onTurn) => {
      while (!signal.aborted) {
        tally.faulty(await turn());
        settle();
        onTurn();
        await sleep(pauseMs(), signal);
      }
    },
    status: () => tally.status(followed.length),
    inFlight: () => followed.length,
    isCounting: tally.isCounting,
  };
}
