import { coerceError, scrubText, takeOverWarnings } from '@varselvakt/runtime';
import { CommanderError } from 'commander';
import { CommandError, exitCodeOf, exitCodes } from './command-error.ts';
import { createProgram } from './program.ts';
import { createTerminal } from './terminal.ts';

const terminal = createTerminal();
takeOverWarnings((warning) => terminal.say(`warning: ${scrubText(warning.message)}`));
try {
  await createProgram(terminal).parseAsync(process.argv);
} catch (thrown) {
  const error = coerceError(thrown);
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  } else {
    const isExplained = error instanceof CommandError || 'retriable' in error;
    terminal.say(scrubText(isExplained ? error.message : (error.stack ?? error.message)));
    process.exitCode = exitCodeOf(error);
    if (process.exitCode === exitCodes.connection)
      terminal.say('There is no connection: is the server up, and are its address and credentials right?');
  }
}
