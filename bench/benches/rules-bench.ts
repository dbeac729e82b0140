import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OwnContext } from '../bench-context.ts';
import { eventCountFor, runCountFor } from '../command-line.ts';
import type { BenchReport } from '../report/bench-report.ts';
import { runScript } from '../stack/child-process.ts';
import type { RulesRound } from './measure-rules.ts';
import { toRulesReport } from './rules-report.ts';

const TEXTS = 400_000;
const RUNS = 5;

const script = new URL('run-rules.ts', import.meta.url);

/** Measures the content rules by themselves, each run in a fresh process: no Kafka, no registry, no database. */
export async function benchRules({ options, say }: OwnContext): Promise<BenchReport> {
  const textCount = eventCountFor(options, TEXTS);
  const runCount = runCountFor(options, RUNS);
  const workFolder = await mkdtemp(join(tmpdir(), 'varselvakt-rules-'));
  try {
    const rounds: RulesRound[] = [];
    for (let run = 1; run <= runCount; run += 1) {
      const round = await runScript<RulesRound>(script, {
        name: `rules-${run}`,
        environment: { ...process.env, RULES_TEXT_COUNT: String(textCount) },
        workFolder,
        profileFolder: options.profileFolder ?? undefined,
      });
      say(`run ${run}: ${Math.round(round.mixed.textsPerSecond)} texts/s mixed`);
      rounds.push(round);
    }
    return toRulesReport(rounds, textCount);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
