import { addCounts, type LintCounts } from './judgement.ts';
import type { LintOutput } from './lint-output.ts';
import type { LintResult } from './linter.ts';

/** Where results go, in the order in which they are given. */
export type ResultSink = {
  /** Takes the next result; waits as long as there are enough under way. Throws what a result or the output failed with. */
  readonly take: (result: Promise<LintResult>) => Promise<void>;
  /** Waits until all are written. */
  readonly drain: () => Promise<void>;
};

/** Writes each result as soon as it and all before it are there, whether or not another one follows, and counts them. */
export const createResultSink = (
  separator: string,
  output: LintOutput,
  counts: LintCounts,
  width: () => number,
): ResultSink => {
  const underWay: Promise<void>[] = [];
  let isFirst = true;
  let last = Promise.resolve();
  const writeAfter = async (before: Promise<void>, result: Promise<LintResult>) => {
    await before;
    const { output: text, counts: counted } = await result;
    addCounts(counts, counted);
    if (text === '') return;
    const start = isFirst ? separator.length : 0;
    isFirst = false;
    await output.write(text.slice(start));
  };
  return {
    take: async (result) => {
      result.catch(() => undefined); // it is awaited in its turn
      last = writeAfter(last, result);
      last.catch(() => undefined);
      underWay.push(last);
      while (underWay.length >= width()) await underWay.shift();
    },
    drain: async () => {
      while (underWay.length > 0) await underWay.shift();
    },
  };
};
