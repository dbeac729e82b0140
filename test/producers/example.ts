import { fileURLToPath } from 'node:url';
import { type ProgramResult, runProgram } from '../pipeline/run-program.ts';

/** Where the examples of the documentation are. */
export const examplesFolder: string = fileURLToPath(new URL('../../docs/producers', import.meta.url));

/** An example that can be started with a producer's id and a label, or why this machine cannot. */
export type Example =
  | {
      readonly outcome: 'READY';
      readonly publish: (environment: NodeJS.ProcessEnv, ...args: readonly string[]) => Promise<ProgramResult>;
    }
  | { readonly outcome: 'MISSING'; readonly reason: string };

/** True when the machine has a program: it ends with 0 when asked for its version. */
export async function hasProgram(file: string, ...args: readonly string[]): Promise<boolean> {
  const asked = runProgram(file, args, { folder: examplesFolder, environment: process.env });
  return asked.then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  );
}
