import { CommanderError } from 'commander';
import { CommandError, exitCodeOf, exitCodes } from './command-error.ts';
import { createProgram, isOffline } from './program.ts';
import { createTerminal } from './terminal.ts';

const terminal = createTerminal();
const word = process.argv[2];
try {
  if (!isOffline(word)) await sayWarnings();
  const program = await createProgram(terminal, word);
  await program.parseAsync(process.argv);
} catch (thrown) {
  await sayFault(thrown);
}

async function sayWarnings(): Promise<void> {
  const { scrubText, takeOverWarnings } = await import('@varselvakt/runtime');
  takeOverWarnings((warning) => terminal.say(`warning: ${scrubText(warning.message)}`));
}

async function sayFault(thrown: unknown): Promise<void> {
  if (thrown instanceof CommanderError) {
    process.exitCode = thrown.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return;
  }
  const { coerceError, errorCodeOf, scrubText } = await import('@varselvakt/runtime'); // only here: lint starts without it
  const error = coerceError(thrown);
  if (errorCodeOf(error) === 'EPIPE') return; // whoever read the output has seen enough
  const isExplained = error instanceof CommandError || 'retriable' in error;
  terminal.say(scrubText(isExplained ? error.message : (error.stack ?? error.message)));
  process.exitCode = exitCodeOf(error);
  if (process.exitCode === exitCodes.connection)
    terminal.say('There is no connection: is the server up, and are its address and credentials right?');
}
