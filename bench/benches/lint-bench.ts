import type { OwnContext } from '../bench-context.ts';
import { eventCountFor, runCountFor } from '../command-line.ts';
import { createRandom } from '../load/random.ts';
import { createMixedTexts } from '../load/text-streams.ts';
import { median } from '../measure/statistics.ts';
import { type BenchReport, type FigureColumn, figuresOf } from '../report/bench-report.ts';
import { atLeast, atMost, type Goal } from '../report/goal.ts';
import { type LintPipe, measureLintPipe } from './measure-lint-pipe.ts';

/** What one run of `lint` read from a pipe: texts one a line, and the same as JSON. */
type LintRound = { readonly lines: LintPipe; readonly objects: LintPipe };

const TEXTS = 600_000;
const RUNS = 3;
const DIFFERENT_TEXTS = 20_000;
const RATE = 100_000;
const START_MS = 1_000;

const columns: readonly FigureColumn<LintRound>[] = [
  ['texts one a line: texts', 'texts/s', ({ lines }) => lines.textsPerSecond],
  ['texts one a line: texts per CPU second', 'texts/s', ({ lines }) => lines.textsPerCpuSecond],
  ['texts as JSON: texts', 'texts/s', ({ objects }) => objects.textsPerSecond],
  ['texts as JSON: texts per CPU second', 'texts/s', ({ objects }) => objects.textsPerCpuSecond],
  ['from the start to the first result', 'ms', ({ lines }) => lines.startMs],
  ['CPU until the first result', 'ms', ({ lines }) => lines.startCpuMs],
];

/** Measures the command as a user runs it: a process of its own that reads a pipe and writes its results into another. */
export async function benchLint({ options, say }: OwnContext): Promise<BenchReport> {
  const textCount = eventCountFor(options, TEXTS);
  const runCount = runCountFor(options, RUNS);
  const texts = createMixedTexts(createRandom(1), DIFFERENT_TEXTS).map(({ text, form }) => ({ text, form }));
  const lines = texts.map(({ text }) => text.replaceAll(/[\r\n]/g, ' '));
  const objects = texts.map(({ text, form }, index) => {
    const place = form === 'HTML' ? { field: 'htmlBody', channel: 'email' } : { field: 'text', channel: 'in-app' };
    return JSON.stringify({ id: `t${index}`, ...place, text });
  });
  const rounds: LintRound[] = [];
  for (let run = 1; run <= runCount; run += 1) {
    const round = {
      lines: await measureLintPipe(lines, textCount),
      objects: await measureLintPipe(objects, textCount),
    };
    say(`run ${run}: ${Math.round(round.lines.textsPerSecond)} texts/s`);
    rounds.push(round);
  }
  return toLintReport(rounds, textCount);
}

function goalsOf(middle: (read: (round: LintRound) => number) => number): readonly Goal[] {
  const rate = middle(({ lines }) => lines.textsPerSecond);
  const rateOfObjects = middle(({ objects }) => objects.textsPerSecond);
  const startMs = middle(({ lines }) => lines.startMs);
  return [
    atLeast('R5', 'texts from a pipe, one a line', rate, RATE, 'texts/s'),
    atLeast('R5', 'texts from a pipe, as JSON', rateOfObjects, RATE, 'texts/s'),
    atMost('R5', 'from the start to the first result', startMs, START_MS, 'ms'),
  ];
}

function toLintReport(rounds: readonly LintRound[], textCount: number): BenchReport {
  return {
    bench: 'lint',
    about: 'judge texts of about 100 characters from a pipe with `varselvakt lint --texts --json`, on all cores',
    eventCount: textCount,
    runCount: rounds.length,
    figures: figuresOf(rounds, columns),
    goals: goalsOf((read) => median(rounds.map(read))),
  };
}
