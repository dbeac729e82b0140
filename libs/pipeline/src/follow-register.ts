import {
  formatRegisterFault,
  loadRegister,
  type Register,
  type RegisterWatch,
  watchRegister,
} from '@varselvakt/register';
import { errorCodeOf, type Logger, type RegisterMetrics } from '@varselvakt/runtime';

/** The register cannot be used as it is written. A retry does not help before somebody changes it. */
export class RegisterFaulty extends Error {
  override readonly name = 'RegisterFaulty';
  readonly code = 'REGISTER_FAULTY';
  readonly retriable = false;
}

export type FollowParts = {
  readonly path: string;
  readonly intervalMs: number;
  readonly log: Logger;
  readonly metrics: RegisterMetrics;
  /** Epoch ms. */
  readonly now: () => number;
};

/** Reads the register for the start. Throws RegisterFaulty with every fault, or what the file system threw (a retry may help). */
export async function readRegister(path: string): Promise<Register> {
  const result = await loadRegister(path);
  if (result.outcome === 'LOADED') return result.register;
  throw new RegisterFaulty(`The register has faults:\n${result.faults.map(formatRegisterFault).join('\n')}`);
}

/** Follows the register's files, and says in log and metrics what becomes of changes. */
export function followRegister<First extends Register | null>(register: First, parts: FollowParts) {
  const { path, intervalMs, log, metrics, now } = parts;
  if (register !== null) metrics.loaded(register.hash, now());
  metrics.looked(register !== null);
  return watchRegister<First>({
    path,
    register,
    intervalMs,
    onReloaded: ({ hash, producers }) => {
      metrics.loaded(hash, now());
      log.info({ hash, producers: producers.size }, 'the register changed');
    },
    onFaulty: (faults) => {
      metrics.looked(false);
      log.error({ faults: faults.map(formatRegisterFault) }, 'the changed register has faults; the old one stays');
    },
    onUnreadable: (cause) => {
      metrics.looked(false);
      log.warn({ code: errorCodeOf(cause) }, 'the register could not be read; the old one stays');
    },
    onSound: () => metrics.looked(true),
  });
}

/**
 * Reads and follows a register that a service can do without: whatever is wrong with it, storing and deleting go on. A good one is taken
 * into use as soon as there is one. Never throws.
 */
export async function followOptionalRegister(parts: FollowParts): Promise<RegisterWatch<Register | null>> {
  try {
    return followRegister<Register | null>(await readRegister(parts.path), parts);
  } catch (cause) {
    const reason = cause instanceof RegisterFaulty ? cause.message : errorCodeOf(cause);
    parts.log.error({ reason }, 'the register cannot be used; work goes on without it');
    return followRegister<Register | null>(null, parts);
  }
}
