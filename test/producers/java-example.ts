import { join } from 'node:path';
import { runProgram } from '../pipeline/run-program.ts';
import { type Example, examplesFolder, hasProgram } from './example.ts';

const folder = join(examplesFolder, 'java');

/** The Java example, compiled. MISSING where the machine has no Maven; throws when it does not compile. */
export async function provideJava(): Promise<Example> {
  if (!(await hasProgram('mvn', '--version')))
    return { outcome: 'MISSING', reason: 'there is no Maven on this machine' };
  const maven = (environment: NodeJS.ProcessEnv, ...words: readonly string[]) =>
    runProgram('mvn', ['--quiet', '--batch-mode', ...words], { folder, environment });
  const { exitCode, output } = await maven(process.env, 'compile');
  if (exitCode !== 0) throw new Error(`the Java example does not compile:\n${output}`);
  return {
    outcome: 'READY',
    publish: (environment, ...args) =>
      maven({ ...process.env, ...environment }, 'exec:java', `-Dexec.args=${args.join(' ')}`),
  };
}
