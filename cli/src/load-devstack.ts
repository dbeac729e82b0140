import { CommandError, exitCodes } from './command-error.ts';

/** Loaded only when needed: the image of the services does not hold it. Throws CommandError there. */
export async function loadDevstack() {
  try {
    return await import('@varselvakt/devstack');
  } catch (cause) {
    throw new CommandError('The development stack is not part of this installation.', exitCodes.usage, { cause });
  }
}
