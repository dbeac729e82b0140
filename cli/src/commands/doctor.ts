import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { createPaint } from '../demo/paint.ts';
import type { CheckLine } from '../doctor/check-line.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import type { Terminal } from '../terminal.ts';

/** `doctor`: is everything there that the services need. */
export function addDoctorCommand(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .option('--json', 'as JSON')
    .description(
      'look at settings, register, Kafka, topics, schemas, database and clocks; changes nothing and says what to do',
    )
    .action(async (options: { readonly json?: true }) => {
      const lines = await runDoctor(process.env);
      if (options.json) terminal.printJson({ lines });
      else terminal.print(formatLines(lines));
      const faultCount = lines.filter(({ level }) => level === 'fault').length;
      if (faultCount > 0)
        throw new CommandError(`${faultCount} ${faultCount === 1 ? 'fault' : 'faults'}.`, exitCodes.failed);
    });
}

const levelWidth = 'warning'.length;
const areaWidth = 'settings'.length;

function formatLines(lines: readonly CheckLine[]): string {
  const { good, warn, bad } = createPaint(process.stdout);
  const paints = { ok: good, warning: warn, fault: bad };
  return lines
    .map(({ area, level, what, remedy }) => {
      const line = `${paints[level](level.padEnd(levelWidth))}  ${area.padEnd(areaWidth)}  ${what}`;
      return remedy === null ? line : `${line}\n${' '.repeat(levelWidth + areaWidth + 4)}→ ${remedy}`;
    })
    .join('\n');
}
