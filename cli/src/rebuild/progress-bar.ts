const width = 30;
const intervalMs = 200;
const milli = 1_000;

/** A line on the terminal that says how far long work has come. */
export type ProgressBar = {
  /** So many more are done. */
  readonly add: (count: number) => void;
  /** The next stage begins. */
  readonly restart: (what: string) => void;
  readonly stop: () => void;
};

export type BarState = {
  readonly what: string;
  readonly doneCount: number;
  readonly totalCount: number;
  readonly elapsedMs: number;
};

/** The text of the bar. Compaction leaves fewer than were counted on, so it may end below 100 %. */
export function formatBar({ what, doneCount, totalCount, elapsedMs }: BarState): string {
  const share = totalCount === 0 ? 1 : Math.min(1, doneCount / totalCount);
  const filled = Math.round(share * width);
  const perSecond = elapsedMs === 0 ? 0 : Math.round((doneCount / elapsedMs) * milli);
  const bar = `${'#'.repeat(filled)}${'.'.repeat(width - filled)}`;
  return `${what} [${bar}] ${Math.floor(share * 100)} % ${doneCount} of ${totalCount}, ${perSecond}/s`;
}

/** Shows a bar on standard error as long as that is a terminal; nothing where nobody looks. */
export function showBar(what: string, totalCount: number, stderr: NodeJS.WriteStream): ProgressBar {
  let [current, doneCount, startedAt] = [what, 0, performance.now()];
  const draw = (): void => {
    const elapsedMs = performance.now() - startedAt;
    stderr.write(`\r\u001b[K${formatBar({ what: current, doneCount, totalCount, elapsedMs })}`);
  };
  const timer = stderr.isTTY ? setInterval(draw, intervalMs).unref() : undefined;
  return {
    add: (count) => {
      doneCount += count;
    },
    restart: (next) => {
      [current, doneCount, startedAt] = [next, 0, performance.now()];
    },
    stop: () => {
      if (timer === undefined) return;
      clearInterval(timer);
      stderr.write('\r\u001b[K');
    },
  };
}
