import { readProcessUsage } from './process-usage.ts';

/** How far something had come at one moment, and what it had cost the process by then. */
export type Sample = { readonly atMs: number; readonly count: number; readonly cpuSeconds: number };

/** The stretch between two samples, after the warm-up. */
export type Window = {
  readonly eventCount: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
};

/** What one run of one process showed. */
export type Measurement = Window & {
  readonly eventsPerSecond: number;
  readonly eventsPerCpuSecond: number;
  readonly cpuMicrosPerEvent: number;
  readonly peakRssBytes: number;
};

/**
 * The stretch from the first sample at or past the warm-up to the first that has everything. Throws RangeError when the
 * samples hold no such stretch (too few events for the interval of sampling).
 */
export function windowOf(samples: readonly Sample[], warmUpCount: number, totalCount: number): Window {
  const first = samples.find(({ count }) => count > 0 && count >= warmUpCount);
  const last = samples.find(({ count }) => count >= totalCount);
  if (first === undefined || last === undefined || last.count <= first.count)
    throw new RangeError('Too few events to measure anything: ask for more');
  return {
    eventCount: last.count - first.count,
    seconds: (last.atMs - first.atMs) / 1_000,
    cpuSeconds: last.cpuSeconds - first.cpuSeconds,
  };
}

/** The rates of a stretch. */
export function toMeasurement(window: Window, peakRssBytes: number): Measurement {
  return {
    ...window,
    eventsPerSecond: window.eventCount / window.seconds,
    eventsPerCpuSecond: window.eventCount / window.cpuSeconds,
    cpuMicrosPerEvent: (window.cpuSeconds / window.eventCount) * 1_000_000,
    peakRssBytes,
  };
}

export type Watch = {
  readonly pid: number;
  /** How far it has come; asked again and again. */
  readonly readCount: () => Promise<number>;
  readonly warmUpCount: number;
  readonly totalCount: number;
  /** Without any progress for so long the run is given up. */
  readonly patienceMs?: number;
  /** Rejects when the process ends before it is done. */
  readonly ended: Promise<unknown>;
};

const INTERVAL_MS = 20;

/** Watches a process from outside until it has done everything. Throws when it ends or stands still. */
export async function watchUntilDone(watch: Watch): Promise<Measurement> {
  let hasEnded = false;
  void watch.ended.then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  );
  const samples: Sample[] = [];
  let movedAt = performance.now();
  for (;;) {
    if (hasEnded) throw new Error('The process ended before it was done; its log is in the folder told above');
    const count = await watch.readCount();
    const usage = await readProcessUsage(watch.pid);
    const atMs = performance.now();
    if (count > (samples.at(-1)?.count ?? -1)) movedAt = atMs;
    samples.push({ atMs, count, cpuSeconds: usage.cpuSeconds });
    if (count >= watch.totalCount)
      return toMeasurement(windowOf(samples, watch.warmUpCount, watch.totalCount), usage.peakRssBytes);
    if (atMs - movedAt > (watch.patienceMs ?? 60_000))
      throw new Error(`No progress: ${count} of ${watch.totalCount} after a wait of ${watch.patienceMs ?? 60_000} ms`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
