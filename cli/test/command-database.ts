import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { connect, type StoreClient } from '@varselvakt/store';
import { createOwnDatabase } from '../../test/pipeline/own-database.ts';
import { type ProgramResult, runProgram } from '../../test/pipeline/run-program.ts';

/** A database of a test's own and the command that works on it. */
export type CommandDatabase = {
  readonly url: string;
  readonly client: StoreClient;
  readonly run: (...args: readonly string[]) => Promise<ProgramResult>;
  readonly close: () => Promise<void>;
};

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Needs DATABASE_URL. */
export async function createCommandDatabase(): Promise<CommandDatabase> {
  const given = process.env['DATABASE_URL'] ?? '';
  const name = `test_command_${randomBytes(6).toString('hex')}`;
  const url = await createOwnDatabase(given, name, { withTables: true });
  const client = await connect(url, { applicationName: 'command-test', lookupPlans: false, connectTimeoutMs: 60_000 });
  return {
    url,
    client,
    run: (...args) =>
      runProgram(process.execPath, [main, ...args], {
        folder: process.cwd(),
        environment: { PATH: process.env['PATH'], USER: 'kari', DATABASE_URL: url },
      }),
    close: async () => {
      await client.close();
      const owner = await connect(given, { applicationName: 'command-test', connectTimeoutMs: 60_000 });
      await owner.runScript('drop-database', `drop database ${name} with (force)`);
      await owner.close();
    },
  };
}
