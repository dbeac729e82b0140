import { writeFile } from 'node:fs/promises';
import { takeOverWarnings } from '@varselvakt/runtime';
import type { BenchContext, OwnContext } from './bench-context.ts';
import { benchDeleter } from './benches/deleter-bench.ts';
import { benchHeldOpen } from './benches/held-open-bench.ts';
import { benchLag } from './benches/lag-bench.ts';
import { benchLint } from './benches/lint-bench.ts';
import { benchPersister } from './benches/persister-bench.ts';
import { benchPipeline } from './benches/pipeline-bench.ts';
import { benchRecovery } from './benches/recovery-bench.ts';
import { benchRules } from './benches/rules-bench.ts';
import { benchValidator } from './benches/validator-bench.ts';
import { type BenchName, type BenchOptions, helpText, parseCommandLine } from './command-line.ts';
import { describeMachine } from './measure/machine.ts';
import type { BenchDocument, BenchReport } from './report/bench-report.ts';
import { formatPage } from './report/format-page.ts';
import { formatDocument } from './report/format-report.ts';
import { openBenchEnvironment } from './stack/bench-environment.ts';

type OwnBench = 'rules' | 'lint' | 'recovery';
type ServiceBench = Exclude<BenchName, OwnBench>;

const ownBenches: Readonly<Record<OwnBench, (context: OwnContext) => Promise<BenchReport>>> = {
  rules: benchRules,
  lint: benchLint,
  recovery: benchRecovery,
};

const serviceBenches: Readonly<Record<ServiceBench, (context: BenchContext) => Promise<BenchReport>>> = {
  validator: benchValidator,
  persister: benchPersister,
  pipeline: benchPipeline,
  deleter: (context) => (context.options.heldOpen ? benchHeldOpen(context) : benchDeleter(context)),
  lag: benchLag,
};

async function runServices(names: readonly ServiceBench[], options: BenchOptions) {
  if (names.length === 0) return { stack: 'none', reports: [] };
  const environment = await openBenchEnvironment();
  try {
    const reports: BenchReport[] = [];
    for (const name of names) reports.push(await serviceBenches[name]({ environment, options, say: speakerOf(name) }));
    return { stack: environment.stackKind, reports };
  } finally {
    await environment.close();
  }
}

function isOwn(name: BenchName): name is OwnBench {
  return name in ownBenches;
}

function speakerOf(name: BenchName): OwnContext['say'] {
  return (text) => process.stderr.write(`${name}: ${text}\n`);
}

/** What stands by itself comes first: it is measured before a stack takes its share of the machine. */
async function run(options: BenchOptions): Promise<void> {
  const machine = describeMachine();
  const own: BenchReport[] = [];
  for (const name of options.benches.filter(isOwn)) own.push(await ownBenches[name]({ options, say: speakerOf(name) }));
  const services = options.benches.filter((name): name is ServiceBench => !isOwn(name));
  const { stack, reports } = await runServices(services, options);
  const document: BenchDocument = { machine, stack, reports: [...own, ...reports] };
  if (options.page !== null) await writeFile(options.page, formatPage(document));
  process.stdout.write(`${options.json ? JSON.stringify(document, null, 2) : formatDocument(document)}\n`);
}

takeOverWarnings((warning) => process.stderr.write(`${warning.name}: ${warning.message}\n`));
const line = parseCommandLine(process.argv.slice(2));
if (line.outcome === 'RUN') await run(line.options);
if (line.outcome === 'HELP') process.stdout.write(helpText);
if (line.outcome === 'FAULTY') {
  process.stderr.write(`${line.problem}\n\n${helpText}`);
  process.exitCode = 2;
}
