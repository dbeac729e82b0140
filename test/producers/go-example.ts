import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../pipeline/run-program.ts';
import { type Example, examplesFolder, hasProgram } from './example.ts';

const folder = join(examplesFolder, 'go');
const built = fileURLToPath(new URL('../../.varselvakt/go/publish', import.meta.url));

/** The Go example, built. MISSING where the machine has no Go; throws when it does not compile. */
export async function provideGo(): Promise<Example> {
  if (!(await hasProgram('go', 'version'))) return { outcome: 'MISSING', reason: 'there is no Go on this machine' };
  await mkdir(join(built, '..'), { recursive: true });
  const { exitCode, complaint } = await runProgram('go', ['build', '-o', built, '.'], {
    folder,
    environment: process.env,
  });
  if (exitCode !== 0) throw new Error(`the Go example does not compile:\n${complaint}`);
  return { outcome: 'READY', publish: (environment, ...args) => runProgram(built, args, { folder, environment }) };
}
