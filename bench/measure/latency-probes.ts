import type { Probe } from '../load/steady-load.ts';

export type LatencyProbes = {
  readonly add: (probe: Probe) => void;
  /** Waits until every probe has been seen and gives how long each took, ms. Throws when one stays away for 30 s. */
  readonly finish: () => Promise<readonly number[]>;
};

const INTERVAL_MS = 5;
const PATIENCE_MS = 30_000;

/** Follows events from their sending until `findArrived` names them; looks every 5 ms, so that much is added to each. */
export function followProbes(findArrived: (ids: readonly string[]) => Promise<readonly string[]>): LatencyProbes {
  const waiting = new Map<string, number>();
  const latencies: number[] = [];
  let isFinishing = false;

  const look = async (): Promise<void> => {
    if (waiting.size === 0) return;
    for (const id of await findArrived([...waiting.keys()])) {
      const sentAtMs = waiting.get(id);
      if (sentAtMs !== undefined) latencies.push(performance.now() - sentAtMs);
      waiting.delete(id);
    }
  };
  const run = async (): Promise<void> => {
    let movedAt = performance.now();
    while (!isFinishing || waiting.size > 0) {
      const before = waiting.size;
      await look();
      if (waiting.size < before || !isFinishing) movedAt = performance.now();
      if (performance.now() - movedAt > PATIENCE_MS) throw new Error(`${waiting.size} events were never stored`);
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
    }
  };
  const running = run();
  // Told to whoever calls finish.
  running.catch(() => undefined);
  return {
    add: ({ eventId, sentAtMs }) => void waiting.set(eventId, sentAtMs),
    finish: async () => {
      isFinishing = true;
      await running;
      return latencies;
    },
  };
}
