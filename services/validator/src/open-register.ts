import {
  formatRegisterFault,
  loadRegister,
  type Register,
  type RegisterWatch,
  watchRegister,
} from '@varselvakt/register';
import { errorCodeOf, type Logger } from '@varselvakt/runtime';

/** The register cannot be used as it is written. A retry does not help before somebody changes it. */
export class RegisterFaulty extends Error {
  override readonly name = 'RegisterFaulty';
  readonly code = 'REGISTER_FAULTY';
  readonly retriable = false;
}

/** Reads the register for the start. Throws RegisterFaulty with every fault, or what the file system threw (a retry may help). */
export async function readRegister(path: string): Promise<Register> {
  const result = await loadRegister(path);
  if (result.outcome === 'LOADED') return result.register;
  throw new RegisterFaulty(`The register has faults:\n${result.faults.map(formatRegisterFault).join('\n')}`);
}

/** Follows the register's files and says in the log what becomes of changes. */
export function followRegister(path: string, register: Register, intervalMs: number, log: Logger): RegisterWatch {
  return watchRegister({
    path,
    register,
    intervalMs,
    onReloaded: ({ hash, producers }) => log.info({ hash, producers: producers.size }, 'the register changed'),
    onFaulty: (faults) =>
      log.error({ faults: faults.map(formatRegisterFault) }, 'the changed register has faults; the old one stays'),
    onUnreadable: (cause) =>
      log.warn({ code: errorCodeOf(cause) }, 'the register could not be read; the old one stays'),
  });
}
