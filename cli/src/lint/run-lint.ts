import { availableParallelism } from 'node:os';
import { exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';
import { createCounts, type LintCounts } from './judgement.ts';
import { type InputLinter, lintInput } from './lint-input.ts';
import { createLintOutput, OutputClosed } from './lint-output.ts';
import { showProgress } from './lint-progress.ts';
import type { LintSettings } from './lint-settings.ts';
import { createLinter } from './linter.ts';
import { createLinterPool } from './linter-pool.ts';
import { listInputs } from './list-inputs.ts';
import { loadRegisterFor } from './load-register-for.ts';
import { createResultSink } from './result-sink.ts';

/** One run of `lint`. */
export type LintRun = {
  readonly words: readonly string[];
  readonly settings: LintSettings;
  /** How many findings may warn; null for any number. */
  readonly maxWarnings: number | null;
  /** Threads for long inputs besides the first; null for one on each other core. */
  readonly threadCount: number | null;
};

const threadsFromBytes = 2 * 1024 * 1024;
const maxThreads = 7;

const loadFileDecoder = async () => {
  const { createEventFileDecoder } = await import('@varselvakt/codec'); // only here: texts and JSON need no Avro
  return createEventFileDecoder();
};

const lintAll = async ({ words, settings, threadCount }: LintRun, counts: LintCounts): Promise<void> => {
  const inputs = await listInputs(words);
  const withEvents = !settings.asTexts;
  const linter = await createLinter(settings, await loadRegisterFor(settings), withEvents);
  const workerCount = threadCount ?? Math.min(maxThreads, availableParallelism() - 1);
  const pool = createLinterPool(linter, { settings, withEvents, workerCount, threadsFromBytes });
  const output = createLintOutput(process.stdout);
  const sink = createResultSink(linter.separator, output, counts, pool.width);
  const work: InputLinter = { linter, pool, asTexts: settings.asTexts, loadDecoder: loadFileDecoder, take: sink.take };
  try {
    await output.write(linter.head);
    for (const input of inputs) await lintInput(work, input, process.stdin);
    await sink.drain();
    await output.write(linter.foot(counts));
  } finally {
    await pool.close();
  }
};

const exitCodeOf = (counts: LintCounts, maxWarnings: number | null): number => {
  if (counts.unreadable > 0) return exitCodes.usage;
  const isOver = maxWarnings !== null && counts.warnings > maxWarnings;
  return counts.blocked > 0 || isOver ? exitCodes.failed : exitCodes.ok;
};

/** Lints everything the run names and answers the exit code: 0 clean, 1 findings, 2 something could not be read. */
export const runLint = async (run: LintRun, terminal: Terminal): Promise<number> => {
  const counts = createCounts();
  const isWatched = process.stderr.isTTY === true && !run.settings.quiet;
  const progress = isWatched ? showProgress(counts, process.stderr) : undefined;
  try {
    await lintAll(run, counts);
  } catch (thrown) {
    if (!(thrown instanceof OutputClosed)) throw thrown;
    process.stdin.destroy(); // nobody reads on, so nothing more is asked for
  } finally {
    progress?.stop();
  }
  if (run.maxWarnings !== null && counts.warnings > run.maxWarnings)
    terminal.say(`${counts.warnings} warnings; at most ${run.maxWarnings} were allowed.`);
  return exitCodeOf(counts, run.maxWarnings);
};
