import { formatRegisterFault, loadRegister, type Register } from '@varselvakt/register';
import { ClientError } from '../client-error.ts';

/**
 * Reads the register, from a YAML file or every YAML file below a folder. Throws ClientError REGISTER_FAULTY with every fault, which no
 * retry mends, and what the file system throws.
 */
export const readRegister = async (path: string): Promise<Register> => {
  const result = await loadRegister(path);
  if (result.outcome === 'LOADED') return result.register;
  throw new ClientError('REGISTER_FAULTY', result.faults.map(formatRegisterFault).join('\n'), { retriable: false });
};
