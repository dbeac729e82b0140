import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../pipeline/run-program.ts';
import { type Example, examplesFolder } from './example.ts';
import { installClient } from './installed-client.ts';

const installed = fileURLToPath(new URL('../../.varselvakt/typescript', import.meta.url));

/** The TypeScript example beside the packed client, in a folder of its own. Throws when it does not pass the compiler. */
export async function provideTypescript(): Promise<Example> {
  const { folder, check } = await installClient(installed, join(examplesFolder, 'typescript'));
  const complaints = await check();
  if (complaints !== '') throw new Error(`the TypeScript example does not pass the compiler:\n${complaints}`);
  return {
    outcome: 'READY',
    publish: (environment, ...args) => runProgram(process.execPath, ['publish.ts', ...args], { folder, environment }),
  };
}
