import { writeFile } from 'node:fs/promises';
import { takeOverWarnings } from '@varselvakt/runtime';
import type { BenchContext } from './bench-context.ts';
import { benchDeleter } from './benches/deleter-bench.ts';
import { benchPersister } from './benches/persister-bench.ts';
import { benchPipeline } from './benches/pipeline-bench.ts';
import { benchValidator } from './benches/validator-bench.ts';
import { type BenchName, type BenchOptions, helpText, parseCommandLine } from './command-line.ts';
import { describeMachine } from './measure/machine.ts';
import type { BenchDocument, BenchReport } from './report/bench-report.ts';
import { formatPage } from './report/format-page.ts';
import { formatDocument } from './report/format-report.ts';
import { openBenchEnvironment } from './stack/bench-environment.ts';

const benches: Readonly<Record<BenchName, (context: BenchContext) => Promise<BenchReport>>> = {
  validator: benchValidator,
  persister: benchPersister,
  pipeline: benchPipeline,
  deleter: benchDeleter,
};

async function run(options: BenchOptions): Promise<void> {
  const machine = describeMachine();
  const environment = await openBenchEnvironment();
  try {
    const reports: BenchReport[] = [];
    for (const name of options.benches) {
      const say = (text: string) => process.stderr.write(`${name}: ${text}\n`);
      reports.push(await benches[name]({ environment, options, say }));
    }
    const document: BenchDocument = { machine, stack: environment.stackKind, reports };
    if (options.page !== null) await writeFile(options.page, formatPage(document));
    process.stdout.write(`${options.json ? JSON.stringify(document, null, 2) : formatDocument(document)}\n`);
  } finally {
    await environment.close();
  }
}

takeOverWarnings((warning) => process.stderr.write(`${warning.name}: ${warning.message}\n`));
const line = parseCommandLine(process.argv.slice(2));
if (line.outcome === 'RUN') await run(line.options);
if (line.outcome === 'HELP') process.stdout.write(helpText);
if (line.outcome === 'FAULTY') {
  process.stderr.write(`${line.problem}\n\n${helpText}`);
  process.exitCode = 2;
}
