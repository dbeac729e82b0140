import { takeOverWarnings } from '@varselvakt/runtime';
import { openBenchEnvironment } from '../stack/bench-environment.ts';
import { formatSoak, toSoakReport } from './format-soak.ts';
import { runSoak } from './run-soak.ts';
import { parseSoakOptions, type SoakOptions, soakHelp } from './soak-options.ts';

const say = (text: string) => process.stderr.write(`soak: ${text}\n`);

async function run(options: SoakOptions): Promise<void> {
  const environment = await openBenchEnvironment();
  try {
    const report = toSoakReport(await runSoak(environment, options, say), options);
    process.stdout.write(`${options.json ? JSON.stringify(report, null, 2) : formatSoak(report)}\n`);
    if (!report.isPassed) process.exitCode = 1;
  } finally {
    await environment.close();
  }
}

takeOverWarnings((warning) => say(`${warning.name}: ${warning.message}`));
const command = parseSoakOptions(process.argv.slice(2));
if (command.outcome === 'RUN') await run(command.options);
if (command.outcome === 'HELP') process.stdout.write(soakHelp);
if (command.outcome === 'FAULTY') {
  process.stderr.write(`${command.problem}\n\n${soakHelp}`);
  process.exitCode = 2;
}
