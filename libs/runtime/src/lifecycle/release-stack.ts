import { coerceError } from '../logging/coerce-error.ts';

type ReleaseOptions = {
  /** How long this one may take; never longer than what is left of the whole deadline. */
  readonly deadlineMs?: number;
};

export type ReleaseReport = {
  readonly name: string;
  readonly outcome: 'RELEASED' | 'FAILED' | 'ABANDONED';
  readonly durationMs: number;
  readonly error: Error | null;
};

/** Everything that is opened goes on it, and is undone in reverse. */
export type ReleaseStack = {
  /**
   * Puts the undoing of something on the stack. When the stack is being released already, it is undone at once and
   * ReleaseStackClosed is thrown: the start that came too late must end.
   */
  readonly push: (name: string, release: () => unknown, options?: ReleaseOptions) => void;
  /** Undoes all, last first; always resolves, with a report on each. Later calls share the first one's outcome. */
  readonly releaseAll: (options: { readonly deadlineMs: number }) => Promise<readonly ReleaseReport[]>;
};

export class ReleaseStackClosed extends Error {
  override readonly name = 'ReleaseStackClosed';
  readonly code = 'RELEASE_STACK_CLOSED';
  readonly retriable = false;
}

type Entry = { readonly name: string; readonly release: () => unknown; readonly deadlineMs: number };

/** Makes an empty stack; `now` gives milliseconds that never go back. */
export function createReleaseStack(now: () => number = () => performance.now()): ReleaseStack {
  const entries: Entry[] = [];
  let closed = false;
  let releasing: Promise<readonly ReleaseReport[]> | undefined;
  return {
    push: (name, release, options = {}) => {
      const entry = { name, release, deadlineMs: options.deadlineMs ?? Number.POSITIVE_INFINITY };
      if (closed) {
        void releaseOne(entry, 5_000, now);
        throw new ReleaseStackClosed(`${name} was opened while the process was stopping`);
      }
      entries.push(entry);
    },
    releaseAll: ({ deadlineMs }) => {
      closed = true;
      releasing ??= releaseInReverse(entries, deadlineMs, now);
      return releasing;
    },
  };
}

/** Runs `work` with a stack of its own and releases it afterwards, also when `work` throws. */
export async function withReleaseStack<Result>(
  work: (stack: ReleaseStack) => Promise<Result>,
  options: { readonly deadlineMs: number } = { deadlineMs: 10_000 },
): Promise<Result> {
  const stack = createReleaseStack();
  try {
    return await work(stack);
  } finally {
    await stack.releaseAll(options);
  }
}

async function releaseInReverse(entries: readonly Entry[], deadlineMs: number, now: () => number) {
  const endsAt = now() + deadlineMs;
  const reports: ReleaseReport[] = [];
  for (const entry of entries.toReversed()) {
    reports.push(await releaseOne(entry, Math.min(entry.deadlineMs, Math.max(0, endsAt - now())), now));
  }
  return reports;
}

async function releaseOne(entry: Entry, deadlineMs: number, now: () => number): Promise<ReleaseReport> {
  const startedAt = now();
  const report = (outcome: ReleaseReport['outcome'], error: Error | null = null): ReleaseReport => ({
    name: entry.name,
    outcome,
    durationMs: Math.round(now() - startedAt),
    error,
  });
  const { promise: timedOut, resolve: giveUp } = Promise.withResolvers<ReleaseReport>();
  const timer = setTimeout(() => giveUp(report('ABANDONED')), deadlineMs);
  try {
    const released = Promise.resolve(entry.release()).then(
      () => report('RELEASED'),
      (error: unknown) => report('FAILED', coerceError(error)),
    );
    return await Promise.race([released, timedOut]);
  } catch (error) {
    return report('FAILED', coerceError(error));
  } finally {
    clearTimeout(timer);
  }
}
