/** A bar on the terminal that says how far long work has come. */
export type ProgressBar = {
  /** How much is done, and of how much; null where that is not known. */
  readonly update: (doneCount: number, totalCount: number | null) => void;
  /** Takes the bar away again. */
  readonly end: () => void;
};

const width = 24;
const minGapMs = 100;

/** Shows a bar where somebody looks, at most ten times a second; does nothing where standard error is no terminal. */
export function showProgress(what: string, stderr: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): ProgressBar {
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    update: (doneCount, totalCount) => {
      if (!stderr.isTTY || performance.now() - shownAt < minGapMs) return;
      shownAt = performance.now();
      stderr.write(`\r${formatProgress(what, doneCount, totalCount)}\u001b[K`);
    },
    end: () => {
      if (shownAt > 0) stderr.write('\r\u001b[K');
    },
  };
}

/** The bar as text. */
export function formatProgress(what: string, doneCount: number, totalCount: number | null): string {
  if (totalCount === null || totalCount <= 0) return `${what}: ${doneCount} …`;
  const share = Math.min(1, doneCount / totalCount);
  const filled = Math.floor(share * width);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  return `${what} ${bar} ${Math.floor(share * 100)} % (${doneCount} of ${totalCount})`;
}
