import type { LintCounts } from './judgement.ts';

/** A line on the terminal that says how far a long lint has come. */
export type LintProgress = { readonly stop: () => void };

const intervalMs = 500;

/** Shows the counts on standard error as long as it is a terminal and the work lasts. */
export const showProgress = (counts: LintCounts, stderr: NodeJS.WriteStream): LintProgress => {
  let isShown = false;
  const timer = setInterval(() => {
    isShown = true;
    stderr.write(`\r${counts.inputs} …`);
  }, intervalMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      if (isShown) stderr.write('\r\u001b[K');
    },
  };
};
