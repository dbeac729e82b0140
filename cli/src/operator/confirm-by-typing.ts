import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';
import { openQuestions, type Questions } from './open-questions.ts';

/**
 * Has a person type the name of what cannot be brought back; `given` is what was said beforehand (--confirm), for scripts. Throws
 * CommandError unless it is the very name: then nothing has been changed.
 */
export async function confirmByTyping(
  name: string,
  given: string | undefined,
  questions: Pick<Questions, 'ask'>,
): Promise<void> {
  const typed = given ?? (await questions.ask(`This cannot be undone. Type ${name} to go on:`));
  if (typed.trim() !== name) throw new CommandError(`That is not ${name}: nothing was changed.`, exitCodes.usage);
}

/** The same with questions of its own on standard input; for a command that asks nothing else. */
export const askForName =
  (given: string | undefined, terminal: Terminal) =>
  async (name: string): Promise<void> => {
    const questions = openQuestions(process.stdin, terminal.say);
    try {
      await confirmByTyping(name, given, questions);
    } finally {
      questions.close();
    }
  };
