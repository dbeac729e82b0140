import { hostileKinds } from '@varselvakt/rules';
import { median } from '../measure/statistics.ts';
import { type BenchReport, type FigureColumn, figuresOf } from '../report/bench-report.ts';
import { atLeast, atMost, type Goal } from '../report/goal.ts';
import type { RulesRound } from './measure-rules.ts';

const PERCENT = 100;

const longestOf = ({ longHostileMs }: RulesRound): number => Math.max(...Object.values(longHostileMs));
const loadMsOf = ({ load }: RulesRound): number => load.tablesMs;

const columns: readonly FigureColumn<RulesRound>[] = [
  ['mixed: texts', 'texts/s', ({ mixed }) => mixed.textsPerSecond],
  ['mixed: texts per CPU second', 'texts/s', ({ mixed }) => mixed.textsPerCpuSecond],
  ['mixed: judged, per CPU second', 'texts/s', ({ mixedJudged }) => mixedJudged.textsPerCpuSecond],
  ['mixed: mean length', 'units', ({ meanTextLength }) => meanTextLength],
  ['hostile: texts', 'texts/s', ({ hostile }) => hostile.textsPerSecond],
  ['hostile: texts per CPU second', 'texts/s', ({ hostile }) => hostile.textsPerCpuSecond],
  ['ceiling: a plain pass, mixed', 'texts/s', ({ plainPass }) => plainPass.textsPerCpuSecond],
  ['ceiling: a plain pass, hostile', 'texts/s', ({ hostilePlainPass }) => hostilePlainPass.textsPerCpuSecond],
  ['ratio to the ceiling', '', ({ mixed, plainPass }) => mixed.textsPerCpuSecond / plainPass.textsPerCpuSecond],
  ['CPU per event', 'µs', ({ microsPerEvent }) => microsPerEvent],
  ['events not simply accepted', '%', ({ warnedEventShare }) => warnedEventShare * PERCENT],
  ['import of the modules', 'ms', ({ load }) => load.importMs],
  ['word tables', 'ms', loadMsOf],
  ['memory of modules and tables', 'bytes', ({ load }) => load.heldBytes],
  ...hostileKinds.map(
    (kind): FigureColumn<RulesRound> => [`4,000 characters: ${kind}`, 'ms', ({ longHostileMs }) => longHostileMs[kind]],
  ),
  ['random numbers taken for identity numbers', '%', ({ takenShare }) => takenShare * PERCENT],
  ['of these without those of 2032', '%', ({ takenTodayShare }) => takenTodayShare * PERCENT],
];

function goalsOf(middle: (read: (round: RulesRound) => number) => number): readonly Goal[] {
  const mixed = middle((round) => round.mixed.textsPerCpuSecond);
  const hostile = middle((round) => round.hostile.textsPerCpuSecond);
  const taken = middle((round) => round.takenShare) * PERCENT;
  const takenToday = middle((round) => round.takenTodayShare) * PERCENT;
  const heldBytes = middle(({ load }) => load.heldBytes);
  return [
    atLeast('R1', 'mixed texts with spans, one core', mixed, 200_000, 'texts/s'),
    atLeast('R1', 'hostile texts with spans, one core', hostile, 100_000, 'texts/s'),
    atMost('R2', 'longest of the hostile texts of 4,000 characters', middle(longestOf), 20, 'ms'),
    atMost('R3', 'loading of the word tables', middle(loadMsOf), 100, 'ms'),
    atMost('R3', 'memory of modules and tables', heldBytes, 30 * 1_048_576, 'bytes'),
    atMost('R4', 'of a million random numbers taken', taken, 0.9, '%'),
    atMost('R4', 'of these without those of 2032', takenToday, 0.34, '%'),
  ];
}

/** Figures and goals of the rules. Throws RangeError when there was no run. */
export function toRulesReport(rounds: readonly RulesRound[], textCount: number): BenchReport {
  return {
    bench: 'rules',
    about: 'find in texts of about 100 characters what the terms of use forbid, with spans, in one thread',
    eventCount: textCount,
    runCount: rounds.length,
    figures: figuresOf(rounds, columns),
    goals: goalsOf((read) => median(rounds.map(read))),
  };
}
