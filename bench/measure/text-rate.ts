import type { StreamText } from '../load/text-streams.ts';

/** How quickly texts were worked through by one thread. */
export type TextRate = {
  readonly textsPerSecond: number;
  /** By the CPU time of the thread alone: what else runs hardly matters. */
  readonly textsPerCpuSecond: number;
};

/** Works on one text; what it returns is added up so that no compiler leaves the work out. */
export type TextWork = (text: StreamText) => number;

const MICROS_PER_SECOND = 1_000_000;
const MS_PER_SECOND = 1_000;

/** Goes through the texts again and again until `warmUpCount` are done, then until `count` more are, and times those. */
export function measureTextRate(
  texts: readonly StreamText[],
  work: TextWork,
  { warmUpCount, count }: { readonly warmUpCount: number; readonly count: number },
): TextRate {
  goThrough(texts, work, warmUpCount);
  const cpuBefore = process.threadCpuUsage();
  const startedAt = performance.now();
  goThrough(texts, work, count);
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.threadCpuUsage(cpuBefore);
  return {
    textsPerSecond: (count / elapsedMs) * MS_PER_SECOND,
    textsPerCpuSecond: (count / (user + system)) * MICROS_PER_SECOND,
  };
}

function goThrough(texts: readonly StreamText[], work: TextWork, count: number): void {
  let sum = 0;
  for (let done = 0; done < count; ) {
    for (const text of texts) {
      sum += work(text);
      done += 1;
      if (done === count) break;
    }
  }
  if (sum < 0) throw new RangeError('Nobody finds fewer than nothing');
}

/** The middle of five times of one piece of work, ms. */
export function middleTimeMs(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return times.sort((one, other) => one - other)[2] ?? 0;
}
