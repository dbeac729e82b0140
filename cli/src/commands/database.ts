import { createConfigSchema, databaseSettings } from '@varselvakt/runtime';
import { migrate } from '@varselvakt/store';
import type { Command } from 'commander';
import { readConfig } from '../read-config.ts';
import { formatTable, type Terminal } from '../terminal.ts';

const configSchema = createConfigSchema(databaseSettings);

type MigrateOptions = { dryRun?: true; json?: true };

/** `db migrate`: brings the tables to the version of this code. */
export function addDatabaseCommand(program: Command, terminal: Terminal): void {
  const database = program.command('db').description('the database');
  database
    .command('migrate')
    .option('--dry-run', 'say what would be done, change nothing')
    .option('--json', 'as JSON')
    .description('bring the tables to the version of this code; doing it again changes nothing')
    .action(async (options: MigrateOptions) => migrateDatabase(options, terminal));
}

async function migrateDatabase(options: MigrateOptions, terminal: Terminal): Promise<void> {
  const dryRun = options.dryRun === true;
  const report = await migrate(readConfig(configSchema).DATABASE_URL, { dryRun });
  if (options.json) {
    terminal.printJson({ ...report, dryRun });
    return;
  }
  if (report.applied.length === 0) {
    terminal.print(`The tables have version ${report.from} already.`);
    return;
  }
  const outcome = dryRun ? 'to be applied' : 'applied';
  const rows = report.applied.map(({ version, name }) => [String(version), name, outcome]);
  terminal.print(formatTable(['VERSION', 'MIGRATION', 'OUTCOME'], rows));
}
