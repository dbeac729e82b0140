import { formatRegisterFault, loadRegister, type Register } from '@varselvakt/register';
import { CommandError, exitCodes } from './command-error.ts';

/** Reads a register that must be one. Throws CommandError: usage where no path is given, else one that lists every fault. */
export async function loadFaultlessRegister(path: string | undefined): Promise<Register> {
  if (path === undefined)
    throw new CommandError('Say where the register is: a path, or REGISTER_PATH in the environment.', exitCodes.usage);
  const result = await loadRegister(path);
  if (result.outcome === 'LOADED') return result.register;
  throw new CommandError(result.faults.map(formatRegisterFault).join('\n'), exitCodes.failed);
}
